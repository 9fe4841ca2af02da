package io.github.cheevoherald.retroachievements;

import java.util.List;
import org.slf4j.event.Level;

/** The site's two APIs, in the words of the log, and the queries by which each is tried when it is in doubt. */
enum SiteApi {
    /** The one that everything depends on. */
    FIRST(
            "RetroAchievements",
            Level.ERROR,
            "polling stops",
            "polling resumes",
            List.of(
                    ApiQuery.of("API_GetTicketData").with("c", 1).with("o", 0),
                    ApiQuery.of("API_GetUsersIFollow").with("c", 1).with("o", 0))),

    /** The one that can be done without. */
    SECOND(
            "RetroAchievements' second API",
            Level.WARN,
            "the first API has to do",
            "it is used again",
            List.of(SecondApiClient.HEALTH));

    private final String title;
    private final Level levelOfRefusal;
    private final String whileRefused;
    private final String onceAccepted;
    private final List<ApiQuery> neutral;

    SiteApi(String title, Level levelOfRefusal, String whileRefused, String onceAccepted, List<ApiQuery> neutral) {
        this.title = title;
        this.levelOfRefusal = levelOfRefusal;
        this.whileRefused = whileRefused;
        this.onceAccepted = onceAccepted;
        this.neutral = neutral;
    }

    String title() {
        return title;
    }

    /** How bad it is that the key is refused. */
    Level levelOfRefusal() {
        return levelOfRefusal;
    }

    String whileRefused() {
        return whileRefused;
    }

    String onceAccepted() {
        return onceAccepted;
    }

    /** Queries that concern nobody. */
    List<ApiQuery> neutral() {
        return neutral;
    }
}
