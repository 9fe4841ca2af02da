package io.github.cheevoherald.sets;

import io.github.cheevoherald.retroachievements.SetVersion;
import io.github.cheevoherald.sets.SetDetector.ListedVersion;
import io.github.cheevoherald.sets.SetLedger.Look;
import io.github.cheevoherald.sets.SetLedger.SiteList;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The versions of sets about which nothing is decided yet, and how far the site's list of them was read. */
final class OpenVersions {
    private static final Logger LOG = LoggerFactory.getLogger(OpenVersions.class);

    private static final Duration INTERVAL = Duration.ofHours(1);

    /** The site dates a version back by a day at most; what is older was only listed late. */
    private static final Duration BACKDATED = Duration.ofDays(7);

    private final SetLedger ledger;
    private final ListWalk<SetVersion> list;
    private final Map<Long, ListedVersion> open = new TreeMap<>();
    private final List<SetVersion> latest = new ArrayList<>();
    private @Nullable Instant nextLook;
    private @Nullable Instant readAt;

    OpenVersions(SetLedger ledger, ListWalk<SetVersion> list) {
        this.ledger = ledger;
        this.list = list;
    }

    Collection<ListedVersion> all() {
        return open.values();
    }

    /** The top of the site's list, as it was at the last look. */
    List<SetVersion> latest() {
        return latest;
    }

    boolean isDue(Instant now) {
        return nextLook == null || !now.isBefore(nextLook);
    }

    /** Reads the list down to what is decided. */
    void look(Instant now) {
        Look last = ledger.lastLook(SiteList.VERSIONS)
                .or(() -> ledger.lastLook(SiteList.FIRST_VERSIONS))
                .orElse(null);
        ListWalk.Walked<SetVersion> walked =
                list.on(version -> last == null || last.isBehind(version.id())).orElse(null);
        if (walked == null) {
            return;
        }
        if (last != null && last.isBehind(newest(walked.rows()))) {
            nextLook = now.plus(INTERVAL);
            beginAnewIfRenumbered(walked.rows(), Objects.requireNonNullElse(readAt, last.at()));
        } else {
            takeIn(walked, last);
            nextLook = now.plus(INTERVAL);
            recordHowFar();
        }
    }

    private void takeIn(ListWalk.Walked<SetVersion> walked, @Nullable Look last) {
        Look first = last == null ? beginWith(walked) : firstLook();
        Instant since = Objects.requireNonNullElse(readAt, last == null ? walked.begunAt() : last.at());
        List<SetVersion> unknown = walked.rows().stream()
                .filter(version -> last == null || !last.isBehind(version.id()))
                .filter(version -> !ledger.knowsVersion(version.id()))
                .toList();
        // From here on nothing fails, so what a failing store hides is read again.
        for (SetVersion version : unknown) {
            boolean isOld =
                    version.id() <= first.lastId() || version.createdAt().isBefore(since.minus(BACKDATED));
            ListedVersion listed = isOld
                    ? ListedVersion.old(version, first.at())
                    : new ListedVersion(version, since, walked.begunAt(), false);
            open.merge(version.id(), listed, (before, again) -> before.as(again.version()));
        }
        latest.clear();
        latest.addAll(walked.rows());
        readAt = walked.begunAt();
    }

    private Look beginWith(ListWalk.Walked<SetVersion> walked) {
        Look first = new Look(walked.begunAt(), newest(walked.rows()));
        ledger.looked(SiteList.FIRST_VERSIONS, first);
        return first;
    }

    /** The first look of all; databases that are older than this record hold none. */
    private Look firstLook() {
        return ledger.lastLook(SiteList.FIRST_VERSIONS).orElse(new Look(Instant.EPOCH, 0));
    }

    /**
     * Rows that all are older than what was read before are no news: the site may show an older state of its list. But
     * if one of them was made since, their numbers have begun again, and the next look is a first one.
     */
    private void beginAnewIfRenumbered(List<SetVersion> rows, Instant since) {
        if (rows.stream().anyMatch(version -> version.createdAt().isAfter(since))) {
            LOG.warn("The numbers of the sets' versions have begun again; those that are there now are taken for old");
            ledger.forgetVersions();
            forget();
        }
    }

    /** The claims were read, so any claim behind one of these versions is known. */
    void claimsWereRead() {
        open.replaceAll((id, listed) -> new ListedVersion(listed.version(), listed.since(), listed.seenAt(), true));
    }

    /** Everything about a version is decided. */
    void settled(SetVersion version) {
        open.remove(version.id());
    }

    /** Records how far everything is decided, and for what is open since when it may have been there. */
    void recordHowFar() {
        if (readAt == null) {
            return;
        }
        Instant at = open.values().stream()
                .filter(listed -> !listed.isOld())
                .map(ListedVersion::since)
                .min(Comparator.naturalOrder())
                .orElse(readAt);
        long before = ledger.lastLook(SiteList.VERSIONS).map(Look::lastId).orElse(0L);
        long firstOpen = open.keySet().stream().findFirst().orElse(Long.MAX_VALUE);
        ledger.looked(SiteList.VERSIONS, new Look(at, Math.max(before, Math.min(newest(latest), firstOpen - 1))));
    }

    private static long newest(List<SetVersion> rows) {
        return rows.stream().mapToLong(SetVersion::id).max().orElse(0);
    }

    /** Forgets everything in memory. */
    void forget() {
        nextLook = null;
        readAt = null;
        open.clear();
        list.startAnew();
    }
}
