package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.players.LinkListener;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.unlocks.schedule.PollTurns;
import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Has a player polled first when one of their links begins or restarts, and withdraws their unannounced unlocks from a
 * server when the link there ends.
 */
public final class LinkChanges implements LinkListener {
    private final Outbox outbox;
    private final Clock clock;
    private final PollTurns turns = new PollTurns();
    private final HeldEventCopies heldCopies = new HeldEventCopies();

    public LinkChanges(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void began(Handle handle, long playerId, Instant since) {
        turns.add(handle, playerId, since);
    }

    @Override
    public void resumed(Handle handle, long playerId) {
        turns.moveToFront(handle, playerId);
    }

    @Override
    public void ended(Handle handle, long guildId, Player player) {
        outbox.withdraw(handle, guildId, player.ulid(), clock.instant());
        heldCopies.withdraw(handle, player.id(), guildId);
    }

    /** A held event copy is checked when it is added to the outbox. */
    @Override
    public void hidden(Handle handle, long guildId, Player player, long gameId) {
        outbox.ofPlayers().withdraw(handle, guildId, player.ulid(), gameId, clock.instant());
    }
}
