package io.github.cheevoherald.retroachievements;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** A stretch of time from now on. */
final class Pause {
    private final TimeMeter time;
    private long until;

    Pause(TimeMeter time) {
        this.time = time;
        this.until = time.currentTimeNanos();
    }

    long remaining() {
        return Math.max(0, until - time.currentTimeNanos());
    }

    void atLeast(Duration length) {
        if (length.toNanos() > remaining()) {
            until = time.currentTimeNanos() + length.toNanos();
        }
    }

    void end() {
        until = time.currentTimeNanos();
    }
}
