package io.github.cheevoherald;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.retroachievements.RequestBudget;
import io.github.cheevoherald.retroachievements.SiteAddress;
import io.github.cheevoherald.retroachievements.SiteClock;
import io.github.cheevoherald.retroachievements.SiteConnection;
import io.github.cheevoherald.retroachievements.SiteHealth;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;

/** The way to RetroAchievements: one client, one request budget and one clock for the whole process. */
final class SiteEdge implements AutoCloseable {
    final SiteConnection site;
    final RequestBudget budget;
    final SiteClock clock;

    /** Contacts nobody yet. {@code labels} names whom an identifier on the site belongs to, for the log. */
    SiteEdge(
            Config.RetroAchievements config,
            Supplier<String> key,
            OkHttpClient http,
            Clock processClock,
            UnaryOperator<String> labels) {
        SiteHealth health = new SiteHealth(labels);
        String userAgent = "CheevoHerald/" + Version.number() + " (+https://github.com/cheevoherald/cheevo-herald)";
        SiteAddress access = new SiteAddress(config.url(), key, userAgent);
        clock = new SiteClock(processClock);
        budget = new RequestBudget(config.requestsPerMinute(), health);
        site = new SiteConnection(http, access, budget, health, clock);
    }

    @Override
    public void close() {
        site.close();
    }
}
