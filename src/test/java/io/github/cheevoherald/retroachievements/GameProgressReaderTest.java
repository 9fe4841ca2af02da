package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GameProgressReaderTest {
    private static Map<Long, GameProgress> read(String body) {
        return Answers.found(GameProgressReader.read(Answers.parsed(200, body)));
    }

    @Test
    void readsEveryGameThatTheSiteKnows() {
        assertThat(read(Answers.text("user_progress.json")))
                .isEqualTo(Map.of(1L, new GameProgress(36, 12, 10), 2L, new GameProgress(56, 0, 0)));
    }

    @Test
    void nothingAboutAnUnknownPlayerIsAnAnswer() {
        assertThat(read("[]")).isEmpty();
        assertThat(read("{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5,6,0", "5,3,4", "-5,-6,-7", "5,-1,-1", "5,1,-1", "0,0,0"})
    void leavesOutNumbersThatContradictEachOther(int total, int unlocked, int hardcore) {
        assertThat(read(("{\"7\":{\"NumPossibleAchievements\":%d,\"NumAchieved\":%d,\"NumAchievedHardcore\":%d},"
                                + "\"8\":{\"NumPossibleAchievements\":5,\"NumAchieved\":5,\"NumAchievedHardcore\":5}}")
                        .formatted(total, unlocked, hardcore)))
                .containsOnlyKeys(8L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1]",
                "7",
                "{\"7\":[]}",
                "{\"7\":{}}",
                "{\"7\":{\"NumPossibleAchievements\":5}}",
                "{\"Title\":{\"NumPossibleAchievements\":5,\"NumAchieved\":1}}",
                "{\"7\":{\"NumPossibleAchievements\":\"many\",\"NumAchieved\":1}}"
            })
    void acceptsNothingElseAsAnAnswer(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(UnexpectedShape.class);
    }
}
