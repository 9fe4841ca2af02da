package io.github.cheevoherald.lookups;

import io.github.cheevoherald.retroachievements.RecentUnlock;
import java.util.List;

/**
 * A player's unlocks in a period of time.
 *
 * @param unlocks newest first
 * @param isCut whether the newest are missing because there are too many
 */
public record PlayerUnlocks(List<RecentUnlock> unlocks, boolean isCut) {
    public PlayerUnlocks {
        unlocks = List.copyOf(unlocks);
    }
}
