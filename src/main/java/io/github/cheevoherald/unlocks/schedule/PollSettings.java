package io.github.cheevoherald.unlocks.schedule;

import java.time.Duration;

/**
 * How often players are polled, and how far back.
 *
 * @param overlap how far an ordinary window reaches back before the last good poll
 * @param lateHorizon the maximum age at which an unlock that the site shows late is still announced
 * @param sweepInterval how often a window covers the whole horizon
 * @param namesCopies whether the second API is asked which events' achievements are copies
 */
public record PollSettings(
        Duration minInterval,
        Duration maxInterval,
        Duration overlap,
        Duration lateHorizon,
        Duration sweepInterval,
        boolean namesCopies) {

    /** Without the second API. */
    public PollSettings(
            Duration minInterval,
            Duration maxInterval,
            Duration overlap,
            Duration lateHorizon,
            Duration sweepInterval) {
        this(minInterval, maxInterval, overlap, lateHorizon, sweepInterval, false);
    }
}
