package io.github.cheevoherald.retroachievements;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The questions that came to nothing, by what was asked and about whom. One account or one question that fails is not
 * the site: when failures follow one another, a neutral question that concerns nobody tells which it is.
 */
final class FailedQueries {
    private static final Logger LOG = LoggerFactory.getLogger(FailedQueries.class);
    private static final int IN_A_ROW_TO_DOUBT = 3;

    /** While one question fails for everybody, the neutral one is asked more and more seldom, up to this. */
    private static final int MOST_IN_A_ROW = 48;

    private static final int FAILURES_TO_TELL = 3;
    private static final int MOST_KEPT = 1_000;

    /** What a person asked once may never be asked again, and so never be answered. */
    private static final Duration KEPT = Duration.ofHours(2);

    private static final ApiQuery LATEST_TICKET =
            ApiQuery.of("API_GetTicketData").with("c", 1).with("o", 0);
    private static final ApiQuery ONE_FOLLOWED =
            ApiQuery.of("API_GetUsersIFollow").with("c", 1).with("o", 0);

    private final TimeMeter time;
    private final Map<String, Failing> failing = new LinkedHashMap<>();
    private int inARow;
    private int doubtAt = IN_A_ROW_TO_DOUBT;
    private @Nullable String lastMethod;
    private boolean ticketsNext = true;
    private boolean told;

    private record Failing(int times, long at, String reason) {}

    FailedQueries(TimeMeter time) {
        this.time = time;
    }

    /** Whether so many failed one after another that the site itself may be at fault. */
    boolean isSiteInDoubt() {
        return inARow >= doubtAt;
    }

    /** A question that concerns nobody, and another one than what failed last. */
    ApiQuery neutral() {
        boolean tickets = ticketsNext;
        if (LATEST_TICKET.method().equals(lastMethod)) {
            tickets = false;
        } else if (ONE_FOLLOWED.method().equals(lastMethod)) {
            tickets = true;
        }
        ticketsNext = !tickets;
        return tickets ? LATEST_TICKET : ONE_FOLLOWED;
    }

    void failed(ApiQuery query, Reply.Failed reply) {
        inARow++;
        if (reply.retryAfter() != null) {
            inARow = Math.max(inARow, doubtAt);
        }
        lastMethod = query.method();
        forgetOld();
        Failing before = failing.remove(query.concern());
        if (failing.size() < MOST_KEPT) {
            int times = before == null ? 1 : before.times() + 1;
            failing.put(query.concern(), new Failing(times, time.currentTimeNanos(), reply.reason()));
        }
    }

    void answered(ApiQuery query) {
        calm();
        failing.remove(query.concern());
        siteWorks();
    }

    /** The neutral question was answered, so that what failed is at fault itself. */
    void neutralAnswered() {
        inARow = 0;
        doubtAt = Math.min(MOST_IN_A_ROW, 2 * doubtAt);
        siteWorks();
    }

    /** The site was away and is back: what failed meanwhile says nothing about itself. */
    void siteIsBack() {
        calm();
        if (!told) {
            failing.clear();
        }
        siteWorks();
    }

    private void calm() {
        inARow = 0;
        doubtAt = IN_A_ROW_TO_DOUBT;
        lastMethod = null;
    }

    private void siteWorks() {
        if (failing.isEmpty() && !told) {
            return;
        }
        forgetOld();
        Map.Entry<String, Failing> lasting = null;
        for (Map.Entry<String, Failing> entry : failing.entrySet()) {
            if (entry.getValue().times() >= FAILURES_TO_TELL) {
                lasting = entry;
            }
        }
        if (lasting != null && !told) {
            told = true;
            LOG.warn(
                    "RetroAchievements answers, but not to {} ({}): what fails is put off, the rest goes on",
                    lasting.getKey(),
                    lasting.getValue().reason());
        } else if (lasting == null && told) {
            told = false;
            LOG.info("RetroAchievements answers every question again");
        }
    }

    private void forgetOld() {
        long now = time.currentTimeNanos();
        failing.values().removeIf(entry -> now - entry.at() > KEPT.toNanos());
    }
}
