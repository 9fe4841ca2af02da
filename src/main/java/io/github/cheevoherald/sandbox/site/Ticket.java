package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket about an achievement, which need not exist any more.
 *
 * @param type 1 triggered at the wrong time, 2 did not trigger
 * @param reporter ULID, possibly of nobody
 * @param resolver ULID of whoever closed or resolved it
 */
public record Ticket(
        long id,
        long achievementId,
        int type,
        TicketState state,
        String notes,
        @Nullable Boolean hardcore,
        String reporter,
        Instant reportedAt,
        @Nullable String resolver,
        @Nullable Instant resolvedAt) {

    Ticket withState(TicketState newState, @Nullable String newResolver, @Nullable Instant newResolvedAt) {
        return new Ticket(
                id, achievementId, type, newState, notes, hardcore, reporter, reportedAt, newResolver, newResolvedAt);
    }
}
