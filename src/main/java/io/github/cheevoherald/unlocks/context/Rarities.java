package io.github.cheevoherald.unlocks.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.cheevoherald.retroachievements.AchievementFacts;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.retroachievements.SecondApi;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The shares of players who have an achievement, kept for a day. A game is read as a whole: its next unlock is likely soon. */
final class Rarities {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int MAX_ACHIEVEMENTS = 10_000;
    private static final int MAX_GAMES = 1_000;

    private final Cache<Long, Shares> shares;
    private final Cache<Long, Boolean> wholeGames;

    /** The shares in either mode and in hardcore, from 0 to 1. */
    private record Shares(@Nullable Double either, @Nullable Double hardcore) {
        static final Shares UNKNOWN = new Shares(null, null);
    }

    Rarities(Clock clock) {
        shares = cache(MAX_ACHIEVEMENTS, clock);
        wholeGames = cache(MAX_GAMES, clock);
    }

    private static <T> Cache<Long, T> cache(int max, Clock clock) {
        return Caffeine.newBuilder()
                .expireAfterWrite(KEPT)
                .maximumSize(max)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    /** Whether the site has to be asked about any of them. */
    boolean isMissing(Collection<RecentUnlock> unlocks) {
        return !missing(unlocks).isEmpty();
    }

    private List<RecentUnlock> missing(Collection<RecentUnlock> unlocks) {
        return unlocks.stream()
                .filter(unlock -> shares.getIfPresent(unlock.achievementId()) == null)
                .toList();
    }

    /** Asks for what is missing, with a single request. */
    Outcome<List<AchievementFacts>> ask(SecondApi api, Collection<RecentUnlock> unlocks) {
        List<RecentUnlock> missing = missing(unlocks);
        if (missing.isEmpty()) {
            // Another thread has just learned them.
            return new Outcome.Found<>(List.of());
        }
        Set<Long> games = missing.stream().map(RecentUnlock::gameId).collect(Collectors.toSet());
        long game = games.iterator().next();
        if (games.size() == 1 && wholeGames.getIfPresent(game) == null) {
            return api.achievementsOf(game).map(found -> {
                wholeGames.put(game, true);
                return keep(found);
            });
        }
        List<Long> ids = missing.stream()
                .map(RecentUnlock::achievementId)
                .distinct()
                .limit(SecondApi.MAX_ROWS)
                .toList();
        return api.achievements(ids).map(found -> {
            ids.forEach(id -> shares.put(id, Shares.UNKNOWN));
            return keep(found);
        });
    }

    private List<AchievementFacts> keep(List<AchievementFacts> found) {
        found.forEach(one -> shares.put(one.id(), new Shares(one.share(), one.hardcoreShare())));
        return found;
    }

    /**
     * The percentage of the game's players who have it in the unlock's mode, as far as it is known. Nobody at all can't be:
     * the site has yet to count the player.
     */
    @Nullable Double percent(RecentUnlock unlock) {
        Shares known = shares.getIfPresent(unlock.achievementId());
        Double share = known == null ? null : unlock.hardcore() ? known.hardcore() : known.either();
        return share == null || share <= 0 || share > 1 ? null : (Double) (100 * share);
    }
}
