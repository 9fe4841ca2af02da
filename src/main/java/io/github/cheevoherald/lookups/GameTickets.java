package io.github.cheevoherald.lookups;

import io.github.cheevoherald.retroachievements.TicketData.Ticket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The open tickets of a game. It is cut when older ones were left out because there are too many. */
public record GameTickets(
        long gameId, String gameTitle, @Nullable String consoleName, List<Ticket> open, boolean isCut) {

    public GameTickets {
        open = List.copyOf(open);
    }
}
