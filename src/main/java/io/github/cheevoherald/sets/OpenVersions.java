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

/** The versions of sets about which nothing is decided yet, and how far the site's list of them was read. */
final class OpenVersions {
    private static final Duration INTERVAL = Duration.ofHours(1);

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
        Look last = ledger.lastLook(SiteList.VERSIONS).orElse(null);
        ListWalk.Walked<SetVersion> walked =
                list.on(version -> last == null || last.isBehind(version.id())).orElse(null);
        if (walked == null) {
            return;
        }
        // Of versions that were there at the first look, nobody knows since when.
        Instant since = last == null ? Instant.EPOCH : Objects.requireNonNullElse(readAt, last.at());
        List<SetVersion> unknown = walked.rows().stream()
                .filter(version -> last == null || !last.isBehind(version.id()))
                .filter(version -> !ledger.knowsVersion(version.id()))
                .toList();
        // From here on nothing fails, so what a failing store hides is read again.
        unknown.forEach(version -> open.putIfAbsent(version.id(), new ListedVersion(version, since, false)));
        latest.clear();
        latest.addAll(walked.rows());
        nextLook = now.plus(INTERVAL);
        readAt = walked.begunAt();
        recordHowFar();
    }

    /** The claims were read, so any claim behind one of these versions is known. */
    void claimsWereRead() {
        open.replaceAll((id, listed) -> new ListedVersion(listed.version(), listed.since(), true));
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
                .map(ListedVersion::since)
                .min(Comparator.naturalOrder())
                .orElse(readAt);
        long seen = latest.stream().mapToLong(SetVersion::id).max().orElse(0);
        long before = ledger.lastLook(SiteList.VERSIONS).map(Look::lastId).orElse(0L);
        long firstOpen = open.keySet().stream().findFirst().orElse(Long.MAX_VALUE);
        ledger.looked(SiteList.VERSIONS, new Look(at, Math.max(before, Math.min(seen, firstOpen - 1))));
    }

    /** Forgets everything in memory. */
    void forget() {
        nextLook = null;
        readAt = null;
        open.clear();
        list.startAnew();
    }
}
