package io.github.cheevoherald.retroachievements;

import io.github.cheevoherald.retroachievements.AchievementUnlocks.Achievement;
import io.github.cheevoherald.retroachievements.AchievementUnlocks.Unlock;
import io.github.cheevoherald.retroachievements.Outcome.Found;
import io.github.cheevoherald.retroachievements.Outcome.Missing;
import io.github.cheevoherald.retroachievements.Outcome.Thing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the answer of GetAchievementUnlocks. */
final class AchievementUnlocksReader {
    private AchievementUnlocksReader() {}

    static Outcome<AchievementUnlocks> read(Reply.Json json, long asked) {
        if (json.root().isArray()) {
            return bareList(json, asked);
        }
        JsonFields answer = JsonFields.of(json.root());
        if (saysMissing(json.status(), answer)) {
            return new Missing<>(Thing.ACHIEVEMENT);
        }
        json.found();
        Achievement achievement = achievement(answer.object("Achievement"));
        if (achievement.id() != asked) {
            throw new UnexpectedShape("an answer about another achievement");
        }
        JsonFields console = answer.objectOrNull("Console");
        JsonFields game = answer.objectOrNull("Game");
        return new Found<>(new AchievementUnlocks(
                achievement,
                titleOf(console),
                idOf(game),
                titleOf(game),
                answer.requiredInt("UnlocksCount"),
                answer.intOrNull("UnlocksHardcoreCount"),
                answer.intOrZero("TotalPlayers"),
                unlocks(answer.list("Unlocks"))));
    }

    private static boolean saysMissing(int status, JsonFields answer) {
        if (status == 404 && answer.isEmptyMap("Achievement")) {
            return true;
        }
        if (status == 422 || answer.has("Unlocks")) {
            return false;
        }
        JsonFields achievement = answer.objectOrNull("Achievement");
        return achievement != null && achievement.isNull("ID");
    }

    /**
     * Reads the bare list of rows that the documentation shows. The achievement is then known by its id alone, and only
     * the rows are counted. An empty list says nothing and is not an answer.
     */
    private static Outcome<AchievementUnlocks> bareList(Reply.Json json, long asked) {
        List<Unlock> unlocks = unlocks(JsonFields.rows(json.found()));
        if (unlocks.isEmpty()) {
            throw new UnexpectedShape("an empty list instead of an achievement");
        }
        Achievement unknown = new Achievement(asked, "", "", 0, 0);
        return new Found<>(new AchievementUnlocks(unknown, "", 0, "", unlocks.size(), null, 0, unlocks));
    }

    private static Achievement achievement(JsonFields achievement) {
        return new Achievement(
                achievement.id("ID"),
                achievement.text("Title"),
                achievement.text("Description"),
                achievement.intOrZero("Points"),
                achievement.intOrZero("TrueRatio"));
    }

    private static List<Unlock> unlocks(List<JsonFields> rows) {
        return rows.stream()
                .map(row -> new Unlock(
                        row.requiredText("User"),
                        row.wordOrNull("ULID"),
                        row.requiredDate("DateAwarded"),
                        row.requiredFlag("HardcoreMode")))
                .toList();
    }

    private static long idOf(@Nullable JsonFields thing) {
        return thing == null ? 0 : thing.longOrZero("ID");
    }

    private static String titleOf(@Nullable JsonFields thing) {
        return thing == null ? "" : thing.text("Title");
    }
}
