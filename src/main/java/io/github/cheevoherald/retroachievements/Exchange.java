package io.github.cheevoherald.retroachievements;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/** Sends queries to one of the site's APIs within its budget, while its health allows, and reads the answers. */
final class Exchange {
    private static final Reply NEUTRAL = new Reply.Cancelled("whether the API is up is left for others to find out");

    private final ApiWire wire;
    private final RequestBudget budget;
    private final SiteHealth health;
    private final LatestReply latest;

    Exchange(ApiWire wire, RequestBudget budget, SiteHealth health, LatestReply latest) {
        this.wire = wire;
        this.budget = budget;
        this.health = health;
        this.latest = latest;
    }

    /** Waits as long as it takes. */
    QuerySender forPolls() {
        return new QuerySender() {
            @Override
            public <T> Outcome<T> send(ApiQuery query, Function<Reply.Json, Outcome<T>> reading) {
                return budget.runForPoll(attempt(query, reading, new AtomicBoolean()));
            }
        };
    }

    /** Waits for the budget, but not while the API is left alone. */
    QuerySender forTasks() {
        return new QuerySender() {
            @Override
            public <T> Outcome<T> send(ApiQuery query, Function<Reply.Json, Outcome<T>> reading) {
                return budget.runForTask(attempt(query, reading, new AtomicBoolean()));
            }
        };
    }

    /**
     * Asks only with a request to spare, and gives up when the time is over. That an answer doesn't come says nothing about
     * the API, since others would have been given more time.
     */
    QuerySender ifSpare(Patience patience) {
        return new QuerySender() {
            @Override
            public <T> Outcome<T> send(ApiQuery query, Function<Reply.Json, Outcome<T>> reading) {
                return budget.runIfSpare(
                        patience,
                        left -> health.watch(query, asked -> asked.equals(query) ? spare(query, left) : NEUTRAL)
                                .map(reply -> outcome(reply, json -> readQuietly(json, reading))));
            }
        };
    }

    private Reply spare(ApiQuery query, Duration left) {
        Reply reply = wire.ask(query, left);
        return reply.fold(new Reply.Cases<Reply>(
                json -> json,
                refusedKey -> new Reply.Cancelled(refusedKey.reason()),
                rateLimited -> rateLimited,
                down -> new Reply.Cancelled(down.reason()),
                forbidden -> new Reply.Cancelled(forbidden.reason()),
                cancelled -> cancelled,
                unreadable -> new Reply.Cancelled(unreadable.reason())));
    }

    private static <T> Outcome<T> readQuietly(Reply.Json json, Function<Reply.Json, Outcome<T>> reading) {
        try {
            return reading.apply(json);
        } catch (UnexpectedShape unexpected) {
            return new Outcome.Malformed<>(unexpected.reason());
        }
    }

    /** Goes before any poll, or is refused at once. Each request that is sent counts against the limit. */
    QuerySender forPeople(RequestLimit limit) {
        return new QuerySender() {
            @Override
            public <T> Outcome<T> send(ApiQuery query, Function<Reply.Json, Outcome<T>> reading) {
                Duration wait = limit.take();
                if (!wait.isZero()) {
                    return new Outcome.Throttled<>(Outcome.By.MEMBER_ALLOWANCE, wait);
                }
                AtomicBoolean sent = new AtomicBoolean();
                try {
                    return budget.runForPerson(attempt(query, reading, sent));
                } finally {
                    if (!sent.get()) {
                        limit.giveBack();
                    }
                }
            }
        };
    }

    Duration sinceHeldBack(Thread thread) {
        return budget.sinceHeldBack(thread);
    }

    void keyChanged() {
        health.keyChanged();
        budget.wake();
    }

    boolean isKeyRefused() {
        return health.isKeyRefused();
    }

    SiteState state() {
        long nanos = health.nanosUntilAllowed();
        return latest.state(nanos == SiteHealth.UNTIL_A_TRIAL_ENDS ? Duration.ZERO : Duration.ofNanos(nanos));
    }

    void close() {
        wire.close();
    }

    /** Records in {@code sent} that the request was sent; a neutral query before it does not count. */
    private <T> Supplier<Optional<Outcome<T>>> attempt(
            ApiQuery query, Function<Reply.Json, Outcome<T>> reading, AtomicBoolean sent) {
        return () -> health.watch(query, asked -> ask(asked, !asked.equals(query)))
                .map(reply -> {
                    sent.set(!reply.isCancelled());
                    return outcome(reply, json -> read(json, reading));
                });
    }

    private Reply ask(ApiQuery query, boolean neutral) {
        Reply reply = wire.ask(query);
        latest.observe(reply);
        if (neutral && reply.json().isPresent()) {
            latest.readable();
        }
        return reply;
    }

    private <T> Outcome<T> outcome(Reply reply, Function<Reply.Json, Outcome<T>> reading) {
        return reply.fold(new Reply.Cases<Outcome<T>>(
                reading,
                refusedKey -> new Outcome.RefusedKey<>(),
                rateLimited -> new Outcome.Throttled<>(Outcome.By.SITE, health.throttledFor()),
                down -> new Outcome.Unavailable<>(down.reason()),
                forbidden -> new Outcome.Forbidden<>(forbidden.reason()),
                cancelled -> new Outcome.Unavailable<>(cancelled.reason()),
                unreadable -> new Outcome.Malformed<>(unreadable.reason())));
    }

    private <T> Outcome<T> read(Reply.Json json, Function<Reply.Json, Outcome<T>> reading) {
        try {
            Outcome<T> outcome = reading.apply(json);
            latest.readable();
            return outcome;
        } catch (UnexpectedShape unexpected) {
            latest.unreadable();
            return new Outcome.Malformed<>(unexpected.reason());
        }
    }
}
