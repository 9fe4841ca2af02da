package io.github.cheevoherald.leaderboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.leaderboards.ScoreComparison.Progress;
import io.github.cheevoherald.leaderboards.ScoreComparison.SeenScore;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.Reached;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.retroachievements.LeaderboardEntry;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScoreComparisonTest {
    private static LeaderboardEntry entry(boolean lowerIsBetter, long score) {
        return new LeaderboardEntry(
                1, new LeaderboardEntry.Board(2, "", "", lowerIsBetter, null), score, "" + score, 1, null);
    }

    private static @Nullable SeenScore seen(@Nullable Long score, @Nullable Integer place) {
        return score == null || place == null ? null : new SeenScore(score, "" + score, place);
    }

    @ParameterizedTest
    @CsvSource({
        // the lowest leads, score and place before, score and rank now, what that reaches
        "false,     ,   , 100,  1, FIRST_PLACE",
        "false,     ,   , 100,  2, FIRST_TEN",
        "false,     ,   , 100, 10, FIRST_TEN",
        "false,     ,   , 100, 11, NOTHING",
        "false, 100, 20, 200,  1, FIRST_PLACE",
        "false, 100,  2, 200,  1, FIRST_PLACE",
        "false, 100,  1, 200,  1, NOTHING",
        "false, 100, 20, 200, 10, FIRST_TEN",
        "false, 100, 10, 200,  9, NOTHING",
        "false, 100, 11, 200, 10, FIRST_TEN",
        "false, 100, 20, 200, 15, NOTHING",
        "false, 100,  1, 200,  2, NOTHING",
        "false, 100,  9, 200, 12, NOTHING",
        "false, 100, 20, 100,  1, -",
        "false, 100, 20, 100, 30, -",
        "false, 200, 20, 100,  1, -",
        "false,  -5,  3,   0,  1, FIRST_PLACE",
        "true,  100, 20,  90,  1, FIRST_PLACE",
        "true,  100, 20,  90, 15, NOTHING",
        "true,  100, 20, 100,  1, -",
        "true,   90, 20, 100,  1, -",
        "true,     ,   , 100,  1, FIRST_PLACE",
    })
    void onlyABetterScoreIsProgressAndThePlaceItReachesIsNew(
            boolean lowerIsBetter,
            @Nullable Long before,
            @Nullable Integer placeBefore,
            long now,
            int rank,
            String reached) {
        SeenScore latest = seen(before, placeBefore);

        assertThat(ScoreComparison.of(entry(lowerIsBetter, now), rank, latest))
                .isEqualTo(Stream.of(Reached.values())
                        .filter(one -> one.name().equals(reached))
                        .map(one -> new Progress(one, latest))
                        .findFirst());
    }

    @ParameterizedTest
    @CsvSource({
        // the lowest leads, the own score before, now, the rivals' scores, those of the overtaken
        "false, 100, 200, 150,         150",
        "false, 100, 200, 100,         100",
        "false, 100, 200, 99,          ",
        "false, 100, 200, 200,         ",
        "false, 100, 200, 201,         ",
        "false,    , 200, 150 1 200,   150 1",
        "true,  200, 100, 150,         150",
        "true,  200, 100, 200 201,     200",
        "true,  200, 100, 100 99,      ",
        "true,     , 100, 100 101,     101",
    })
    void whoeverWasAheadOrLevelAndIsBehindNowIsOvertaken(
            boolean lowerIsBetter, @Nullable Long before, long now, String rivals, @Nullable String overtaken) {
        Progress progress = new Progress(Reached.NOTHING, seen(before, 5));
        List<Rival> all = numbers(rivals).stream()
                .map(score -> new Rival(new Player(score, "U" + score, "N", "", null, false), score))
                .toList();

        assertThat(ScoreComparison.overtaken(entry(lowerIsBetter, now), progress, all))
                .extracting(Rival::score)
                .containsExactlyElementsOf(numbers(overtaken == null ? "" : overtaken));
    }

    private static List<Long> numbers(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(number -> !number.isBlank())
                .map(Long::valueOf)
                .toList();
    }
}
