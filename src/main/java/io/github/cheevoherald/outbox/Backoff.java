package io.github.cheevoherald.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: at most {@code first} doubled for each failure up to {@code most}, and
 * anywhere below that, so that many waiters do not come back at once.
 */
public record Backoff(Duration first, Duration most) {

    /** The wait after the given number of failures, at least 1. */
    public Duration after(int failures, RandomGenerator random) {
        int doublings = Math.min(Math.max(failures - 1, 0), 30);
        long ceiling = Math.min(most.toMillis(), first.toMillis() << doublings);
        return Duration.ofMillis(random.nextLong(ceiling / 4, ceiling + 1));
    }
}
