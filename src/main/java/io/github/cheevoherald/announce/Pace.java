package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;

/** Keeps lists and summaries from flooding a channel. News of a few unlocks are never held up, and count for nothing. */
final class Pace {
    private static final int MOST = 5;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Outbox outbox;

    Pace(Outbox outbox) {
        this.outbox = outbox;
    }

    /** How many messages of lists may go to a server now. */
    int free(long guildId, Instant now) {
        long sent = outbox.listsSentSince(guildId, now.minus(MINUTE)).stream()
                // What seems to be sent later than now was dated by a clock that ran ahead.
                .filter(time -> !time.isAfter(now))
                .count();
        return Math.max(0, MOST - (int) sent);
    }
}
