package io.github.cheevoherald.retroachievements;

import java.time.Duration;

/** Counts the requests that somebody causes, and lets through no more than allowed. */
public interface RequestLimit {
    /** Lets everybody through. */
    RequestLimit UNLIMITED = new RequestLimit() {
        @Override
        public Duration take() {
            return Duration.ZERO;
        }

        @Override
        public void giveBack() {}
    };

    /** Counts one request: zero if it may be sent, else how long to wait, and nothing is counted. */
    Duration take();

    /** The request was not sent after all. */
    void giveBack();
}
