package io.github.cheevoherald.retroachievements;

import io.github.cheevoherald.resilience.Outage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs when the second API's answers to a query can't be read, wholly or in part, and when they can be again. */
final class UnreadableAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableAnswers.class);

    /** By the query's method, of which there are few. */
    private final Map<String, Outage> whole = new ConcurrentHashMap<>();

    private final Map<String, Outage> rows = new ConcurrentHashMap<>();

    <T> void observe(ApiQuery query, Outcome<T> outcome) {
        Outage outage = of(whole, query);
        outcome.fold(new Outcome.Cases<T, Runnable>(
                        found -> () -> readable(query, outage),
                        missing -> () -> readable(query, outage),
                        refusedKey -> UnreadableAnswers::learnNothing,
                        throttled -> UnreadableAnswers::learnNothing,
                        unavailable -> UnreadableAnswers::learnNothing,
                        forbidden -> UnreadableAnswers::learnNothing,
                        malformed -> () -> unreadable(query, outage, malformed.reason())))
                .run();
    }

    private static void unreadable(ApiQuery query, Outage outage, String reason) {
        if (outage.begins()) {
            LOG.warn(
                    "RetroAchievements' second API can't be understood ({}: {}); the first API has to do",
                    query.method(),
                    reason);
        }
    }

    private static void readable(ApiQuery query, Outage outage) {
        if (outage.ends()) {
            LOG.info("RetroAchievements' second API can be understood again ({})", query.method());
        }
    }

    /** Reports how many rows of an answer were left out; {@code reason} is that of the last one. */
    void leftOut(ApiQuery query, int skipped, String reason) {
        Outage outage = of(rows, query);
        if (skipped > 0 && outage.begins()) {
            LOG.warn(
                    "RetroAchievements' second API sends rows that can't be understood; they are left out ({}: {} of them, {})",
                    query.method(),
                    skipped,
                    reason);
        } else if (skipped == 0 && outage.ends()) {
            LOG.info("All rows from RetroAchievements' second API can be understood again ({})", query.method());
        }
    }

    private static Outage of(Map<String, Outage> outages, ApiQuery query) {
        return outages.computeIfAbsent(query.method(), method -> new Outage());
    }

    private static void learnNothing() {}
}
