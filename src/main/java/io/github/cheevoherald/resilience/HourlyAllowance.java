package io.github.cheevoherald.resilience;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Limits requests to a number in any hour. Not for several threads at a time. */
public final class HourlyAllowance {
    private static final Duration HOUR = Duration.ofHours(1);

    private final int max;
    private final Clock clock;
    private final Deque<Instant> taken = new ArrayDeque<>();

    /** Goes by our own clock. */
    public HourlyAllowance(int max, Clock clock) {
        this.max = max;
        this.clock = clock;
    }

    /** Takes one; false if the hour's are used up. */
    public boolean take() {
        Instant now = clock.instant();
        while (!taken.isEmpty() && !taken.getFirst().isAfter(now.minus(HOUR))) {
            taken.removeFirst();
        }
        if (taken.size() >= max) {
            return false;
        }
        taken.addLast(now);
        return true;
    }
}
