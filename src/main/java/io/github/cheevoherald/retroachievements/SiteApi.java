package io.github.cheevoherald.retroachievements;

import java.util.List;
import org.slf4j.event.Level;

/**
 * One of the site's two APIs, in the words of the log.
 *
 * @param levelOfRefusal how bad it is when the key is refused
 * @param neutral queries that concern nobody, by which the API is tried when it is in doubt
 */
record SiteApi(String title, Level levelOfRefusal, String whileRefused, String onceAccepted, List<ApiQuery> neutral) {
    /** The one that everything depends on. */
    static final SiteApi FIRST = new SiteApi(
            "RetroAchievements",
            Level.ERROR,
            "polling stops",
            "polling resumes",
            List.of(
                    ApiQuery.of("API_GetTicketData").with("c", 1).with("o", 0),
                    ApiQuery.of("API_GetUsersIFollow").with("c", 1).with("o", 0)));

    /** The one that can be done without. */
    static final SiteApi SECOND = new SiteApi(
            "RetroAchievements' second API",
            Level.WARN,
            "the first API has to do",
            "it is used again",
            List.of(SecondApiClient.HEALTH));

    SiteApi {
        neutral = List.copyOf(neutral);
    }
}
