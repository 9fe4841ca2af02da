package io.github.cheevoherald.sandbox.discord;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Ids that contain their time and never repeat, even if the clock stops or goes back. */
final class Snowflakes {
    private static final long EPOCH = 1_420_070_400_000L;

    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    Snowflakes(Clock clock) {
        this.clock = clock;
    }

    long next() {
        long floor = (clock.millis() - EPOCH) << 22;
        return last.updateAndGet(previous -> Math.max(previous + 1, floor));
    }

    static Instant timeOf(long id) {
        return Instant.ofEpochMilli((id >>> 22) + EPOCH);
    }
}
