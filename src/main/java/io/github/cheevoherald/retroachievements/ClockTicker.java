package io.github.cheevoherald.retroachievements;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** Makes a cache expire by a clock. */
record ClockTicker(Clock clock) implements Ticker {
    @Override
    public long read() {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }
}
