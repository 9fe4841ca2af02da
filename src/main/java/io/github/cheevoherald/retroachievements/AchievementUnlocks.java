package io.github.cheevoherald.retroachievements;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An achievement and one page of the players who unlocked it, newest first, from GetAchievementUnlocks. */
public record AchievementUnlocks(
        Achievement achievement,
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

    /** What is shown of the achievement. */
    public record Achievement(long id, String title, String description, int points, int trueRatio) {}

    /** One player's unlock; older servers don't send the {@code ulid}. */
    public record Unlock(String user, @Nullable String ulid, Instant dateAwarded, boolean hardcore) {}
}
