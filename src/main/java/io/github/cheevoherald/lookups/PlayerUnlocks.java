package io.github.cheevoherald.lookups;

import io.github.cheevoherald.retroachievements.RecentUnlock;
import java.util.List;

/**
 * A player's unlocks in a period of time, newest first. If there are too many, it is cut and the newest are missing.
 */
public record PlayerUnlocks(List<RecentUnlock> unlocks, boolean isCut) {
    public PlayerUnlocks {
        unlocks = List.copyOf(unlocks);
    }
}
