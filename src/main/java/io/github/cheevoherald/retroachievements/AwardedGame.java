package io.github.cheevoherald.retroachievements;

import org.jspecify.annotations.Nullable;

/**
 * The game of an award.
 *
 * @param sceneUrl a picture from within the game; null if the site has none
 * @param points of its core set
 * @param players how many have played it, in hardcore for a hardcore award
 * @param holders how many have the same award; null if the site doesn't say
 */
public record AwardedGame(
        String title,
        String console,
        @Nullable String badgeUrl,
        @Nullable String sceneUrl,
        int points,
        int players,
        @Nullable Integer holders) {}
