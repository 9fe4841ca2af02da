package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnlockReaderTest {
    private static List<RecentUnlock> read(String name) {
        return Answers.found(UnlockReader.read(Answers.json(name)));
    }

    @Test
    void readsEveryFieldOfARecentUnlock() {
        assertThat(read("recent_unlocks.json"))
                .containsExactly(
                        new RecentUnlock(
                                Instant.parse("2026-11-20T18:04:50Z"),
                                true,
                                70012,
                                "First Light",
                                "Reach the lighthouse before dawn.",
                                "00071",
                                5,
                                27,
                                null,
                                "Harbour Tales | Night Shift",
                                4401,
                                "Mega Drive"),
                        new RecentUnlock(
                                Instant.parse("2026-11-20T17:58:02Z"),
                                false,
                                70013,
                                "Café 🎮 [Night]",
                                "Order twice.",
                                "121991",
                                25,
                                101,
                                "some_new_type",
                                "Harbour Tales | Night Shift",
                                4401,
                                "Mega Drive"));
    }

    @Test
    void readsTheOlderFormInWhichEveryNumberWasAString() {
        assertThat(read("recent_unlocks_old_strings.json")).containsExactly(firstLight("2023-12-27T16:04:50Z", null));
    }

    @Test
    void readsTheCamelCaseFormOfTheDocumentation() {
        assertThat(read("recent_unlocks_camel.json")).containsExactly(firstLight("2023-05-23T22:32:24Z", "missable"));
    }

    private static RecentUnlock firstLight(String date, @Nullable String type) {
        return new RecentUnlock(
                Instant.parse(date),
                true,
                70012,
                "First Light",
                "Reach the lighthouse before dawn.",
                "00071",
                5,
                27,
                type,
                "Harbour Tales",
                4401,
                "Mega Drive");
    }

    @Test
    void readsUnlocksBetweenTwoDates() {
        RecentUnlock unlock = read("earned_between.json").get(0);

        assertThat(unlock.hardcore()).isTrue();
        assertThat(unlock.type()).isEqualTo("progression");
        assertThat(unlock.date()).isEqualTo("2026-11-20T17:58:02Z");
    }

    @Test
    void toleratesRowsWithoutTheirTexts() {
        RecentUnlock unlock = Answers.found(UnlockReader.read(Answers.parsed(
                        200, "[{\"Date\":\"2026-11-20 18:04:50\",\"HardcoreMode\":null,\"AchievementID\":7}]")))
                .get(0);

        assertThat(unlock.title()).isEmpty();
        assertThat(unlock.consoleName()).isEmpty();
        assertThat(unlock.hardcore()).isFalse();
    }

    @Test
    void keepsTextsOfAnyLength() {
        String title = "ü".repeat(65_000);
        String row = "[{\"Date\":\"2026-11-20 18:04:50\",\"HardcoreMode\":1,\"AchievementID\":7,\"Title\":\"" + title
                + "\"}]";

        assertThat(Answers.found(UnlockReader.read(Answers.parsed(200, row)))
                        .get(0)
                        .title())
                .isEqualTo(title);
    }

    @Test
    void anEmptyListMeansNoUnlocks() {
        assertThat(Answers.found(UnlockReader.read(Answers.parsed(200, "[]")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "\"\"",
                "0",
                "{\"message\":\"Server Error\"}",
                "[{\"HardcoreMode\":1,\"AchievementID\":7}]",
                "[{\"Date\":null,\"HardcoreMode\":1,\"AchievementID\":7}]",
                "[{\"Date\":\"2026-11-20 18:04:50\",\"HardcoreMode\":1}]",
                "[{\"Date\":\"2026-11-20 18:04:50\",\"HardcoreMode\":1,\"AchievementID\":0}]",
                "[{\"Date\":\"2026-11-20 18:04:50\",\"AchievementID\":7}]",
                "[{\"Date\":\"2026-11-20 18:04:50\",\"HardcoreMode\":1,\"AchievementID\":7},null]"
            })
    void oneRowWithoutARequiredFieldSpoilsTheAnswer(String body) {
        assertThatThrownBy(() -> UnlockReader.read(Answers.parsed(200, body))).isInstanceOf(UnexpectedShape.class);
    }

    @Test
    void anErrorIsNotAnEmptyList() {
        assertThatThrownBy(() -> UnlockReader.read(Answers.parsed(404, "[]"))).isInstanceOf(UnexpectedShape.class);
    }
}
