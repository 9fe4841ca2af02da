package io.github.cheevoherald;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that runs as another does and leaves out what a test does not want to wait for. */
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
