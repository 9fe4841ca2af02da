package io.github.cheevoherald.retroachievements;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the plainer rows of the second API. */
final class SecondApiReader {
    private SecondApiReader() {}

    static ActivePlayer activePlayer(JsonApiRow row) {
        JsonFields fields = row.attributes();
        JsonApiRow game = row.included("lastGame");
        return new ActivePlayer(
                row.id(),
                fields.requiredText("displayName"),
                fields.requiredLong("points"),
                fields.requiredLong("pointsHardcore"),
                fields.dateOrNull("lastActivityAt"),
                fields.dateOrNull("richPresenceUpdatedAt"),
                game == null ? null : (Long) game.number());
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
                    row.number(), game.number(), game.attributes().text("title"), "");
        }
        return null;
    }

    /** Null for one whose console the site doesn't show. */
    static @Nullable GameConsole gameConsole(JsonApiRow row) {
        JsonApiRow system = row.included("system");
        return system == null
                ? null
                : new GameConsole(row.number(), system.attributes().text("name"));
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
        JsonApiRow set = row.requiredIncluded("achievementSet");
        return new SetVersion(
                row.number(),
                fields.requiredInt("version"),
                fields.id("achievementSetId"),
                set.attributes().wordOrNull("title"),
                set.attributes().wordOrNull("badgeUrl"),
                fields.intOrZero("achievementsPublished"),
                fields.intOrZero("pointsTotal"),
                fields.requiredDate("createdAt"),
                uses(set),
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

    /**
     * An entry whose leaderboard isn't included can't be compared with anything. A leaderboard that several games have
     * counts for the one that was asked about.
     */
    static LeaderboardEntry leaderboardEntry(JsonApiRow row, Collection<Long> gameIds) {
        JsonFields fields = row.attributes();
        JsonApiRow board = row.requiredIncluded("leaderboard");
        long score = fields.requiredLong("score");
        boolean unsigned = board.attributes().text("format").equals("UNSIGNED");
        return new LeaderboardEntry(
                row.number(),
                board(board, gameIds),
                unsigned && score < 0 ? score + (1L << 32) : score,
                fields.text("formattedScore"),
                fields.intOrNull("rank"),
                fields.dateOrNull("updatedAt"));
    }

    private static LeaderboardEntry.Board board(JsonApiRow row, Collection<Long> gameIds) {
        JsonFields fields = row.attributes();
        List<JsonApiRow> games = row.allIncluded("games");
        JsonApiRow game = games.stream()
                .filter(one -> gameIds.contains(one.number()))
                .findFirst()
                .orElse(games.isEmpty() ? null : games.get(0));
        return new LeaderboardEntry.Board(
                row.number(),
                fields.text("title"),
                fields.text("description"),
                fields.requiredFlag("rankAsc"),
                game == null ? null : game(game));
    }

    private static LeaderboardEntry.Game game(JsonApiRow row) {
        JsonFields fields = row.attributes();
        return new LeaderboardEntry.Game(row.number(), fields.text("title"), fields.text("badgeUrl"), "");
    }
}
