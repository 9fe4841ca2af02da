package io.github.cheevoherald.unlocks.context;

import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import java.util.List;
import java.util.Map;

/** Finds out what the site knows about new unlocks beyond the unlocks themselves. */
@FunctionalInterface
public interface ContextLookup {

    /**
     * The context of a player's unlocks, oldest first, without what only the server knows; whatever isn't to be had in time
     * is left out. Blocks for less than five seconds.
     */
    Map<RecentUnlock, UnlockAnnouncement.Context> of(Player player, List<RecentUnlock> unlocks);
}
