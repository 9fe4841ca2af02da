package io.github.cheevoherald.retroachievements;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;

/** The connection to RetroAchievements: one HTTP client and one request budget, in which people go before polls. */
public final class SiteConnection implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final ApiClient client;
    private final RequestBudget budget;
    private final SiteHealth health;
    private final LatestReply latest = new LatestReply(TimeMeter.SYSTEM_NANOTIME);

    /** Shares the client's connections and threads, with its own settings. */
    public SiteConnection(
            OkHttpClient shared, SiteAddress access, RequestBudget budget, SiteHealth health, SiteClock clock) {
        this(new ApiClient(shared, access, clock, TIMEOUT), budget, health);
    }

    SiteConnection(ApiClient client, RequestBudget budget, SiteHealth health) {
        this.client = client;
        this.budget = budget;
        this.health = health;
    }

    /** For polls: each question waits as long as it has to. */
    public RetroAchievements forPolls() {
        return new HttpRetroAchievements(new HttpRetroAchievements.Sender() {
            @Override
            public <T> Outcome<T> send(ApiQuery query, Function<Reply.Json, Outcome<T>> reading) {
                return budget.runForPoll(attempt(query, reading, new AtomicBoolean()));
            }
        });
    }

    /** For people waiting for a slash command: sent before any poll, or refused at once with the reason. */
    public RetroAchievements forPeople() {
        return forPeople(RequestLimit.UNLIMITED);
    }

    /** The same, with each request that is sent counted against a limit. */
    public RetroAchievements forPeople(RequestLimit limit) {
        return new HttpRetroAchievements(new HttpRetroAchievements.Sender() {
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
        });
    }

    /** Reports that the key was replaced, so that the refusal of the old one no longer holds anything up. */
    public void keyChanged() {
        health.keyChanged();
        budget.wake();
    }

    /** Whether the site refused the key and has not accepted one since. */
    public boolean isKeyRefused() {
        return health.isKeyRefused();
    }

    /** Cancels the requests in progress, whose outcome is unavailable, and sends no more. */
    @Override
    public void close() {
        client.close();
    }

    /** How the site responds to our requests at present. */
    public SiteState state() {
        long nanos = health.nanosUntilAllowed();
        return latest.state(nanos == SiteHealth.UNTIL_A_TRIAL_ENDS ? Duration.ZERO : Duration.ofNanos(nanos));
    }

    /** Records in {@code sent} that the request was sent; a neutral query before it does not count. */
    private <T> Supplier<Optional<Outcome<T>>> attempt(
            ApiQuery query, Function<Reply.Json, Outcome<T>> reading, AtomicBoolean sent) {
        return () -> health.watch(query, asked -> ask(asked, !asked.equals(query)))
                .map(reply -> {
                    sent.set(!reply.isCancelled());
                    return outcome(reply, reading);
                });
    }

    private Reply ask(ApiQuery query, boolean neutral) {
        Reply reply = client.ask(query);
        latest.observe(reply);
        if (neutral && reply.json().isPresent()) {
            latest.readable();
        }
        return reply;
    }

    private <T> Outcome<T> outcome(Reply reply, Function<Reply.Json, Outcome<T>> reading) {
        return reply.fold(new Reply.Cases<Outcome<T>>(
                json -> read(json, reading),
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
