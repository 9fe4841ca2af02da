package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket about an achievement that may no longer exist.
 *
 * @param type 1 triggered at the wrong time, 2 did not trigger
 * @param reporter a ULID, possibly nobody's
 * @param resolver the ULID of whoever closed or resolved it
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
