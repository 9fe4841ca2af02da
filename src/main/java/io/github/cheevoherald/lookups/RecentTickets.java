package io.github.cheevoherald.lookups;

import io.github.cheevoherald.retroachievements.TicketData.Ticket;
import java.util.List;

/**
 * A page of the latest open tickets, from 0, and how many there are in all. It is the last page if the list has become
 * shorter than requested.
 */
public record RecentTickets(int openTickets, List<Ticket> tickets, int page, boolean hasNext) {
    /** How many tickets are on a page. */
    public static final int PER_PAGE = 5;

    public RecentTickets {
        tickets = List.copyOf(tickets);
    }
}
