package io.github.cheevoherald.retroachievements;

import io.github.cheevoherald.retroachievements.Outcome.Found;
import io.github.cheevoherald.retroachievements.Outcome.Missing;
import io.github.cheevoherald.retroachievements.Outcome.Thing;

/** Reads the answer of GetAchievementOfTheWeek. */
final class WeeklyAchievementReader {
    private WeeklyAchievementReader() {}

    static Outcome<WeeklyAchievement> read(Reply.Json json) {
        JsonFields answer = JsonFields.of(json.found());
        JsonFields achievement = answer.object("Achievement");
        if (saysThereIsNone(answer, achievement)) {
            return new Missing<>(Thing.ACHIEVEMENT);
        }
        JsonFields game = answer.object("Game");
        JsonFields console = answer.objectOrNull("Console");
        return new Found<>(new WeeklyAchievement(
                achievement.id("ID"),
                achievement.text("Title"),
                achievement.text("Description"),
                achievement.intOrZero("Points"),
                achievement.text("BadgeName"),
                game.id("ID"),
                game.text("Title"),
                console == null ? "" : console.text("Title"),
                answer.requiredDate("StartAt")));
    }

    /** Such an answer holds nothing but the two nulls; one that holds more has lost something. */
    private static boolean saysThereIsNone(JsonFields answer, JsonFields achievement) {
        return achievement.isNull("ID") && answer.isNull("StartAt") && !achievement.has("Title") && !answer.has("Game");
    }
}
