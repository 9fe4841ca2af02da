package io.github.cheevoherald.retroachievements;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Counts requests made for people over a sliding minute, so that polls keep at least half of it. */
final class CommandShare {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final int max;
    private final Deque<Long> sent = new ArrayDeque<>();

    CommandShare(int requestsPerMinute) {
        this.max = Math.max(1, requestsPerMinute / 2);
    }

    /** How long until one more request fits, with {@code ahead} others before it. */
    long nanosUntilRoom(long now, int ahead) {
        while (!sent.isEmpty() && now - sent.getFirst() >= MINUTE) {
            sent.removeFirst();
        }
        int mustLeave = sent.size() + ahead + 1 - max;
        if (mustLeave <= 0) {
            return 0;
        }
        if (mustLeave > sent.size()) {
            return MINUTE;
        }
        Iterator<Long> oldestFirst = sent.iterator();
        long last = now;
        for (int i = 0; i < mustLeave; i++) {
            last = oldestFirst.next();
        }
        return last + MINUTE - now;
    }

    void take(long now) {
        sent.addLast(now);
    }
}
