package io.github.cheevoherald.retroachievements;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A player's unlocks, each once, from as many answers as it takes, or cut at a limit. An answer of {@link
 * RetroAchievements#MAX_UNLOCKS} rows is full and holds the oldest ones, so the rest is requested from its newest date
 * on.
 */
public record CompleteUnlocks(List<RecentUnlock> unlocks, boolean isCut) {
    public CompleteUnlocks {
        unlocks = List.copyOf(unlocks);
    }

    /** Decides when to stop although the latest answer was full. */
    @FunctionalInterface
    public interface Limit {
        /** Whether to stop after this many further answers instead of continuing from the date {@code next}. */
        boolean isReached(int continuations, Instant next);
    }

    /**
     * Continues after a first answer until one isn't full. An answer that is missing makes the whole missing. {@code
     * continuation} requests the unlocks that are dated at or after a time.
     */
    public static Outcome<CompleteUnlocks> after(
            List<RecentUnlock> first, Limit limit, Function<Instant, Outcome<List<RecentUnlock>>> continuation) {
        if (first.size() < RetroAchievements.MAX_UNLOCKS) {
            return new Outcome.Found<>(new CompleteUnlocks(first, false));
        }
        Map<Key, RecentUnlock> all = new LinkedHashMap<>();
        List<RecentUnlock> latest = first;
        Instant from = Instant.MIN;
        for (int continuations = 0; ; continuations++) {
            int before = all.size();
            latest.forEach(unlock -> all.putIfAbsent(Key.of(unlock), unlock));
            if (latest.size() < RetroAchievements.MAX_UNLOCKS) {
                return new Outcome.Found<>(new CompleteUnlocks(List.copyOf(all.values()), false));
            }
            // An answer begins with the last second of the one before. If that second alone fills it, skip it.
            from = all.size() == before ? from.plusSeconds(1) : newest(latest);
            if (continuations > 0 && limit.isReached(continuations, from)) {
                return new Outcome.Found<>(new CompleteUnlocks(List.copyOf(all.values()), true));
            }
            Outcome<List<RecentUnlock>> answer = continuation.apply(from);
            Optional<List<RecentUnlock>> found = answer.found();
            if (found.isEmpty()) {
                return answer.map(rows -> new CompleteUnlocks(rows, true));
            }
            latest = found.orElseThrow();
        }
    }

    private static Instant newest(List<RecentUnlock> rows) {
        return rows.stream()
                .map(RecentUnlock::date)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private record Key(long achievementId, boolean hardcore, Instant date) {
        static Key of(RecentUnlock row) {
            return new Key(row.achievementId(), row.hardcore(), row.date());
        }
    }
}
