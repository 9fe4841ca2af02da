package io.github.cheevoherald.rota;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log, once until it changes, that the budget does not bear the longest interval for so many players. */
public final class LongestWait {
    private static final Logger log = LoggerFactory.getLogger(LongestWait.class);

    /** From here on, and from a tenth of the longest interval on. */
    private static final Duration WORTH_SAYING = Duration.ofMinutes(1);

    private final Duration maxInterval;
    private boolean said;

    public LongestWait(Duration maxInterval) {
        this.maxInterval = maxInterval;
    }

    public void look(int players, Duration bearable) {
        Duration longer = bearable.minus(maxInterval);
        boolean stretched = longer.compareTo(WORTH_SAYING) >= 0 && longer.compareTo(maxInterval.dividedBy(10)) >= 0;
        if (stretched && !said) {
            log.warn(
                    "{} players are more than the request budget bears every {} while some of them play:"
                            + " then the idle ones are asked for every {} or so",
                    players,
                    Spans.inWords(maxInterval),
                    Spans.inWords(bearable));
        }
        said = stretched;
    }
}
