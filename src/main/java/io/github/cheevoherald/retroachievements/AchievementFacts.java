package io.github.cheevoherald.retroachievements;

import org.jspecify.annotations.Nullable;

/**
 * What the second API says about an achievement.
 *
 * @param share the share of the game's players who have it in either mode, from 0 to 1
 * @param hardcoreShare the share of the game's hardcore players who have it in hardcore, from 0 to 1
 */
public record AchievementFacts(
        long id,
        String title,
        int points,
        @Nullable Double share,
        @Nullable Double hardcoreShare) {}
