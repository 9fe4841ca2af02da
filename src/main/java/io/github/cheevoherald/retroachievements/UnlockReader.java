package io.github.cheevoherald.retroachievements;

import java.util.List;

/** Reads the answers of GetUserRecentAchievements and GetAchievementsEarnedBetween. */
final class UnlockReader {
    private UnlockReader() {}

    static Outcome<List<RecentUnlock>> read(Reply.Json json) {
        return new Outcome.Found<>(
                JsonFields.rows(json.found()).stream().map(UnlockReader::unlock).toList());
    }

    private static RecentUnlock unlock(JsonFields row) {
        return new RecentUnlock(
                row.requiredDate("Date"),
                row.requiredFlag("HardcoreMode"),
                row.id("AchievementID"),
                row.text("Title"),
                row.text("Description"),
                row.text("BadgeName"),
                row.intOrZero("Points"),
                row.intOrZero("TrueRatio"),
                row.wordOrNull("Type"),
                row.text("GameTitle"),
                row.longOrZero("GameID"),
                row.text("ConsoleName"));
    }
}
