package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.retroachievements.RecentUnlock;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Hears of every unlock that is recorded, announced or not. */
@FunctionalInterface
public interface UnlockListener {
    /** Called inside the transaction that records a player's unlocks. */
    void recorded(Handle handle, long playerId, List<RecentUnlock> unlocks);
}
