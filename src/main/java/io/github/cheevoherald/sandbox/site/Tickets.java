package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The tickets of the embedded site. */
public final class Tickets {
    private final SiteWorld world;
    private final SkewedClock clock;
    private final Map<Long, Ticket> tickets = new TreeMap<>();
    private long last = 5000;

    Tickets(SiteWorld world, SkewedClock clock) {
        this.world = world;
        this.clock = clock;
    }

    /**
     * Files an open ticket now.
     *
     * @param type 1 triggered at the wrong time, 2 did not trigger
     */
    public Ticket open(long achievement, String reporter, int type, String notes, @Nullable Boolean hardcore) {
        return open(achievement, reporter, type, notes, hardcore, clock.now());
    }

    /** Files an open ticket at that time by the site's clock. */
    public Ticket open(
            long achievement, String reporter, int type, String notes, @Nullable Boolean hardcore, Instant reportedAt) {
        if (type != 1 && type != 2) {
            throw new IllegalArgumentException("A ticket's type is 1 or 2, not " + type + ".");
        }
        String author = world.require(reporter).ulid();
        world.requireAchievement(achievement);
        synchronized (tickets) {
            Ticket ticket = new Ticket(
                    ++last, achievement, type, TicketState.OPEN, notes, hardcore, author, reportedAt, null, null);
            tickets.put(ticket.id(), ticket);
            return ticket;
        }
    }

    /** Resolves, closes, quarantines or reopens a ticket, or sends it back to its reporter. */
    public Ticket move(long id, TicketState state, @Nullable String resolver) {
        boolean settled = state == TicketState.RESOLVED || state == TicketState.CLOSED;
        String ulid =
                resolver == null || !settled ? null : world.require(resolver).ulid();
        Instant at = settled ? clock.now() : null;
        return update(id, ticket -> ticket.withState(state, ulid, at));
    }

    /** Changes a ticket. */
    public Ticket update(long id, UnaryOperator<Ticket> change) {
        synchronized (tickets) {
            Ticket ticket = tickets.get(id);
            if (ticket == null) {
                throw new IllegalArgumentException("There is no ticket " + id + ".");
            }
            Ticket changed = change.apply(ticket);
            tickets.put(id, changed);
            return changed;
        }
    }

    /** The ticket with that id. */
    public Optional<Ticket> ticket(long id) {
        synchronized (tickets) {
            return Optional.ofNullable(tickets.get(id));
        }
    }

    /** All tickets, ordered by id. */
    public List<Ticket> all() {
        synchronized (tickets) {
            return List.copyOf(tickets.values());
        }
    }
}
