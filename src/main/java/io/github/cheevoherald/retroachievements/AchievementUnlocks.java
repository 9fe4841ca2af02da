package io.github.cheevoherald.retroachievements;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An achievement and a page of those who unlocked it, newest first, as GetAchievementUnlocks shows it. */
public record AchievementUnlocks(
        Achievement achievement,
        long consoleId,
        String consoleTitle,
        long gameId,
        String gameTitle,
        int unlocksCount,
        @Nullable Integer unlocksHardcoreCount,
        int totalPlayers,
        List<Unlock> unlocks) {

    public AchievementUnlocks {
        unlocks = List.copyOf(unlocks);
    }

    /** The achievement itself; {@code type} as in {@link RecentUnlock}. */
    public record Achievement(
            long id,
            String title,
            String description,
            int points,
            int trueRatio,
            @Nullable String author,
            @Nullable String authorUlid,
            @Nullable Instant dateCreated,
            @Nullable Instant dateModified,
            @Nullable String type) {}

    /** One player's unlock; {@code ulid} is null in answers of older servers. */
    public record Unlock(
            String user,
            @Nullable String ulid,
            long raPoints,
            @Nullable Long raSoftcorePoints,
            Instant dateAwarded,
            boolean hardcore) {}
}
