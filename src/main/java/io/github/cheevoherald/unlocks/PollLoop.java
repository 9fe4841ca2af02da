package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.resilience.DaemonThreads;
import io.github.cheevoherald.rota.ActivityRadar;
import io.github.cheevoherald.rota.ActivityScan;
import io.github.cheevoherald.store.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** Polls or scans whenever a request is free and something is due. Only {@link #close} ends it. */
public final class PollLoop implements AutoCloseable {
    private static final Duration IDLE = Duration.ofMillis(500);

    /** While nothing can be recorded, turns only check whether that works again. */
    private static final Duration NOTHING_RECORDED = Duration.ofSeconds(5);

    /** Waits for a free request. */
    @FunctionalInterface
    public interface FreeRequest {
        /** Blocks until a poll could be sent at once. */
        void await() throws InterruptedException;
    }

    private final String name;
    private final FreeRequest freeRequest;
    private final BooleanSupplier turn;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<Thread, Long> turnedAt = new ConcurrentHashMap<>();
    private volatile boolean started;
    private volatile boolean closed;

    /** Shares the free requests, of which {@code maxAtOnce} may be under way, between polls and the radar. */
    public PollLoop(ActivityRadar radar, UnlockPoll poll, FreeRequest freeRequest, int maxAtOnce) {
        this("poll", freeRequest, () -> radar.askNext() || poll.pollNext(), maxAtOnce);
    }

    private PollLoop(String name, FreeRequest freeRequest, BooleanSupplier turn, int maxAtOnce) {
        this.name = name;
        this.freeRequest = freeRequest;
        this.turn = turn;
        for (int i = 1; i <= maxAtOnce; i++) {
            Thread thread = DaemonThreads.unstarted(name + "-" + i, this::run);
            threads.add(thread);
            turnedAt.put(thread, System.nanoTime());
        }
    }

    /** Scans the site's list in a thread of its own; {@code siteAhead} tells how far the site's clock is ahead of ours. */
    public static PollLoop ofScans(ActivityScan scan, Supplier<Duration> siteAhead) {
        return new PollLoop(
                "scan",
                () -> {},
                () -> {
                    scan.siteIsAhead(siteAhead.get());
                    return scan.askNext();
                },
                1);
    }

    /** Begins to poll or to scan. */
    public void start() {
        threads.forEach(thread -> turnedAt.put(thread, System.nanoTime()));
        threads.forEach(Thread::start);
        started = true;
    }

    /**
     * How long the slowest thread has gone without a turn or a wait for the budget, which may be long if the site wants
     * to be left alone. {@code sinceHeldBack} tells how long ago a thread last waited.
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

    private void run() {
        RecordingOutage outage = new RecordingOutage(name);
        while (!closed) {
            turnedAt.put(Thread.currentThread(), System.nanoTime());
            try {
                freeRequest.await();
                if (!turn.getAsBoolean()) {
                    Thread.sleep(IDLE.toMillis());
                }
                outage.recorded();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                outage.failed(e, closed);
                pauseAfterFailure(Database.isOutage(e) ? NOTHING_RECORDED : IDLE);
            }
        }
    }

    /** Interrupted only by {@link #close}, which ends the loop. */
    private static void pauseAfterFailure(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the threads. Abandoning a poll under way loses nothing. */
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
