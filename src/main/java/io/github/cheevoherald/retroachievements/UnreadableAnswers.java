package io.github.cheevoherald.retroachievements;

import io.github.bucket4j.TimeMeter;
import io.github.cheevoherald.resilience.Outage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs when the second API's answers to a query can't be read, wholly or in part, and when they can be again. */
final class UnreadableAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableAnswers.class);

    /** Pages of one list alternate, so a good one says little about the list's rows. */
    private static final Duration QUIET = Duration.ofHours(1);

    private final TimeMeter time;

    /** By the query's method, of which there are few. */
    private final Map<String, Outage> whole = new ConcurrentHashMap<>();

    private final Map<String, LeftOut> rows = new ConcurrentHashMap<>();

    private record LeftOut(Outage outage, Pause untilQuiet) {}

    UnreadableAnswers(TimeMeter time) {
        this.time = time;
    }

    <T> void observe(ApiQuery query, Outcome<T> outcome) {
        Outage outage = whole.computeIfAbsent(query.method(), method -> new Outage());
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
    synchronized void leftOut(ApiQuery query, int skipped, String reason) {
        LeftOut list = rows.computeIfAbsent(query.method(), method -> new LeftOut(new Outage(), new Pause(time)));
        if (skipped > 0) {
            list.untilQuiet().atLeast(QUIET);
            if (list.outage().begins()) {
                LOG.warn(
                        "RetroAchievements' second API sends rows that can't be understood; they are left out ({}: {} of them, {})",
                        query.method(),
                        skipped,
                        reason);
            }
        } else if (list.untilQuiet().remaining() == 0 && list.outage().ends()) {
            LOG.info("All rows from RetroAchievements' second API can be understood again ({})", query.method());
        }
    }

    private static void learnNothing() {}
}
