package io.github.cheevoherald.sets;

import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.resilience.HourlyAllowance;
import io.github.cheevoherald.retroachievements.CompletedClaim;
import io.github.cheevoherald.retroachievements.SetVersion;
import io.github.cheevoherald.sets.SetLedger.Look;
import io.github.cheevoherald.sets.SetLedger.SiteList;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every 15 minutes for completed work on sets and, at least every hour, for their new versions. What a look doesn't
 * settle stays open for the next one, also after a restart. While no server wants the kind, nobody is asked.
 */
public final class SetWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SetWatch.class);

    /** With four looks at the events when their week turns, these are 12. */
    static final int MAX_REQUESTS_AN_HOUR = 8;

    private static final Duration INTERVAL = Duration.ofMinutes(15);

    /** The site's clock may not be known exactly, and claims may show late, as in an older state of the list. */
    private static final Duration OVERLAP = Duration.ofHours(3);

    private static final Duration UNTIL_COMPARED = Duration.ofHours(2);

    /** The set whose version before can't be had at so many looks is announced without a comparison. */
    private static final int MAX_FAILURES = 24;

    private final SetLists site;
    private final SetRecorder recorder;
    private final SetLedger ledger;
    private final GameInterests interests;
    private final Clock clock;
    private final Clock siteClock;
    private final HourlyAllowance allowance;
    private final ListWalk<CompletedClaim> claims;
    private final OpenVersions versions;

    /**
     * Versions that stand alone and wait for a request that tells what they added, the next one first. At each look one
     * gets its own before the lists are read: otherwise long lists take all of the allowance, look after look.
     */
    private final Map<Long, SetChange> uncompared = new LinkedHashMap<>();

    /** Work about which nothing is decided, and when this process saw it first. */
    private final Map<CompletedWork, Instant> works = new LinkedHashMap<>();

    private final Map<Long, Integer> failures = new HashMap<>();
    private @Nullable Instant nextLook;

    /** Waits by the bot's own clock; what happened when goes by the site's. */
    public SetWatch(SetLists site, SetRecorder recorder, GameInterests interests, Clock clock, Clock siteClock) {
        this.site = site;
        this.recorder = recorder;
        this.ledger = recorder.ledger();
        this.interests = interests;
        this.clock = clock;
        this.siteClock = siteClock;
        this.allowance = new HourlyAllowance(MAX_REQUESTS_AN_HOUR, clock);
        this.claims = new ListWalk<>(site.claims(), allowance, siteClock);
        this.versions = new OpenVersions(ledger, new ListWalk<>(site.versions(), allowance, siteClock));
    }

    /** Does what is due and returns how many announcements were added. It blocks while the site is being asked. */
    public int run() {
        Optional<Instant> wanted = ledger.wantedSince();
        if (wanted.isEmpty()) {
            forget();
            return 0;
        }
        Instant now = clock.instant();
        if (nextLook != null && now.isBefore(nextLook)) {
            return 0;
        }
        nextLook = now.plus(INTERVAL);
        return look(wanted.get(), now);
    }

    private void forget() {
        if (nextLook != null || ledger.hasLooks()) {
            nextLook = null;
            uncompared.clear();
            works.clear();
            claims.startAnew();
            versions.forget();
            ledger.forgetLooks();
        }
    }

    private int look(Instant wanted, Instant now) {
        Map<Long, Integer> failedBefore = Map.copyOf(failures);
        int added = uncompared.values().stream().findFirst().map(this::settle).orElse(0);
        Instant floor = ledger.lastLook(SiteList.CLAIMS)
                .map(last -> later(last.at().minus(OVERLAP), wanted))
                .orElse(wanted);
        ListWalk.Walked<CompletedClaim> walked =
                claims.on(claim -> claim.finishedAt().isBefore(floor)).orElse(null);
        if (walked == null) {
            // If the site doesn't answer at all, it isn't the set that can't be compared.
            failures.clear();
            failures.putAll(failedBefore);
            return added;
        }
        versions.claimsWereRead();
        takeIn(walked, floor);
        if (versions.isDue(now) || works.entrySet().stream().anyMatch(this::needsVersion)) {
            versions.look(now);
        }
        List<SetChange> ready = SetDetector.ready(
                works, versions.all(), siteClock.instant(), since -> interests.hasUnread(since, clock.instant()));
        for (SetChange change : ready) {
            added += staysUncompared(change) ? 0 : settle(change);
        }
        Instant decided = works.keySet().stream()
                .filter(work -> !ledger.knows(work))
                .map(CompletedWork::finishedAt)
                .reduce(walked.begunAt(), (one, other) -> one.isBefore(other) ? one : other);
        ledger.looked(SiteList.CLAIMS, new Look(decided, 0));
        versions.recordHowFar();
        return added;
    }

    private void takeIn(ListWalk.Walked<CompletedClaim> walked, Instant floor) {
        List<CompletedWork> undecided = CompletedWork.of(walked.rows()).stream()
                .filter(work -> !work.finishedAt().isBefore(floor) && !ledger.knows(work))
                .toList();
        works.keySet().retainAll(undecided);
        undecided.forEach(work -> works.putIfAbsent(work, walked.begunAt()));
    }

    /** Whether a change waits for its turn before the lists are read; if so, it waits as the site shows it by now. */
    private boolean staysUncompared(SetChange change) {
        SetVersion version = change.version();
        return change.work() == null && version != null && uncompared.replace(version.id(), change) != null;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private boolean needsVersion(Map.Entry<CompletedWork, Instant> seen) {
        return SetDetector.versionOf(seen.getKey(), versions.all()).isEmpty()
                && siteClock.instant().isBefore(seen.getValue().plus(SetDetector.UNTIL_VERSION));
    }

    private int settle(SetChange change) {
        try {
            Optional<SetChange> whole = compared(change);
            if (whole.isEmpty() && change.work() == null && change.version() != null) {
                // Behind the others.
                uncompared.remove(change.version().id());
                uncompared.put(change.version().id(), change);
            }
            int added = whole.isEmpty() ? 0 : recorder.record(whole.get());
            whole.map(SetChange::version).ifPresent(version -> {
                versions.settled(version);
                uncompared.remove(version.id());
                failures.remove(version.id());
            });
            return added;
        } catch (RuntimeException failure) {
            if (Outbox.isOutage(failure)) {
                throw failure;
            }
            LOG.error("News of a set could not be recorded; the others go on", failure);
            return 0;
        }
    }

    /** The change with what was added to the set; empty if the site has to be asked again. */
    private Optional<SetChange> compared(SetChange change) {
        SetVersion version = change.version();
        if (version == null || !change.mayHaveAdded() || !recorder.concernsAnybody(change)) {
            return Optional.of(change);
        }
        Optional<SetVersion> before = AddedAchievements.before(version, versions.latest());
        if (before.isEmpty()) {
            if (!allowance.take()) {
                return withoutVersionIfOverdue(change);
            }
            before = site.versionsOfSet()
                    .apply(version.setId())
                    .found()
                    .flatMap(ofSet -> AddedAchievements.before(version, ofSet));
            if (before.isEmpty() && failures.merge(version.id(), 1, Integer::sum) < MAX_FAILURES) {
                return Optional.empty();
            }
        }
        return Optional.of(change.withAdded(
                before.map(one -> AddedAchievements.between(one, version)).orElse(null)));
    }

    /** Work that waits keeps the lists long that have to be read, which takes requests; its version can follow alone. */
    private Optional<SetChange> withoutVersionIfOverdue(SetChange change) {
        CompletedWork work = change.work();
        if (work == null || work.finishedAt().plus(UNTIL_COMPARED).isAfter(siteClock.instant())) {
            return Optional.empty();
        }
        return Optional.of(SetChange.of(work, null));
    }
}
