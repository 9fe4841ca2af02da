package io.github.cheevoherald.retroachievements;

import java.time.Duration;
import java.util.function.Supplier;

/** A limit on the requests that somebody may cause. */
public record RequestLimit(Supplier<Duration> taking, Runnable givingBack) {
    /** Never refuses. */
    static final RequestLimit UNLIMITED = new RequestLimit(() -> Duration.ZERO, () -> {});

    /** Takes one request. Zero if it may be sent; otherwise how long to wait, and nothing was taken. */
    Duration take() {
        return taking.get();
    }

    /** Gives back a request that was never sent. */
    void giveBack() {
        givingBack.run();
    }
}
