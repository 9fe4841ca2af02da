package io.github.cheevoherald.rota;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns in the log, once until it changes, that the budget is too small to poll everybody within the longest interval. */
public final class LongIntervalWarning {
    private static final Logger log = LoggerFactory.getLogger(LongIntervalWarning.class);

    /** Shorter delays aren't worth a warning, nor are those below a tenth of the interval. */
    private static final Duration MIN_DELAY = Duration.ofMinutes(1);

    private final Duration maxInterval;
    private boolean warned;

    /** Compares with the configured longest interval. */
    public LongIntervalWarning(Duration maxInterval) {
        this.maxInterval = maxInterval;
    }

    /** Checks the interval that the budget allows for the given number of players. */
    public void check(int players, Duration longestInterval) {
        Duration delay = longestInterval.minus(maxInterval);
        boolean tooLong = delay.compareTo(MIN_DELAY) >= 0 && delay.compareTo(maxInterval.dividedBy(10)) >= 0;
        if (tooLong && !warned) {
            log.warn(
                    "The request budget is too small to poll all {} players every {} while some of them are playing:"
                            + " idle players are then polled about every {}",
                    players,
                    DurationWords.of(maxInterval),
                    DurationWords.of(longestInterval));
        }
        warned = tooLong;
    }
}
