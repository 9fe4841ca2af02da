package io.github.cheevoherald.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * How many sessions Discord lets the bot begin until the count is reset. Whoever begins more loses the token, so the last
 * ones are left to people.
 *
 * @param total how many there are after a reset; 0 when Discord did not say
 * @param remaining how many are left; may be anything that the answer holds
 * @param resetAfter when all are there again
 */
record SessionStarts(long total, long remaining, Duration resetAfter) {
    /** When Discord did not say. */
    static final SessionStarts UNLIMITED = new SessionStarts(0, Long.MAX_VALUE, Duration.ZERO);

    /** For a {@code check}, a restart by hand, and whatever else an operator does before the reset. */
    static final int RESERVE = 20;

    /** Discord's count is that of a day, so nothing sensible lies beyond. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** Reads {@code session_start_limit}; what is missing or no number limits nothing. */
    static SessionStarts of(JsonNode limit) {
        if (!limit.path("remaining").isNumber()) {
            return UNLIMITED;
        }
        long millis = Math.max(0, limit.path("reset_after").asLong(LONGEST.toMillis()));
        return new SessionStarts(
                limit.path("total").asLong(),
                limit.path("remaining").asLong(),
                Duration.ofMillis(Math.min(millis, LONGEST.toMillis())));
    }

    /** Whether so many can be begun with some left over. Right after a reset there is nothing to wait for. */
    boolean allow(int sessions) {
        return remaining >= (long) sessions + RESERVE || (total > 0 && remaining >= total && remaining >= sessions);
    }

    /** What is left when one more was begun that long after this was so. */
    SessionStarts afterOne(Duration later) {
        if (equals(UNLIMITED) || later.compareTo(resetAfter) >= 0) {
            return UNLIMITED;
        }
        return new SessionStarts(total, remaining - 1, resetAfter.minus(later));
    }

    /** How long to wait for more. */
    Duration untilReset() {
        return resetAfter.compareTo(SHORTEST) < 0 ? SHORTEST : resetAfter;
    }
}
