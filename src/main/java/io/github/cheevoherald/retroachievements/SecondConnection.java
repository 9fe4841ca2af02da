package io.github.cheevoherald.retroachievements;

import io.github.bucket4j.TimeMeter;
import io.github.cheevoherald.resilience.Outage;
import java.time.Duration;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection to the site's second API, with a request budget and a health of its own; or none, if it is off. */
public final class SecondConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SecondConnection.class);

    private final @Nullable Exchange exchange;
    private final UnreadableAnswers unreadable;
    private final Outage off = new Outage();

    /** Shares the client's connections and threads, with its own settings. */
    public SecondConnection(
            OkHttpClient shared, SiteAddress access, RequestBudget budget, SiteHealth health, SiteClock clock) {
        this(
                new SecondApiClient(shared, access, clock, SiteConnection.TIMEOUT),
                budget,
                health,
                TimeMeter.SYSTEM_NANOTIME);
    }

    SecondConnection(SecondApiClient client, RequestBudget budget, SiteHealth health, TimeMeter time) {
        this(new Exchange(client, budget, health, new LatestReply(time)), time);
    }

    private SecondConnection(@Nullable Exchange exchange, TimeMeter time) {
        this.exchange = exchange;
        this.unreadable = new UnreadableAnswers(time);
    }

    /** Asks nobody: every outcome is unavailable, which is logged once. */
    public static SecondConnection off() {
        return new SecondConnection(null, TimeMeter.SYSTEM_NANOTIME);
    }

    /** Whether it is on. */
    public boolean isOn() {
        return exchange != null;
    }

    /** For the bot's own questions: each waits for the budget, but not while the API is left alone. */
    public SecondApi forTasks() {
        if (exchange == null && off.begins()) {
            LOG.info("retroachievements.v2-url is empty: the site's second API isn't used");
        }
        return new HttpSecondApi(exchange == null ? OFF : exchange.forTasks(), unreadable);
    }

    /** For what can be done without: asked only with a request to spare, and given up when the time is over. */
    public SecondApi ifSpare(Patience patience) {
        return new HttpSecondApi(exchange == null ? NOTHING_TO_SPARE : exchange.ifSpare(patience), unreadable);
    }

    /** For people waiting for a slash command: sent before the bot's own questions, or refused at once. */
    public SecondApi forPeople(RequestLimit limit) {
        return new HttpSecondApi(exchange == null ? OFF : exchange.forPeople(limit), unreadable);
    }

    /** How long ago a thread last waited for the budget: zero while it waits, a day if it never did. */
    public Duration sinceHeldBack(Thread thread) {
        return exchange == null ? Duration.ofDays(1) : exchange.sinceHeldBack(thread);
    }

    /** Reports that the key was replaced, so that the refusal of the old one no longer holds anything up. */
    public void keyChanged() {
        if (exchange != null) {
            exchange.keyChanged();
        }
    }

    /** Whether the second API refused the key and has not accepted one since. */
    public boolean isKeyRefused() {
        return exchange != null && exchange.isKeyRefused();
    }

    /** How the second API responds to our requests at present; unknown if it is off. */
    public SiteState state() {
        return exchange == null
                ? new SiteState(SiteState.Kind.UNKNOWN, 0, Duration.ZERO, Duration.ZERO)
                : exchange.state();
    }

    /** Cancels the requests in progress, whose outcome is unavailable, and sends no more. */
    @Override
    public void close() {
        if (exchange != null) {
            exchange.close();
        }
    }

    private static final QuerySender NOTHING_TO_SPARE = new QuerySender() {
        @Override
        public <T> Outcome<T> send(ApiQuery query, Function<Reply.Json, Outcome<T>> reading) {
            return new Outcome.Throttled<>(Outcome.By.SPARE_REQUESTS, Duration.ofDays(1));
        }
    };

    private static final QuerySender OFF = new QuerySender() {
        @Override
        public <T> Outcome<T> send(ApiQuery query, Function<Reply.Json, Outcome<T>> reading) {
            return new Outcome.Unavailable<>("the second API is turned off in retroachievements.v2-url");
        }
    };
}
