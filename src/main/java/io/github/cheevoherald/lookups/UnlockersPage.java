package io.github.cheevoherald.lookups;

import io.github.cheevoherald.retroachievements.AchievementUnlocks;
import java.util.List;

/**
 * A page of the players who unlocked an achievement, newest first.
 *
 * @param about the achievement, its game and its totals, with more rows than the page's own
 * @param rows the page's own
 * @param page from 0; an earlier one if there is no such page
 */
public record UnlockersPage(AchievementUnlocks about, List<AchievementUnlocks.Unlock> rows, int page, boolean hasNext) {
    /** How many unlocks are on a page. */
    public static final int PER_PAGE = 10;

    public UnlockersPage {
        rows = List.copyOf(rows);
    }
}
