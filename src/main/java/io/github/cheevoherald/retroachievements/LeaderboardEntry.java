package io.github.cheevoherald.retroachievements;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A player's entry on a leaderboard.
 *
 * @param score to be compared with other scores of the same leaderboard
 * @param formattedScore as a person reads it, such as {@code 2:03.45}
 * @param rank shared by equal scores; null for a player without a rank
 * @param updatedAt when the score was made, which may be long before the site showed it
 */
public record LeaderboardEntry(
        long id,
        Board board,
        long score,
        String formattedScore,
        @Nullable Integer rank,
        @Nullable Instant updatedAt) {

    /**
     * The leaderboard.
     *
     * @param lowerIsBetter whether the lowest score leads
     * @param game null if the site doesn't say
     */
    public record Board(
            long id,
            String title,
            String description,
            boolean lowerIsBetter,
            @Nullable Game game) {}

    /**
     * The leaderboard's game, with the address of its picture.
     *
     * @param console empty if unknown
     */
    public record Game(long id, String title, String badgeUrl, String console) {}

    LeaderboardEntry on(String console) {
        Game game = board.game();
        return game == null
                ? this
                : new LeaderboardEntry(
                        id,
                        new Board(
                                board.id(),
                                board.title(),
                                board.description(),
                                board.lowerIsBetter(),
                                new Game(game.id(), game.title(), game.badgeUrl(), console)),
                        score,
                        formattedScore,
                        rank,
                        updatedAt);
    }
}
