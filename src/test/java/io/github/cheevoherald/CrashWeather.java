package io.github.cheevoherald;

import io.github.cheevoherald.sandbox.discord.DiscordFaultOrder;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.Gateway;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import io.github.cheevoherald.sandbox.site.ApiFilter;
import io.github.cheevoherald.sandbox.site.EmbeddedRetroAchievements;
import io.github.cheevoherald.sandbox.site.SiteFault;
import io.github.cheevoherald.sandbox.site.SiteFault.Kind;
import io.github.cheevoherald.sandbox.site.SiteFaults;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Faults between the bot and both sides, different in each of the bot's lives. */
final class CrashWeather {
    private static final List<SiteFault> SITE = List.of(
            SiteFault.of(Kind.CUT_BEFORE),
            SiteFault.of(Kind.CUT_AFTER),
            SiteFault.of(Kind.TRUNCATED),
            SiteFault.of(Kind.HTML),
            SiteFault.of(Kind.WRONG_SHAPE),
            SiteFault.of(Kind.MAINTENANCE),
            SiteFault.of(Kind.HUGE_BODY),
            SiteFault.status(500),
            SiteFault.status(502),
            SiteFault.throttled(Duration.ofSeconds(1)),
            SiteFault.slowBody(Duration.ofMillis(700)),
            SiteFault.delay(Duration.ofMillis(500)));

    /** Not what a player has played: after failures that is read minutes later, and a run waits for it. */
    private static final List<String> SECOND_API = List.of(
            "user-awards",
            "event-achievements",
            "achievements",
            "games",
            "achievement-set-claims",
            "achievement-set-versions",
            "users/awards",
            "users/leaderboard-entries",
            "users/player-achievements");

    private final EmbeddedDiscord discord;
    private final EmbeddedRetroAchievements site;
    private final Random random;
    private int struck;

    CrashWeather(EmbeddedDiscord discord, EmbeddedRetroAchievements site, Random random) {
        this.discord = discord;
        this.site = site;
        this.random = random;
    }

    /** Changes the weather, and releases everything the old one held back. */
    void turn() {
        clear();
        for (SiteFault fault : SITE) {
            if (random.nextInt(3) == 0) {
                site.faults()
                        .order(
                                ApiFilter.method("GetUserRecentAchievements"),
                                fault,
                                SiteFaults.ALWAYS,
                                0.04,
                                random.nextLong());
            }
        }
        for (String method : SECOND_API) {
            site.secondFaults()
                    .order(ApiFilter.method(method), SiteFault.status(500), SiteFaults.ALWAYS, 0.1, random.nextLong());
        }
        strike(RestFilter.sends());
        strike(RestFilter.reads());
    }

    private void strike(RestFilter where) {
        at(where).cutBeforeTheWork();
        at(where).cutAfterTheWork();
        at(where).truncateAnswer();
        at(where).status(500);
        at(where).statusAfterTheWork(500);
        at(where).html(502);
        at(where).tooManyRequests(Duration.ofMillis(400), false);
        at(where).tooManyRequests(Duration.ofMillis(400), random.nextInt(4) == 0);
        at(where).delay(Duration.ofMillis(400));
    }

    private DiscordFaultOrder at(RestFilter where) {
        return discord.faults().at(where).chance(random.nextInt(2) * 0.06, random.nextLong());
    }

    /** Disturbs the gateway connection, or does nothing. */
    void gust() {
        Gateway gateway = discord.gateway();
        int die = random.nextInt(10);
        switch (die) {
            case 0 -> gateway.cut();
            case 1 -> gateway.close(4000);
            case 2 -> gateway.reconnect();
            case 3 -> gateway.invalidate(true);
            case 4 -> gateway.invalidate(false);
            default -> struck--;
        }
        struck++;
    }

    /** Ends all of Discord's faults, so that an aimed kill hits its target. */
    void clearDiscord() {
        struck += discord.faults().strikes();
        discord.faults().clear();
    }

    /** Ends all faults. */
    void clear() {
        clearDiscord();
        for (SiteFaults faults : List.of(site.faults(), site.secondFaults())) {
            faults.orders().forEach(order -> struck += order.hits());
            faults.clear();
        }
    }

    int struck() {
        return struck;
    }
}
