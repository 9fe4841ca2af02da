package io.github.cheevoherald.retroachievements;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A player's entry on a leaderboard.
 *
 * @param gameId null if the site doesn't say
 * @param lowerIsBetter whether the lowest score leads
 * @param formattedScore as a person reads it, such as {@code 2:03.45}
 * @param rank shared by equal scores; null for a player without a rank
 */
public record LeaderboardEntry(
        long id,
        long leaderboardId,
        @Nullable Long gameId,
        String title,
        String description,
        boolean lowerIsBetter,
        long score,
        String formattedScore,
        @Nullable Integer rank,
        @Nullable Instant updatedAt) {}
