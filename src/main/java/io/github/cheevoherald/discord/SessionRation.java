package io.github.cheevoherald.discord;

import io.github.cheevoherald.discord.GatewayQuestion.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that no session is begun while Discord has only a few left for the day, since after the last one it takes the token. */
final class SessionRation {
    private static final Logger LOG = LoggerFactory.getLogger(SessionRation.class);

    /** The count may be reset, or the token replaced, before the time that Discord named. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(10);

    private final GatewayQuestion question;
    private final Clock clock;
    private final CountDownLatch stopped;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private SessionStarts known = SessionStarts.UNLIMITED;
    private Instant knownSince = Instant.MIN;

    /** @param stopped ends every wait */
    SessionRation(GatewayQuestion question, Clock clock, CountDownLatch stopped) {
        this.question = question;
        this.clock = clock;
        this.stopped = stopped;
    }

    /** Waits until another session may be begun. Returns at once when nobody knows, or when all is stopped. */
    void take() throws InterruptedException {
        while (stopped.getCount() > 0) {
            Answer answer = question.ask();
            SessionStarts starts =
                    answer.welcome().map(welcome -> learn(welcome.starts())).orElseGet(this::left);
            if (answer.isRefused() || allows(starts, 1)) {
                return;
            }
            await(starts);
        }
    }

    /** Whether so many sessions may be begun; says so once when they may not. */
    boolean allows(SessionStarts starts, int sessions) {
        if (starts.allow(sessions)) {
            waiting.set(false);
            return true;
        }
        if (!waiting.getAndSet(true)) {
            LOG.warn(
                    "Discord lets the bot connect only {} more times until {}; it waits for that, since one time too often costs the token",
                    Math.max(0, starts.remaining()),
                    clock.instant().plus(starts.untilReset()).truncatedTo(ChronoUnit.SECONDS));
        }
        return false;
    }

    /** Waits for the reset, at most a while; false when all is stopped. */
    boolean await(SessionStarts starts) throws InterruptedException {
        Duration wait = starts.untilReset().compareTo(ASK_AGAIN) < 0 ? starts.untilReset() : ASK_AGAIN;
        return !stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized SessionStarts learn(SessionStarts told) {
        known = told;
        knownSince = clock.instant();
        return told;
    }

    /** While Discord does not say how many are left: what it said last, less each that was begun since. */
    private synchronized SessionStarts left() {
        known = known.afterOne(Duration.between(knownSince, clock.instant()));
        knownSince = clock.instant();
        return known;
    }
}
