package io.github.cheevoherald.retroachievements;

import java.time.Duration;

/** Counts the requests that somebody causes, and lets through no more than allowed. */
public interface Turnstile {
    /** Lets everybody through. */
    Turnstile OPEN = new Turnstile() {
        @Override
        public Duration enter() {
            return Duration.ZERO;
        }

        @Override
        public void goBack() {}
    };

    /** Counts one request: zero if it may be sent, else how long to wait, and nothing is counted. */
    Duration enter();

    /** The request was not sent after all. */
    void goBack();
}
