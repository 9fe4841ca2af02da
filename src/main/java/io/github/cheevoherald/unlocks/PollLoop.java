package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.resilience.DaemonThreads;
import io.github.cheevoherald.resilience.Outage;
import io.github.cheevoherald.resilience.Uncaught;
import io.github.cheevoherald.rota.ActivityRadar;
import io.github.cheevoherald.store.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls whenever the request budget has a free request and it is somebody's turn. Nothing ends it but {@link #close}. */
public final class PollLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PollLoop.class);
    private static final Duration IDLE = Duration.ofMillis(500);

    /** While nothing can be recorded, the site is asked just often enough to notice that it can again. */
    private static final Duration NOTHING_RECORDED = Duration.ofSeconds(5);

    /** Waits until a poll could be sent at once. */
    @FunctionalInterface
    public interface FreeRequest {
        /** Blocks; throws when the thread is to end. */
        void await() throws InterruptedException;
    }

    private final ActivityRadar radar;
    private final UnlockPoll poll;
    private final FreeRequest freeRequest;
    private final Semaphore wake = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private final Map<Thread, Long> turnedAt = new ConcurrentHashMap<>();
    private volatile boolean started;
    private volatile boolean closed;

    /**
     * Polls, with as many threads as requests may be under way at a time, and looks at the radar whenever that is due,
     * which takes its part of the requests and no more.
     */
    public PollLoop(ActivityRadar radar, UnlockPoll poll, FreeRequest freeRequest, int atATime) {
        this.radar = radar;
        this.poll = poll;
        this.freeRequest = freeRequest;
        for (int i = 1; i <= atATime; i++) {
            Thread thread = DaemonThreads.unstarted("poll-" + i, this::run);
            threads.add(thread);
            turnedAt.put(thread, System.nanoTime());
        }
    }

    /** Begins to poll. */
    public void start() {
        threads.forEach(thread -> turnedAt.put(thread, System.nanoTime()));
        threads.forEach(Thread::start);
        started = true;
    }

    /**
     * How long ago the thread that is furthest behind went round, or last waited for the budget, which may take as long as
     * the site wants to be left alone.
     *
     * @param sinceHeldBack how long ago the budget last let a thread wait
     */
    public Duration sinceTurn(Function<Thread, Duration> sinceHeldBack) {
        if (!started || closed) {
            return Duration.ZERO;
        }
        Duration longest = Duration.ZERO;
        for (Thread thread : threads) {
            Duration turned = Duration.ofNanos(System.nanoTime() - turnedAt.getOrDefault(thread, 0L));
            Duration held = sinceHeldBack.apply(thread);
            Duration since = held.compareTo(turned) < 0 ? held : turned;
            longest = since.compareTo(longest) > 0 ? since : longest;
        }
        return longest;
    }

    /** Looks at once whether it is somebody's turn. */
    public void wake() {
        wake.release();
    }

    private void run() {
        Outage outage = new Outage();
        while (!closed) {
            turnedAt.put(Thread.currentThread(), System.nanoTime());
            try {
                freeRequest.await();
                if (!radar.askNext() && !poll.pollNext()) {
                    pause(IDLE);
                }
                if (outage.ends()) {
                    log.info("Polls are recorded again");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                Uncaught.report(e);
                if (!closed && !Database.isOutage(e) && outage.begins()) {
                    log.error("A poll couldn't be recorded and will be repeated: {}", e.toString());
                    log.debug("The poll's failure", e);
                }
                if (!pauseQuietly(Database.isOutage(e) ? NOTHING_RECORDED : IDLE)) {
                    return;
                }
            }
        }
    }

    private boolean pauseQuietly(Duration most) {
        try {
            pause(most);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void pause(Duration most) throws InterruptedException {
        if (wake.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    /** Ends the threads; a poll under way is given up, which loses nothing. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(2_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
