package io.github.cheevoherald.unlocks.schedule;

import io.github.cheevoherald.guilds.FeedListener;
import io.github.cheevoherald.players.Baselines;
import org.jdbi.v3.core.Handle;

/**
 * Has a server's players polled when a kind that needs polls is turned on there. Unlocks need new baselines, too, since
 * what was unlocked before is not announced. The registrations stay as they are: other kinds count from them.
 */
public final class FeedBeginnings implements FeedListener {
    private final Baselines baselines = new Baselines();
    private final PollTurns turns = new PollTurns();

    @Override
    public void began(Handle handle, long guildId, String kind) {
        if (kind.equals("unlocks")) {
            baselines.remake(handle, guildId);
        }
        if (kind.equals("unlocks") || kind.equals("awards")) {
            turns.moveServerToFront(handle, guildId);
        }
    }
}
