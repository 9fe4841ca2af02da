package io.github.cheevoherald.retroachievements;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the plainer rows of the second API. */
final class SecondApiReader {
    private SecondApiReader() {}

    static ActivePlayer activePlayer(JsonApiRow row) {
        JsonFields fields = row.attributes();
        return new ActivePlayer(
                row.id(),
                fields.requiredText("displayName"),
                fields.requiredLong("points"),
                fields.requiredLong("pointsHardcore"),
                fields.dateOrNull("lastActivityAt"));
    }

    static AchievementFacts achievement(JsonApiRow row) {
        JsonFields fields = row.attributes();
        return new AchievementFacts(
                row.number(),
                fields.text("title"),
                fields.intOrZero("points"),
                fields.decimalOrNull("unlockPercentage"),
                fields.decimalOrNull("unlockHardcorePercentage"));
    }

    /** Null for one whose game the site doesn't show. */
    static @Nullable AchievementGame achievementGame(JsonApiRow row) {
        for (JsonApiRow game : row.allIncluded("games")) {
            return new AchievementGame(
                    row.number(), game.number(), game.attributes().text("title"));
        }
        return null;
    }

    static PlayedGame playedGame(JsonApiRow row) {
        JsonFields fields = row.attributes();
        JsonApiRow game = row.included("game");
        return new PlayedGame(
                row.requiredNumber("game"),
                game == null ? "" : game.attributes().text("title"),
                fields.dateOrNull("lastPlayedAt"),
                fields.dateOrNull("firstUnlockAt"),
                fields.dateOrNull("lastUnlockAt"));
    }

    static UnlockRow unlockRow(JsonApiRow row) {
        JsonFields fields = row.attributes();
        return new UnlockRow(
                row.number(),
                row.requiredNumber("achievement"),
                fields.requiredDate("unlockedAt"),
                fields.dateOrNull("unlockedHardcoreAt"));
    }

    static CompletedClaim completedClaim(JsonApiRow row) {
        JsonFields fields = row.attributes();
        return new CompletedClaim(
                row.number(),
                fields.id("gameId"),
                fields.text("gameTitle"),
                fields.wordOrNull("gameIconUrl"),
                fields.text("systemName"),
                fields.requiredText("setType").equals("revision"),
                fields.requiredDate("finishedAt"),
                fields.text("userDisplayName"));
    }

    static SetVersion setVersion(JsonApiRow row) {
        JsonFields fields = row.attributes();
        JsonApiRow set = row.included("achievementSet");
        return new SetVersion(
                row.number(),
                fields.requiredInt("version"),
                fields.id("achievementSetId"),
                set == null ? null : set.attributes().wordOrNull("title"),
                fields.intOrZero("achievementsPublished"),
                fields.intOrZero("pointsTotal"),
                set == null ? List.of() : uses(set),
                members(fields));
    }

    private static List<SetVersion.UsedIn> uses(JsonApiRow set) {
        List<SetVersion.UsedIn> uses = new ArrayList<>();
        for (JsonFields use : set.attributes().listOrEmpty("types")) {
            long gameId = use.id("gameId");
            String title = "";
            for (JsonApiRow game : set.allIncluded("games")) {
                title = game.number() == gameId ? game.attributes().text("title") : title;
            }
            uses.add(new SetVersion.UsedIn(gameId, title, use.text("type")));
        }
        return uses;
    }

    /** An empty list stands for "not known". */
    private static @Nullable List<SetVersion.Member> members(JsonFields fields) {
        List<SetVersion.Member> members = new ArrayList<>();
        for (JsonFields one : fields.listOrEmpty("achievementSnapshot")) {
            members.add(new SetVersion.Member(one.id("id"), one.intOrZero("points"), one.flag("isPromoted")));
        }
        return members.isEmpty() ? null : members;
    }

    static LeaderboardEntry leaderboardEntry(JsonApiRow row) {
        JsonFields fields = row.attributes();
        JsonApiRow board = row.included("leaderboard");
        JsonFields about = board == null ? null : board.attributes();
        List<JsonApiRow> games = board == null ? List.of() : board.allIncluded("games");
        return new LeaderboardEntry(
                row.number(),
                row.requiredNumber("leaderboard"),
                games.isEmpty() ? null : (Long) games.get(0).number(),
                about == null ? "" : about.text("title"),
                about == null ? "" : about.text("description"),
                about != null && about.flag("rankAsc"),
                fields.requiredLong("score"),
                fields.text("formattedScore"),
                fields.intOrNull("rank"),
                fields.dateOrNull("updatedAt"));
    }
}
