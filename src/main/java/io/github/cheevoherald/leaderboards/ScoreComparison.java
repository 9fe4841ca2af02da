package io.github.cheevoherald.leaderboards;

import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.Reached;
import io.github.cheevoherald.retroachievements.LeaderboardEntry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a player's entry on a leaderboard means, compared with scores seen before. Ranks are the site's. */
final class ScoreComparison {
    private static final int FIRST_PLACES = 10;

    private ScoreComparison() {}

    /** A score seen before, with the player's place then. */
    record SeenScore(long score, String formatted, int place) {}

    /** A new score: the best that it reached, and the player's own score that it betters. */
    record Progress(Reached reached, @Nullable SeenScore before) {}

    /** Whether a score is better; an equal one isn't. */
    static boolean isBetter(LeaderboardEntry.Board board, long score, long than) {
        return board.lowerIsBetter() ? score < than : score > than;
    }

    /**
     * The progress that a player's entry shows; empty if it's no better than their latest score. A place gained because
     * others lost their scores is no progress.
     */
    static Optional<Progress> of(LeaderboardEntry entry, int rank, @Nullable SeenScore latest) {
        if (latest != null && !isBetter(entry.board(), entry.score(), latest.score())) {
            return Optional.empty();
        }
        return Optional.of(new Progress(reached(rank, latest == null ? Integer.MAX_VALUE : latest.place()), latest));
    }

    private static Reached reached(int rank, int before) {
        if (rank == 1 && before > 1) {
            return Reached.FIRST_PLACE;
        }
        return rank <= FIRST_PLACES && before > FIRST_PLACES ? Reached.FIRST_TEN : Reached.NOTHING;
    }

    /** Those rivals who were ahead of the player or level with them, and are behind now. */
    static List<Rival> overtaken(LeaderboardEntry entry, Progress progress, List<Rival> rivals) {
        SeenScore before = progress.before();
        return rivals.stream()
                .filter(rival -> isBetter(entry.board(), entry.score(), rival.score()))
                .filter(rival -> before == null || !isBetter(entry.board(), before.score(), rival.score()))
                .toList();
    }
}
