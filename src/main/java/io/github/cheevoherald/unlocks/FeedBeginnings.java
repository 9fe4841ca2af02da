package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.guilds.FeedListener;
import org.jdbi.v3.core.Handle;

/**
 * Restarts a server's registrations when unlocks are turned on there, since what was unlocked before is not announced,
 * and has its players polled when another kind that needs polls is.
 */
public final class FeedBeginnings implements FeedListener {
    private final ServerPresence presence;
    private final PollTurns turns = new PollTurns();

    public FeedBeginnings(ServerPresence presence) {
        this.presence = presence;
    }

    @Override
    public void began(Handle handle, long guildId, String kind) {
        if (kind.equals("unlocks")) {
            presence.startAnew(handle, guildId);
        } else if (kind.equals("awards")) {
            turns.moveServerToFront(handle, guildId);
        }
    }
}
