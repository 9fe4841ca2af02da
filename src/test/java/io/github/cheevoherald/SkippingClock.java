package io.github.cheevoherald;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that follows another and can skip time, so that a test needn't wait. */
final class SkippingClock extends Clock {
    private final Clock running;
    private volatile Duration ahead = Duration.ZERO;

    SkippingClock(Clock running) {
        this.running = running;
    }

    synchronized void skip(Duration time) {
        ahead = ahead.plus(time);
    }

    @Override
    public Instant instant() {
        return running.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return running.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("everything here is in UTC");
    }
}
