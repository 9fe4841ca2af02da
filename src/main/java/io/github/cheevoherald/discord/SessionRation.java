package io.github.cheevoherald.discord;

import io.github.cheevoherald.discord.GatewayQuestion.Answer;
import io.github.cheevoherald.resilience.Outage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds new sessions back when only a few are left for the day: after the last one Discord revokes the token. */
final class SessionRation {
    private static final Logger LOG = LoggerFactory.getLogger(SessionRation.class);

    /** The count may be reset or the token replaced before the time that Discord gave. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(10);

    private final GatewayQuestion question;
    private final Clock clock;
    private final CountDownLatch stopped;
    private final Outage outage = new Outage();
    private SessionStarts known = SessionStarts.UNLIMITED;
    private Instant knownSince = Instant.MIN;

    /** @param stopped ends every wait */
    SessionRation(GatewayQuestion question, Clock clock, CountDownLatch stopped) {
        this.question = question;
        this.clock = clock;
        this.stopped = stopped;
    }

    /** Waits until another session may be started. Returns at once if the count is unknown or everything is stopped. */
    void take() throws InterruptedException {
        while (stopped.getCount() > 0) {
            Answer answer = question.ask();
            SessionStarts starts =
                    answer.welcome().map(welcome -> learn(welcome.starts())).orElseGet(this::left);
            if (answer.kind() == GatewayQuestion.Kind.REFUSED || allows(starts, 1)) {
                return;
            }
            await(starts);
        }
    }

    /** Whether this many sessions may be started; logs once when they may not. */
    boolean allows(SessionStarts starts, int sessions) {
        if (starts.allow(sessions)) {
            outage.ends();
            return true;
        }
        if (outage.begins()) {
            LOG.warn(
                    "Discord lets the bot connect only {} more times until {}; waiting for that, since connecting too often costs the token",
                    Math.max(0, starts.remaining()),
                    clock.instant().plus(starts.untilReset()).truncatedTo(ChronoUnit.SECONDS));
        }
        return false;
    }

    /** Waits for the reset, but not too long at once; false if everything is stopped. */
    boolean await(SessionStarts starts) throws InterruptedException {
        Duration wait = starts.untilReset().compareTo(ASK_AGAIN) < 0 ? starts.untilReset() : ASK_AGAIN;
        return !stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized SessionStarts learn(SessionStarts current) {
        known = current;
        knownSince = clock.instant();
        return current;
    }

    /** An estimate for when Discord does not answer: the last count, less the sessions started since. */
    private synchronized SessionStarts left() {
        known = known.afterOne(Duration.between(knownSince, clock.instant()));
        knownSince = clock.instant();
        return known;
    }
}
