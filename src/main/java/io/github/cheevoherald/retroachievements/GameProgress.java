package io.github.cheevoherald.retroachievements;

/**
 * How many of a game's achievements a player has.
 *
 * @param total the number of achievements in the game's set
 * @param unlocked those the player has in either mode
 * @param unlockedHardcore those the player has in hardcore
 */
public record GameProgress(int total, int unlocked, int unlockedHardcore) {

    /** Whether the numbers can be true together. For a game that it doesn't know, the site sends zeros. */
    boolean isPossible() {
        return total > 0 && unlockedHardcore >= 0 && unlockedHardcore <= unlocked && unlocked <= total;
    }
}
