package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what is new in a player's answer. Pure: no I/O, no state. */
final class UnlockDetector {
    private static final Comparator<RecentUnlock> BY_DATE =
            Comparator.comparing(RecentUnlock::date).thenComparing(RecentUnlock::achievementId);

    private UnlockDetector() {}

    /** An unlock's identity in the ledger, beside the player. */
    record Key(long achievementId, Instant date) {
        static Key of(RecentUnlock unlock) {
            return new Key(unlock.achievementId(), unlock.date());
        }

        static Key of(UnlockAnnouncement.Unlock unlock) {
            return new Key(unlock.achievementId(), Instant.ofEpochSecond(unlock.unlockedAt()));
        }
    }

    /**
     * An answer's unlocks, sorted by what to do with them.
     *
     * @param unlocks new ones to announce, oldest first
     * @param twins events' unlocks that may turn out to be copies, to be held back
     * @param silentTwins event copies whose original is known, for the ledger only
     * @param known those already in the ledger, except event copies whose original is known; oldest first
     */
    record Found(
            List<RecentUnlock> unlocks,
            List<RecentUnlock> twins,
            List<RecentUnlock> silentTwins,
            List<RecentUnlock> known) {
        static final Found NOTHING = new Found(List.of(), List.of(), List.of(), List.of());
    }

    /**
     * Which events' unlocks are copies.
     *
     * @param copies the achievements in the answer that are known to copy others
     * @param bySecond whether one in the same second as another unlock is a copy, too
     */
    record Twins(Set<Long> copies, boolean bySecond) {}

    /** Compares an answer with the ledger's keys and the dates of its unlocks that aren't events' achievements. */
    static Found detect(List<RecentUnlock> answer, Set<Key> known, Set<Instant> originals, Twins rule) {
        Map<Key, RecentUnlock> rows = new LinkedHashMap<>();
        Set<Instant> originalSeconds = new HashSet<>(originals);
        for (RecentUnlock row : answer) {
            rows.merge(Key.of(row), row, (one, other) -> one.hardcore() ? one : other);
            if (!row.isEvent()) {
                originalSeconds.add(row.date());
            }
        }
        List<RecentUnlock> unlocks = new ArrayList<>();
        List<RecentUnlock> twins = new ArrayList<>();
        List<RecentUnlock> silent = new ArrayList<>();
        List<RecentUnlock> before = new ArrayList<>();
        for (RecentUnlock row : rows.values()) {
            boolean isCopy = rule.copies().contains(row.achievementId());
            boolean hasPartner = row.isEvent() && originalSeconds.contains(row.date());
            if (known.contains(Key.of(row))) {
                if (!isCopy && !hasPartner) {
                    before.add(row);
                }
            } else if (isCopy || (rule.bySecond() && hasPartner)) {
                silent.add(row);
            } else {
                (row.isEvent() ? twins : unlocks).add(row);
            }
        }
        unlocks.sort(BY_DATE);
        twins.sort(BY_DATE);
        before.sort(BY_DATE);
        return new Found(List.copyOf(unlocks), List.copyOf(twins), List.copyOf(silent), List.copyOf(before));
    }
}
