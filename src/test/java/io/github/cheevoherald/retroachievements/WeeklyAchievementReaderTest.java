package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WeeklyAchievementReaderTest {

    @Test
    void readsEveryFieldThatIsUsed() {
        assertThat(Answers.found(WeeklyAchievementReader.read(Answers.json("achievement_of_the_week.json"))))
                .isEqualTo(new WeeklyAchievement(
                        70012,
                        "First Light",
                        "Reach the lighthouse before dawn.",
                        5,
                        "81234",
                        4401,
                        "Harbour Tales",
                        "Mega Drive",
                        Instant.parse("2026-11-16T00:00:00Z")));
    }

    @Test
    void thereMayBeNone() {
        Reply.Json none = Answers.parsed(200, "{\"Achievement\":{\"ID\":null},\"StartAt\":null}");

        assertThat(WeeklyAchievementReader.read(none)).isEqualTo(new Outcome.Missing<>(Outcome.Thing.ACHIEVEMENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"Achievement\":{\"ID\":null}}",
                "{\"Achievement\":{\"ID\":null,\"Title\":\"A\"},\"StartAt\":null}",
                "{\"Achievement\":{\"ID\":null},\"Game\":{\"ID\":1},\"StartAt\":null}",
                "{\"Achievement\":{\"ID\":5},\"Game\":{\"ID\":1},\"StartAt\":null}",
                "{\"Achievement\":{\"ID\":5},\"StartAt\":\"2026-11-16T00:00:00.000000Z\"}",
                "{\"Achievement\":{\"ID\":0},\"Game\":{\"ID\":1},\"StartAt\":\"2026-11-16T00:00:00.000000Z\"}",
            })
    void anythingElseIsNoAnswer(String body) {
        assertThatThrownBy(() -> WeeklyAchievementReader.read(Answers.parsed(200, body)))
                .isInstanceOf(UnexpectedShape.class);
    }
}
