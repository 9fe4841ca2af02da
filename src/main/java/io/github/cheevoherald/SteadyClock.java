package io.github.cheevoherald;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * The process's own clock: starts at the machine's time and advances with the monotonic clock. It never jumps, even when
 * the machine's clock is set, so everything that waits or compares uses it. There is one for each process.
 */
public final class SteadyClock extends Clock {
    private final Instant begin;
    private final long from;
    private final LongSupplier nanos;

    SteadyClock() {
        this(Clock.systemUTC(), System::nanoTime);
    }

    /** Starts at the given clock's time and advances with the given nanosecond counter. */
    public SteadyClock(Clock wall, LongSupplier nanos) {
        this.nanos = nanos;
        this.from = nanos.getAsLong();
        this.begin = wall.instant();
    }

    @Override
    public Instant instant() {
        return begin.plusNanos(nanos.getAsLong() - from);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("everything here is in UTC");
    }
}
