package io.github.cheevoherald.retroachievements;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of GetUserRecentAchievements or GetAchievementsEarnedBetween, as far as it is used; {@code date} is the time
 * of the unlock in whole seconds, which may be days before the row appeared.
 *
 * @param trueRatio the RetroPoints
 * @param type {@code progression}, {@code win_condition}, {@code missable}, a value that is new to us, or null
 */
public record RecentUnlock(
        Instant date,
        boolean hardcore,
        long achievementId,
        String title,
        String description,
        String badgeName,
        int points,
        int trueRatio,
        @Nullable String type,
        String gameTitle,
        long gameId,
        String consoleName) {

    /** Whether the achievement is an event's: mostly a copy of another one, unlocked together with it. */
    public boolean isEvent() {
        return consoleName.equals("Events");
    }
}
