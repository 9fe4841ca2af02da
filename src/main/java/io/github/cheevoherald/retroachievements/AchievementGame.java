package io.github.cheevoherald.retroachievements;

/**
 * The game that an achievement belongs to.
 *
 * @param console empty if unknown
 */
public record AchievementGame(long achievementId, long gameId, String gameTitle, String console) {
    AchievementGame on(String newConsole) {
        return new AchievementGame(achievementId, gameId, gameTitle, newConsole);
    }
}
