package io.github.cheevoherald.retroachievements;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** Pauses drawn evenly between nothing and a bound that doubles with each failure in a row. */
record FullJitter(Duration first, Duration most, DoubleSupplier random) {

    static FullJitter forTheSite() {
        return new FullJitter(
                Duration.ofSeconds(2),
                Duration.ofMinutes(10),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** The pause after {@code failures} failures in a row, at least one. */
    Duration pause(int failures) {
        Duration bound = first;
        for (int i = 1; i < failures && bound.compareTo(most) < 0; i++) {
            bound = bound.multipliedBy(2);
        }
        long nanos = (bound.compareTo(most) < 0 ? bound : most).toNanos();
        return Duration.ofNanos((long) (nanos * random.getAsDouble()));
    }
}
