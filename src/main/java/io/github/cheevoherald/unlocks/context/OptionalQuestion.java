package io.github.cheevoherald.unlocks.context;

import io.github.cheevoherald.resilience.Backoff;
import io.github.cheevoherald.resilience.Outage;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Patience;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A question to the site that can be done without: after a failure it isn't asked for a while, longer each time. */
final class OptionalQuestion {
    private static final Logger log = LoggerFactory.getLogger(OptionalQuestion.class);
    private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(15), Duration.ofMinutes(10));

    private static final Duration MAX_WAIT_FOR_TURN = Duration.ofSeconds(1);

    private final String subject;
    private final Clock clock;
    private final Outage outage = new Outage();
    private int failures;
    private boolean isUnsent;
    private long restsUntil = Long.MIN_VALUE;

    /** @param subject what announcements go without while it fails, for the log */
    OptionalQuestion(String subject, Clock clock) {
        this.subject = subject;
        this.clock = clock;
    }

    synchronized boolean isResting() {
        return clock.millis() < restsUntil;
    }

    /** Doesn't wait for a request to spare if the last question did so in vain: then the budget is probably used up. */
    synchronized Patience patience(Duration all) {
        return new Patience(isUnsent ? Duration.ZERO : MAX_WAIT_FOR_TURN, all);
    }

    /**
     * Asks, and returns the answer if there is one. That there was no request to spare is no failure: then {@code notSent} is
     * run.
     */
    <T> Optional<T> ask(Supplier<Outcome<T>> question, Runnable notSent) {
        Outcome<T> outcome = question.get();
        boolean unsent = outcome.isThrottledBy(Outcome.By.SPARE_REQUESTS);
        learn(unsent);
        if (unsent) {
            notSent.run();
        }
        if (outcome.isAnswered()) {
            answered();
        } else if (!unsent && !Thread.currentThread().isInterrupted()) {
            failed(outcome);
        }
        return outcome.found();
    }

    private synchronized void learn(boolean unsent) {
        isUnsent = unsent;
    }

    private synchronized void answered() {
        failures = 0;
        restsUntil = Long.MIN_VALUE;
        if (outage.ends()) {
            log.info("Announcements come with {} again", subject);
        }
    }

    private synchronized void failed(Outcome<?> outcome) {
        failures++;
        restsUntil = clock.millis() + PAUSES.ceiling(failures).toMillis();
        if (outage.begins()) {
            log.info("Announcements go without {} for now ({})", subject, outcome);
        }
    }
}
