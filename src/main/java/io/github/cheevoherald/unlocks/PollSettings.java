package io.github.cheevoherald.unlocks;

import java.time.Duration;

/**
 * How often players are asked about and how far back.
 *
 * @param overlap how far an ordinary window reaches back before the last good poll
 * @param lateHorizon how old an unlock may be when the site first shows it, to be announced still
 * @param sweepInterval how often a window reaches back over the whole horizon
 */
public record PollSettings(
        Duration minInterval, Duration maxInterval, Duration overlap, Duration lateHorizon, Duration sweepInterval) {}
