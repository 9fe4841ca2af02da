package io.github.cheevoherald.unlocks.schedule;

import io.github.cheevoherald.retroachievements.RecentUnlock;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Hears which unlocks are new, inside the transaction that records them. */
public interface UnlockListener {
    /** A poll of the player found these; at a registration also earlier ones, which aren't announced. */
    void found(Handle handle, long playerId, List<RecentUnlock> unlocks);
}
