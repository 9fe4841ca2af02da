package io.github.cheevoherald.retroachievements;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import okhttp3.OkHttpClient;

/** The connection to RetroAchievements: one HTTP client and one request budget, in which people go before polls. */
public final class SiteConnection implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Exchange exchange;

    /** Shares the client's connections and threads, with its own settings. */
    public SiteConnection(
            OkHttpClient shared, SiteAddress access, RequestBudget budget, SiteHealth health, SiteClock clock) {
        this(new ApiClient(shared, access, clock, TIMEOUT), budget, health);
    }

    SiteConnection(ApiClient client, RequestBudget budget, SiteHealth health) {
        this.exchange = new Exchange(client, budget, health, new LatestReply(TimeMeter.SYSTEM_NANOTIME));
    }

    /** For polls: each question waits as long as it has to. */
    public RetroAchievements forPolls() {
        return new HttpRetroAchievements(exchange.forPolls());
    }

    /** For people waiting for a slash command: sent before any poll, or refused at once with the reason. */
    public RetroAchievements forPeople() {
        return forPeople(RequestLimit.UNLIMITED);
    }

    /** The same, with each request that is sent counted against a limit. */
    public RetroAchievements forPeople(RequestLimit limit) {
        return new HttpRetroAchievements(exchange.forPeople(limit));
    }

    /** For what can be done without: asked only with a request to spare, and given up when the time is over. */
    public RetroAchievements ifSpare(Patience patience) {
        return new HttpRetroAchievements(exchange.ifSpare(patience));
    }

    /** Reports that the key was replaced, so that the refusal of the old one no longer holds anything up. */
    public void keyChanged() {
        exchange.keyChanged();
    }

    /** Whether the site refused the key and has not accepted one since. */
    public boolean isKeyRefused() {
        return exchange.isKeyRefused();
    }

    /** Cancels the requests in progress, whose outcome is unavailable, and sends no more. */
    @Override
    public void close() {
        exchange.close();
    }

    /** How the site responds to our requests at present. */
    public SiteState state() {
        return exchange.state();
    }
}
