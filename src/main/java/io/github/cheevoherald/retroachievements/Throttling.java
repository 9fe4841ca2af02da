package io.github.cheevoherald.retroachievements;

import io.github.bucket4j.TimeMeter;
import io.github.cheevoherald.resilience.Backoff;
import io.github.cheevoherald.resilience.Outage;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long we send nothing because the site says that we send too much. */
final class Throttling {
    private static final Duration MIN_PAUSE = Duration.ofSeconds(1);

    private final Backoff pauses;
    private final RandomGenerator random;
    private final Pause pause;
    private final Outage outage = new Outage();
    private int times;

    Throttling(TimeMeter time, Backoff pauses, RandomGenerator random) {
        this.pauses = pauses;
        this.random = random;
        this.pause = new Pause(time);
    }

    /** In nanoseconds. */
    long remaining() {
        return pause.remaining();
    }

    /** Pauses; true if this is the first time since the site last answered. */
    boolean begins(Reply.RateLimited rateLimited) {
        if (pause.remaining() == 0) {
            times++;
        }
        pause.atLeast(pauseFor(rateLimited));
        return outage.begins();
    }

    private Duration pauseFor(Reply.RateLimited rateLimited) {
        Duration asked = rateLimited.retryAfter();
        if (asked == null) {
            return pauses.after(times, random);
        }
        return asked.compareTo(MIN_PAUSE) < 0 ? MIN_PAUSE : asked;
    }

    /** Records an answer; true if it ends the throttling. One sent before the pause is over doesn't. */
    boolean ends() {
        boolean over = pause.remaining() == 0 && outage.ends();
        if (over) {
            times = 0;
        }
        return over;
    }
}
