package io.github.cheevoherald.retroachievements;

/** The game that an achievement belongs to. */
public record AchievementGame(long achievementId, long gameId, String gameTitle) {}
