package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.retroachievements.AchievementUnlocks.Achievement;
import io.github.cheevoherald.retroachievements.AchievementUnlocks.Unlock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AchievementUnlocksReaderTest {
    private static final Outcome<AchievementUnlocks> MISSING = new Outcome.Missing<>(Outcome.Thing.ACHIEVEMENT);

    private static AchievementUnlocks read(String name) {
        return Answers.found(AchievementUnlocksReader.read(Answers.json(name), 70012));
    }

    @Test
    void readsEveryField() {
        assertThat(read("achievement_unlocks.json"))
                .isEqualTo(new AchievementUnlocks(
                        new Achievement(70012, "First Light", "Reach the lighthouse before dawn.", 5, 27),
                        "Mega Drive",
                        4401,
                        "Harbour Tales",
                        24272,
                        10830,
                        27079,
                        List.of(
                                new Unlock(
                                        "wavecrest",
                                        "01HZ0000000000000000000B02",
                                        Instant.parse("2026-11-19T00:19:05Z"),
                                        false),
                                new Unlock(
                                        "gullwing",
                                        "01HZ0000000000000000000C03",
                                        Instant.parse("2026-11-18T22:10:41Z"),
                                        true))));
    }

    @Test
    void readsTheOlderFormInWhichEveryNumberWasAString() {
        assertThat(read("achievement_unlocks_old_strings.json"))
                .isEqualTo(new AchievementUnlocks(
                        new Achievement(70012, "First Light", "Reach the lighthouse before dawn.", 5, 27),
                        "Mega Drive",
                        4401,
                        "Harbour Tales",
                        9524,
                        null,
                        21710,
                        List.of(
                                new Unlock("wavecrest", null, Instant.parse("2022-07-12T19:06:34Z"), true),
                                new Unlock("gullwing", null, Instant.parse("2023-01-29T21:45:41Z"), false))));
    }

    @Test
    void readsBareRowsAsTheDocumentationShowsThem() {
        assertThat(read("achievement_unlocks_bare.json"))
                .isEqualTo(new AchievementUnlocks(
                        new Achievement(70012, "", "", 0, 0),
                        "",
                        0,
                        "",
                        2,
                        null,
                        0,
                        List.of(
                                new Unlock("wavecrest", null, Instant.parse("2022-07-12T19:06:34Z"), true),
                                new Unlock("gullwing", null, Instant.parse("2022-07-11T10:00:00Z"), false))));
    }

    @Test
    void readsRowsThatArriveAsAnObject() {
        String body = Answers.text("achievement_unlocks.json")
                .replace("\"Unlocks\": [", "\"Unlocks\": {\"0\":")
                .replace(
                        "    },\n    {\n      \"User\": \"gullwing\"",
                        "    },\"2\":\n    {\n      \"User\": \"gullwing\"")
                .replace("  ]\n}", "  }\n}");

        assertThat(AchievementUnlocksReader.read(Answers.parsed(200, body), 70012))
                .isEqualTo(AchievementUnlocksReader.read(Answers.json("achievement_unlocks.json"), 70012));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "404; {\"Achievement\":[],\"UnlocksCount\":0,\"UnlocksHardcoreCount\":0,\"TotalPlayers\":0,\"Unlocks\":[]}",
                "404; {\"Achievement\":{},\"UnlocksCount\":0,\"TotalPlayers\":0,\"Unlocks\":[]}",
                "200; {\"Achievement\":{\"ID\":null}}"
            })
    void recognizesTheSitesAnswerForAMissingAchievement(int status, String body) {
        assertThat(AchievementUnlocksReader.read(Answers.parsed(status, body), 70012))
                .isEqualTo(MISSING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "200; []",
                "404; []",
                "200; {}",
                "200; {\"Achievement\":[],\"UnlocksCount\":0,\"TotalPlayers\":0,\"Unlocks\":[]}",
                "404; {\"message\":\"Not Found\",\"errors\":[]}",
                "422; {\"Achievement\":{\"ID\":null}}",
                "200; {\"Achievement\":{\"ID\":null},\"UnlocksCount\":3,\"Unlocks\":[]}",
                "200; {\"Achievement\":{\"ID\":70012},\"UnlocksCount\":3}",
                "200; {\"Achievement\":{\"ID\":70012},\"UnlocksCount\":3,\"Unlocks\":{}}",
                "200; {\"Achievement\":{\"ID\":70012},\"UnlocksCount\":3,\"Unlocks\":null}",
                "200; {\"Achievement\":{\"ID\":70013},\"UnlocksCount\":3,\"Unlocks\":[]}",
                "200; {\"Achievement\":{\"ID\":70012},\"UnlocksCount\":1,\"Unlocks\":[{\"User\":\"a\",\"HardcoreMode\":1}]}"
            })
    void acceptsNothingElseAsAnAnswer(int status, String body) {
        assertThatThrownBy(() -> AchievementUnlocksReader.read(Answers.parsed(status, body), 70012))
                .isInstanceOf(UnexpectedShape.class);
    }
}
