package io.github.cheevoherald.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * How many sessions the bot may start until the count is reset. Discord revokes the token if there are more, so a few are
 * kept in reserve for operators.
 *
 * @param total how many there are after a reset; 0 if Discord did not say
 * @param remaining how many are left, unchecked
 * @param resetAfter how long until the reset
 */
record SessionStarts(long total, long remaining, Duration resetAfter) {
    /** For when Discord gave no limit. */
    static final SessionStarts UNLIMITED = new SessionStarts(0, Long.MAX_VALUE, Duration.ZERO);

    /** The reserve for a {@code check}, a restart by hand and the like before the reset. */
    static final int RESERVE = 20;

    /** Discord counts by the day, so a longer time makes no sense. */
    private static final Duration MAX_RESET = Duration.ofDays(1);

    private static final Duration MIN_WAIT = Duration.ofMinutes(1);

    /** Reads {@code session_start_limit}. A field that is missing or not a number means no limit. */
    static SessionStarts of(JsonNode limit) {
        if (!limit.path("remaining").isNumber()) {
            return UNLIMITED;
        }
        long millis = Math.max(0, limit.path("reset_after").asLong(MAX_RESET.toMillis()));
        return new SessionStarts(
                limit.path("total").asLong(),
                limit.path("remaining").asLong(),
                Duration.ofMillis(Math.min(millis, MAX_RESET.toMillis())));
    }

    /** Whether this many can be started without using the reserve. Right after a reset the answer is always yes. */
    boolean allow(int sessions) {
        return remaining >= (long) sessions + RESERVE || (total > 0 && remaining >= total && remaining >= sessions);
    }

    /** The count after one more session, started this much later. */
    SessionStarts afterOne(Duration later) {
        if (equals(UNLIMITED) || later.compareTo(resetAfter) >= 0) {
            return UNLIMITED;
        }
        return new SessionStarts(total, remaining - 1, resetAfter.minus(later));
    }

    /** How long until the reset. */
    Duration untilReset() {
        return resetAfter.compareTo(MIN_WAIT) < 0 ? MIN_WAIT : resetAfter;
    }
}
