package io.github.cheevoherald.retroachievements;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The bot's own threads that wait for a request, and how long ago each last did. */
final class WaitingThreads {
    private static final Long STILL_WAITING = Long.MAX_VALUE;

    private final TimeMeter time;
    private final Map<Thread, Long> until = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    WaitingThreads(TimeMeter time) {
        this.time = time;
    }

    /** The calling thread begins to wait. */
    void begin() {
        until.put(Thread.currentThread(), STILL_WAITING);
        count.incrementAndGet();
    }

    /** The calling thread no longer waits. */
    void end() {
        until.put(Thread.currentThread(), time.currentTimeNanos());
        count.decrementAndGet();
    }

    int count() {
        return count.get();
    }

    /** How long ago a thread last waited: zero while it waits, a day if it never did. */
    Duration since(Thread thread) {
        Long ended = until.get(thread);
        if (ended == null) {
            return Duration.ofDays(1);
        }
        return ended.equals(STILL_WAITING) ? Duration.ZERO : Duration.ofNanos(time.currentTimeNanos() - ended);
    }
}
