package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.players.LinkEnd;
import io.github.cheevoherald.players.Player;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/** Withdraws what was recorded for a server and is not announced yet, when a player's link there ends. */
public final class EndedLinks implements LinkEnd {
    private final Outbox outbox;
    private final Clock clock;
    private final HeldTwins heldTwins = new HeldTwins();

    /** Withdraws from the given outbox, by the bot's own clock. */
    public EndedLinks(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void ended(Handle handle, long guildId, Player player) {
        outbox.withdraw(handle, guildId, player.ulid(), clock.instant());
        heldTwins.withdraw(handle, player.id(), guildId);
    }
}
