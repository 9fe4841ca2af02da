package io.github.cheevoherald.retroachievements;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that only passes on demand. */
final class FakeTime implements TimeMeter {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE / 2);

    void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    @Override
    public long currentTimeNanos() {
        return nanos.get();
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
