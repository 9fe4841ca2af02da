package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How many requests the second API takes in each full minute of the site's clock. */
final class MinuteLimit {
    static final int USUAL = 60;

    private final SkewedClock clock;
    private Instant minute = Instant.EPOCH;
    private int taken;
    private int max = USUAL;

    MinuteLimit(SkewedClock clock) {
        this.clock = clock;
    }

    synchronized void set(int perMinute) {
        max = perMinute;
    }

    /** Takes a request; how many more there may be in this minute, below 0 if this one is too many. */
    synchronized int take() {
        Instant now = clock.now().truncatedTo(ChronoUnit.MINUTES);
        if (!now.equals(minute)) {
            minute = now;
            taken = 0;
        }
        taken = Math.min(taken + 1, max + 1);
        return max - taken;
    }

    synchronized int max() {
        return max;
    }
}
