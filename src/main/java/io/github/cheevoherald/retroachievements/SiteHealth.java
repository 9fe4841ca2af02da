package io.github.cheevoherald.retroachievements;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.ExecutionContext;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import io.github.bucket4j.TimeMeter;
import io.github.cheevoherald.resilience.Backoff;
import io.github.cheevoherald.resilience.Outage;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether the site may be asked at all: it is left alone while it is down, while it throttles us and while it
 * refuses the key. Each of these is logged when it begins and when it ends. A single failure says little about the
 * site, so after several in a row a neutral query goes first, and that decides.
 */
public final class SiteHealth {
    private static final Logger LOG = LoggerFactory.getLogger(SiteHealth.class);
    private static final Duration KEY_PAUSE = Duration.ofMinutes(15);
    /** Full jitter: many bots that the site left together do not come back together. */
    static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(10), 0);

    static final long UNTIL_A_TRIAL_ENDS = Long.MAX_VALUE;

    private final SiteApi api;
    private final Backoff pauses;
    private final RandomGenerator random;
    private final CircuitBreaker<Reply> breaker;
    private final FailsafeExecutor<Reply> guarded;
    private final Pause rest;
    private final Throttling throttling;
    private final Pause keyPause;
    private final FailedQueries failedQueries;

    private @Nullable Duration askedToRest;
    private boolean probing;
    private int openings;
    private int keyEpoch;
    private final Outage away = new Outage();
    private boolean keyRefused;
    private boolean keyOnTrial;
    private boolean keyIsNew;

    /** Measures time with the system's monotonic clock; {@code labels} names whom a player's ULID belongs to in the log. */
    public SiteHealth(UnaryOperator<String> labels) {
        this(SiteApi.FIRST, TimeMeter.SYSTEM_NANOTIME, BACKOFF, new Random(), labels);
    }

    /** The same for the site's second API. */
    public static SiteHealth ofSecondApi(UnaryOperator<String> labels) {
        return new SiteHealth(SiteApi.SECOND, TimeMeter.SYSTEM_NANOTIME, BACKOFF, new Random(), labels);
    }

    SiteHealth(TimeMeter time, Backoff pauses) {
        this(SiteApi.FIRST, time, pauses, new Random(), ulid -> ulid);
    }

    SiteHealth(SiteApi api, TimeMeter time, Backoff pauses, RandomGenerator random, UnaryOperator<String> labels) {
        this.api = api;
        this.pauses = pauses;
        this.random = random;
        this.breaker = CircuitBreaker.<Reply>builder()
                .handleResultIf(reply -> reply.failure().isPresent())
                .withFailureThreshold(1)
                .withSuccessThreshold(1)
                .withDelayFn(this::openingPause)
                .build();
        this.guarded = Failsafe.with(breaker);
        this.failedQueries = new FailedQueries(api, time, labels);
        this.rest = new Pause(time);
        this.throttling = new Throttling(time, pauses, random);
        this.keyPause = new Pause(time);
    }

    /** Lets the next request through although the key was refused: the key is another one now. */
    synchronized void keyChanged() {
        keyEpoch++;
        keyOnTrial = false;
        keyIsNew = true;
        keyPause.end();
    }

    synchronized boolean isKeyRefused() {
        return keyRefused;
    }

    /** How long until a request may be sent: 0 for now, the maximum for "when the trial in progress has ended". */
    synchronized long nanosUntilAllowed() {
        if (breaker.isHalfOpen() || keyOnTrial || (probing && !breaker.isClosed())) {
            return UNTIL_A_TRIAL_ENDS;
        }
        long breakerNanos = breaker.isOpen() ? breaker.getRemainingDelay().toNanos() : 0;
        long keyNanos = keyRefused ? keyPause.remaining() : 0;
        return Math.max(Math.max(breakerNanos, keyNanos), Math.max(rest.remaining(), throttling.remaining()));
    }

    /** Why a person's question is refused while the site is left alone; empty when it may be asked. */
    synchronized <T> Optional<Outcome<T>> refusal() {
        if (nanosUntilAllowed() == 0) {
            return Optional.empty();
        }
        if (keyRefused && (keyOnTrial || keyPause.remaining() > 0)) {
            return Optional.of(new Outcome.RefusedKey<>());
        }
        if (throttling.remaining() > 0) {
            return Optional.of(new Outcome.Throttled<>(Outcome.By.SITE, Duration.ofNanos(throttling.remaining())));
        }
        return Optional.of(new Outcome.Unavailable<>("the site does not answer and is left alone for a while"));
    }

    /** Whether requests may be sent and nothing suggests that the site is down, so that none has to try whether it is. */
    synchronized boolean isSound() {
        return nanosUntilAllowed() == 0 && breaker.isClosed() && !keyRefused && !failedQueries.isSiteInDoubt();
    }

    synchronized Duration throttledFor() {
        return Duration.ofNanos(throttling.remaining());
    }

    /**
     * Sends one request and learns from the reply. Empty if it may not be sent now, or if the neutral query went in its
     * place: then it needs another turn.
     */
    Optional<Reply> watch(ApiQuery query, Function<ApiQuery, Reply> exchange) {
        ApiQuery neutral;
        int epoch;
        synchronized (this) {
            if (nanosUntilAllowed() > 0) {
                return Optional.empty();
            }
            boolean inDoubt = !breaker.isClosed() || failedQueries.isSiteInDoubt();
            neutral = inDoubt && !probing ? failedQueries.neutral() : null;
            probing = probing || neutral != null;
            keyOnTrial = keyRefused;
            epoch = keyEpoch;
        }
        return neutral == null ? send(query, exchange, epoch) : probe(neutral, exchange, epoch);
    }

    private Optional<Reply> send(ApiQuery query, Function<ApiQuery, Reply> exchange, int epoch) {
        @Nullable Reply reply = null;
        try {
            reply = exchange.apply(query);
            return Optional.of(reply);
        } finally {
            settle(query, reply, epoch);
        }
    }

    private <T> Optional<T> probe(ApiQuery neutral, Function<ApiQuery, Reply> exchange, int epoch) {
        @Nullable Reply reply = null;
        try {
            reply = guarded.get(() -> exchange.apply(neutral));
        } catch (CircuitBreakerOpenException anotherTrialIsUnderWay) {
            // another trial is in progress: nothing learned
        } finally {
            probed(reply);
            settleKey(reply, epoch);
        }
        return Optional.empty();
    }

    private synchronized void settle(ApiQuery query, @Nullable Reply reply, int epoch) {
        if (reply != null) {
            reply.failure().ifPresent(failed -> countFailure(query, failed));
            if (reply.showsSiteIsUp()) {
                failedQueries.answered(query);
                backAgain();
            }
        }
        settleKey(reply, epoch);
    }

    private void countFailure(ApiQuery query, Reply.Failed failed) {
        failedQueries.failed(query, failed);
        if (failed.retryAfter() != null) {
            askedToRest = failed.retryAfter();
        }
    }

    private synchronized void probed(@Nullable Reply reply) {
        probing = false;
        if (reply == null) {
            return;
        }
        reply.failure().ifPresent(this::restAfter);
        if (reply.showsSiteIsUp()) {
            if (away.isOn()) {
                failedQueries.siteIsBack();
            } else {
                failedQueries.neutralAnswered();
            }
            backAgain();
        }
    }

    private synchronized void settleKey(@Nullable Reply reply, int epoch) {
        if (epoch == keyEpoch) {
            keyOnTrial = false;
        }
        if (reply != null) {
            reply.fold(new Reply.Cases<Runnable>(
                            json -> this::acceptKey,
                            refusedKey -> () -> refuseKey(refusedKey, epoch),
                            rateLimited -> () -> throttle(rateLimited),
                            down -> SiteHealth::learnNothing,
                            forbidden -> SiteHealth::learnNothing,
                            cancelled -> SiteHealth::learnNothing,
                            unreadable -> this::noLongerThrottled))
                    .run();
        }
    }

    /**
     * Returns the pause after another failure. Called by the breaker as it opens, in the thread that saw the failure.
     */
    private synchronized Duration openingPause(ExecutionContext<Reply> context) {
        openings++;
        return pauses.after(openings, random);
    }

    private void restAfter(Reply.Failed failed) {
        for (Duration asked : new @Nullable Duration[] {askedToRest, failed.retryAfter()}) {
            if (asked != null) {
                rest.atLeast(asked);
            }
        }
        askedToRest = null;
        if (away.begins()) {
            LOG.warn("{} is unavailable ({}); retrying with growing pauses", api.title(), failed.reason());
        }
    }

    private void backAgain() {
        if (!breaker.isClosed()) {
            return;
        }
        openings = 0;
        askedToRest = null;
        rest.end();
        if (away.ends()) {
            LOG.info("{} is available again", api.title());
        }
    }

    private void throttle(Reply.RateLimited rateLimited) {
        if (throttling.begins(rateLimited)) {
            LOG.warn(
                    "{} is throttling us (429); sending nothing for {} s",
                    api.title(),
                    (throttling.remaining() + 999_999_999) / 1_000_000_000);
        }
    }

    private void noLongerThrottled() {
        if (throttling.ends()) {
            LOG.info("{} no longer throttles us", api.title());
        }
    }

    private void refuseKey(Reply.RefusedKey refused, int epoch) {
        noLongerThrottled();
        if (epoch != keyEpoch) {
            return;
        }
        keyPause.atLeast(KEY_PAUSE);
        if (!keyRefused || keyIsNew) {
            keyRefused = true;
            keyIsNew = false;
            LOG.atLevel(api.levelOfRefusal())
                    .log(
                            "{} rejected the key in retroachievements.api-key ({}); {}, and the key is retried every {} minutes",
                            api.title(),
                            refused.reason(),
                            api.whileRefused(),
                            KEY_PAUSE.toMinutes());
        }
    }

    private void acceptKey() {
        noLongerThrottled();
        keyIsNew = false;
        if (keyRefused) {
            keyRefused = false;
            keyPause.end();
            LOG.info("{} accepts the key; {}", api.title(), api.onceAccepted());
        }
    }

    private static void learnNothing() {}
}
