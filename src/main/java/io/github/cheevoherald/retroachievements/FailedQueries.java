package io.github.cheevoherald.retroachievements;

import io.github.bucket4j.TimeMeter;
import io.github.cheevoherald.resilience.Outage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts failed queries by method and subject. One account or one method that fails does not mean that the site is
 * down, so after several failures in a row a neutral query, which concerns nobody, decides.
 */
final class FailedQueries {
    private static final Logger LOG = LoggerFactory.getLogger(FailedQueries.class);
    private static final int IN_A_ROW_TO_DOUBT = 3;

    /** While one query fails for everybody, the neutral one is sent less and less often, down to once in this many. */
    private static final int MAX_IN_A_ROW = 48;

    private static final int FAILURES_TO_REPORT = 3;
    private static final int MAX_KEPT = 1_000;

    /** A query that a person caused may never be repeated, and so never succeed. */
    private static final Duration KEPT = Duration.ofHours(2);

    private final SiteApi api;
    private final TimeMeter time;
    private final UnaryOperator<String> labels;
    private final Map<String, Failing> failing = new LinkedHashMap<>();
    private int failuresInARow;
    private int doubtAt = IN_A_ROW_TO_DOUBT;
    private @Nullable String lastMethod;
    private int nextNeutral;
    private final Outage outage = new Outage();

    private record Failing(ApiQuery query, int times, long at, String reason) {}

    /** @param labels names whom a player's identifier belongs to, for the log */
    FailedQueries(SiteApi api, TimeMeter time, UnaryOperator<String> labels) {
        this.api = api;
        this.time = time;
        this.labels = labels;
    }

    /** Whether enough queries failed in a row that the site itself may be down. */
    boolean isSiteInDoubt() {
        return failuresInARow >= doubtAt;
    }

    /** Returns a query that concerns nobody, by another method than the one that failed last if there is one. */
    ApiQuery neutral() {
        List<ApiQuery> all = api.neutral();
        if (all.get(nextNeutral).method().equals(lastMethod)) {
            nextNeutral = (nextNeutral + 1) % all.size();
        }
        ApiQuery neutral = all.get(nextNeutral);
        nextNeutral = (nextNeutral + 1) % all.size();
        return neutral;
    }

    void failed(ApiQuery query, Reply.Failed reply) {
        failuresInARow++;
        if (reply.retryAfter() != null) {
            failuresInARow = Math.max(failuresInARow, doubtAt);
        }
        lastMethod = query.method();
        forgetOld();
        Failing before = failing.remove(query.concern());
        if (failing.size() < MAX_KEPT) {
            int times = before == null ? 1 : before.times() + 1;
            failing.put(query.concern(), new Failing(query, times, time.currentTimeNanos(), reply.reason()));
        }
    }

    void answered(ApiQuery query) {
        clearDoubt();
        failing.remove(query.concern());
        reportLasting();
    }

    /** Records that the site answered the neutral query, so the failures are due to the queries themselves. */
    void neutralAnswered() {
        failuresInARow = 0;
        doubtAt = Math.min(MAX_IN_A_ROW, 2 * doubtAt);
        reportLasting();
    }

    /** Records that the site is back from an outage: earlier failures say nothing about the queries. */
    void siteIsBack() {
        clearDoubt();
        if (!outage.isOn()) {
            failing.clear();
        }
        reportLasting();
    }

    private void clearDoubt() {
        failuresInARow = 0;
        doubtAt = IN_A_ROW_TO_DOUBT;
        lastMethod = null;
    }

    private void reportLasting() {
        if (failing.isEmpty() && !outage.isOn()) {
            return;
        }
        forgetOld();
        Failing lasting = null;
        for (Failing one : failing.values()) {
            if (one.times() >= FAILURES_TO_REPORT) {
                lasting = one;
            }
        }
        if (lasting != null && outage.begins()) {
            LOG.warn(
                    "{} is responding, but not to {} ({}); that is retried later, everything else goes on",
                    api.title(),
                    lasting.query().concern(labels),
                    lasting.reason());
        } else if (lasting == null && outage.ends()) {
            LOG.info("{} answers every request again", api.title());
        }
    }

    private void forgetOld() {
        long now = time.currentTimeNanos();
        failing.values().removeIf(entry -> now - entry.at() > KEPT.toNanos());
    }
}
