package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;

/** Keeps lists from flooding a channel. Announcements of a few items are never held up, and do not count. */
final class ListLimit {
    private static final int MAX_A_MINUTE = 5;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Outbox outbox;

    ListLimit(Outbox outbox) {
        this.outbox = outbox;
    }

    /** How many list messages may go to a feed now. */
    int free(FeedKey feed, Instant now) {
        long sent = outbox.posted().listsSince(feed, now.minus(MINUTE)).stream()
                // A message that seems to be sent later than now was dated by a clock that ran ahead.
                .filter(time -> !time.isAfter(now))
                .count();
        return Math.max(0, MAX_A_MINUTE - (int) sent);
    }
}
