package io.github.cheevoherald.retroachievements;

import java.time.Duration;

/** A limit on the requests that somebody may cause. */
public interface RequestLimit {
    /** Never refuses. */
    RequestLimit UNLIMITED = new RequestLimit() {
        @Override
        public Duration take() {
            return Duration.ZERO;
        }

        @Override
        public void giveBack() {}
    };

    /** Takes one request. Zero if it may be sent; otherwise how long to wait, and nothing was taken. */
    Duration take();

    /** Gives back a request that was never sent. */
    void giveBack();
}
