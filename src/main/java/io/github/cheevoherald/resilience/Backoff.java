package io.github.cheevoherald.resilience;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after failures in a row: the ceiling doubles with each failure, and the wait is drawn at random below
 * it, so that many waiters do not come back at once.
 *
 * @param first the ceiling after one failure
 * @param max the highest ceiling
 * @param floor the shortest wait as a share of the ceiling: 0 draws from the whole range, 1 always waits for the ceiling
 */
public record Backoff(Duration first, Duration max, double floor) {
    private static final double A_QUARTER = 0.25;

    public Backoff {
        if (first.isNegative() || max.compareTo(first) < 0 || !(floor >= 0 && floor <= 1)) {
            throw new IllegalArgumentException("no back-off from " + first + " to " + max + " above " + floor);
        }
    }

    /** Waits for at least a quarter of the ceiling. */
    public Backoff(Duration first, Duration max) {
        this(first, max, A_QUARTER);
    }

    /** A wait after this many failures in a row. */
    public Duration after(int failures, RandomGenerator random) {
        double share = floor + (1 - floor) * random.nextDouble();
        return Duration.ofNanos((long) (share * ceiling(failures).toNanos()));
    }

    /** The longest wait after this many failures in a row, for a caller that has nobody to avoid. */
    public Duration ceiling(int failures) {
        Duration ceiling = first;
        for (int i = 1; i < failures && ceiling.compareTo(max) < 0 && !ceiling.isZero(); i++) {
            ceiling = ceiling.multipliedBy(2);
        }
        return ceiling.compareTo(max) < 0 ? ceiling : max;
    }
}
