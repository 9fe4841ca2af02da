package io.github.cheevoherald.lookups;

import io.github.cheevoherald.retroachievements.TicketData.Ticket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the latest open tickets.
 *
 * @param openTickets how many are open in all
 * @param page from 0; an earlier one than asked for when the list has become shorter
 */
public record RecentTickets(int openTickets, @Nullable String url, List<Ticket> tickets, int page, boolean hasNext) {
    /** How many tickets are on a page. */
    public static final int PER_PAGE = 5;

    public RecentTickets {
        tickets = List.copyOf(tickets);
    }
}
