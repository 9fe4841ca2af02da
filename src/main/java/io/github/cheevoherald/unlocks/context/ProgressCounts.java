package io.github.cheevoherald.unlocks.context;

import io.github.cheevoherald.retroachievements.GameProgress;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts back from the site's latest numbers to what a player had after each of several unlocks, in that unlock's mode. Pure:
 * no I/O, no state.
 */
final class ProgressCounts {
    private ProgressCounts() {}

    /**
     * How many achievements of a game the player had after each of the unlocks just found in it, oldest first. A casual
     * unlock before a hardcore one is left out: that one may be an upgrade, which adds nothing to the number in either mode.
     * Numbers too small for the unlocks lag behind them, and none of that mode is used.
     */
    static Map<RecentUnlock, Integer> afterEach(List<RecentUnlock> oldestFirst, GameProgress latest) {
        Map<RecentUnlock, Integer> hardcore = new HashMap<>();
        Map<RecentUnlock, Integer> casual = new HashMap<>();
        for (int i = oldestFirst.size() - 1; i >= 0; i--) {
            RecentUnlock unlock = oldestFirst.get(i);
            if (unlock.hardcore()) {
                hardcore.put(unlock, latest.unlockedHardcore() - hardcore.size());
            } else if (hardcore.isEmpty()) {
                casual.put(unlock, latest.unlocked() - casual.size());
            }
        }
        Map<RecentUnlock, Integer> counts = new HashMap<>();
        if (latest.unlockedHardcore() >= hardcore.size()) {
            counts.putAll(hardcore);
        }
        if (latest.unlocked() >= casual.size()) {
            counts.putAll(casual);
        }
        return counts;
    }
}
