package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.resilience.Outage;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs once when the request budget no longer covers the longest interval for all players. */
final class LongestWait {
    private static final Logger log = LoggerFactory.getLogger(LongestWait.class);

    /** A stretch is logged if it is at least this long and at least a tenth of the longest interval. */
    private static final Duration MIN_STRETCH = Duration.ofMinutes(1);

    private final Duration maxInterval;
    private final Outage outage = new Outage();

    LongestWait(Duration maxInterval) {
        this.maxInterval = maxInterval;
    }

    void look(int players, Duration bearable) {
        Duration longer = bearable.minus(maxInterval);
        boolean stretched = longer.compareTo(MIN_STRETCH) >= 0 && longer.compareTo(maxInterval.dividedBy(10)) >= 0;
        if (!stretched) {
            outage.ends();
        } else if (outage.begins()) {
            log.warn(
                    "The request budget doesn't cover polling {} players every {} while some of them play:"
                            + " idle ones are polled about every {}",
                    players,
                    Spans.inWords(maxInterval),
                    Spans.inWords(bearable));
        }
    }
}
