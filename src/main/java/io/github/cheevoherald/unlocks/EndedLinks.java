package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.outbox.Withdrawal;
import io.github.cheevoherald.players.LinkEnd;
import io.github.cheevoherald.players.Player;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/** Takes back what was recorded for a server and is not announced yet, when a player's link there ends. */
public final class EndedLinks implements LinkEnd {
    private final Clock clock;
    private final HeldTwins heldTwins = new HeldTwins();

    /** Dates what it gives up by the bot's own clock. */
    public EndedLinks(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void ended(Handle handle, long guildId, Player player) {
        Withdrawal.of(handle, guildId, player.ulid(), clock.instant());
        heldTwins.withdraw(handle, player.id(), guildId);
    }
}
