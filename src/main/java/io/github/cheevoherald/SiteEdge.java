package io.github.cheevoherald;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.retroachievements.RequestBudget;
import io.github.cheevoherald.retroachievements.SecondConnection;
import io.github.cheevoherald.retroachievements.SiteAddress;
import io.github.cheevoherald.retroachievements.SiteClock;
import io.github.cheevoherald.retroachievements.SiteConnection;
import io.github.cheevoherald.retroachievements.SiteHealth;
import io.github.cheevoherald.retroachievements.SiteLinks;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;

/** The way to RetroAchievements' two APIs: for each one client, one request budget and one clock in the whole process. */
final class SiteEdge implements AutoCloseable {
    final SiteLinks links;
    final SiteConnection site;
    final RequestBudget budget;
    final SiteClock clock;
    final SecondConnection second;

    /** A clock of its own, since nothing that the second API says may disturb the polls. */
    final SiteClock secondClock;

    /** Contacts nobody yet. {@code labels} names whom an identifier on the site belongs to, for the log. */
    SiteEdge(
            Config.RetroAchievements config,
            Supplier<String> key,
            OkHttpClient http,
            Clock processClock,
            UnaryOperator<String> labels) {
        links = new SiteLinks(config.url(), config.mediaUrl());
        SiteHealth health = new SiteHealth(labels);
        String userAgent = "CheevoHerald/" + Version.number() + " (+https://github.com/cheevoherald/cheevo-herald)";
        SiteAddress access = new SiteAddress(config.url(), key, userAgent);
        clock = new SiteClock(processClock);
        budget = new RequestBudget(config.requestsPerMinute(), health);
        site = new SiteConnection(http, access, budget, health, clock);
        secondClock = new SiteClock(processClock);
        SiteAddress secondAccess = config.v2Url() == null ? null : new SiteAddress(config.v2Url(), key, userAgent);
        second = secondAccess == null
                ? SecondConnection.off()
                : second(http, secondAccess, config.v2RequestsPerMinute(), labels, secondClock);
    }

    private static SecondConnection second(
            OkHttpClient http,
            SiteAddress access,
            int requestsPerMinute,
            UnaryOperator<String> labels,
            SiteClock clock) {
        SiteHealth health = SiteHealth.ofSecondApi(labels);
        return new SecondConnection(http, access, new RequestBudget(requestsPerMinute, health), health, clock);
    }

    @Override
    public void close() {
        second.close();
        site.close();
    }
}
