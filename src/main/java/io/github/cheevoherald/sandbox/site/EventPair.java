package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An achievement of an event, as the event lists it.
 *
 * @param original the achievement that counts, or null if the event has one of its own
 * @param copy the achievement in the event's game
 * @param until the first moment at which it no longer counts
 */
public record EventPair(
        long id,
        @Nullable Long original,
        long copy,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String decorator) {

    boolean isActive(Instant now) {
        return (from == null || !from.isAfter(now)) && (until == null || until.isAfter(now));
    }

    EventPair endedAt(Instant end) {
        return new EventPair(id, original, copy, from, end, decorator);
    }
}
