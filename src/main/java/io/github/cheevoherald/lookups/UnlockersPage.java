package io.github.cheevoherald.lookups;

import io.github.cheevoherald.retroachievements.AchievementUnlocks;
import java.util.List;

/**
 * A page, from 0, of the players who unlocked an achievement, newest first; an earlier one if there is no such page.
 * {@code about} has the totals, and more rows than the page's own.
 */
public record UnlockersPage(AchievementUnlocks about, List<AchievementUnlocks.Unlock> rows, int page, boolean hasNext) {
    /** How many unlocks are on a page. */
    public static final int PER_PAGE = 10;

    public UnlockersPage {
        rows = List.copyOf(rows);
    }
}
