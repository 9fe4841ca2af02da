package io.github.cheevoherald;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * The process's own time: the machine's clock as it was when this one was made, moved on by the monotonic clock. It never
 * jumps, whatever becomes of the machine's, so everything that waits or compares can go by it. Made once for a process.
 */
public final class SteadyClock extends Clock {
    private final Instant begin;
    private final long from;
    private final LongSupplier nanos;

    SteadyClock() {
        this(Clock.systemUTC(), System::nanoTime);
    }

    /** Begins at the given clock's time and moves on with the given count of nanoseconds. */
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
