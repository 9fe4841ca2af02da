package io.github.cheevoherald.retroachievements;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Limits how many requests each member may cause in a sliding minute. */
final class MemberAllowance {
    static final int REQUESTS = 10;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MAX_MEMBERS = 10_000;

    private final Clock clock;
    private final Cache<Long, Deque<Instant>> taken;

    MemberAllowance(Clock clock) {
        this.clock = clock;
        this.taken = Caffeine.newBuilder()
                .expireAfterAccess(MINUTE)
                .maximumSize(MAX_MEMBERS)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    RequestLimit of(long memberId) {
        return new RequestLimit(() -> take(memberId), () -> giveBack(memberId));
    }

    /** Takes one request. Zero if one was left, otherwise the time until there is one. */
    private Duration take(long memberId) {
        Deque<Instant> requests = taken.get(memberId, id -> new ArrayDeque<>());
        Instant now = clock.instant();
        synchronized (requests) {
            while (!requests.isEmpty() && !requests.getFirst().plus(MINUTE).isAfter(now)) {
                requests.removeFirst();
            }
            if (requests.size() >= REQUESTS) {
                return Duration.between(now, requests.getFirst().plus(MINUTE));
            }
            requests.addLast(now);
            return Duration.ZERO;
        }
    }

    /** Gives back the latest request, which was never sent. */
    private void giveBack(long memberId) {
        Deque<Instant> requests = taken.getIfPresent(memberId);
        if (requests != null) {
            synchronized (requests) {
                requests.pollLast();
            }
        }
    }
}
