package io.github.cheevoherald.announce;

import io.github.cheevoherald.resilience.DaemonThreads;
import io.github.cheevoherald.resilience.Uncaught;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs deliveries, and counts those under way. */
final class DeliveryThreads {
    private static final int THREADS = 2;

    private final ScheduledExecutorService executor;
    private final Phaser underWay = new Phaser(1);
    private final Map<Thread, Long> busySince = new ConcurrentHashMap<>();
    private volatile long begunAt = System.nanoTime();

    DeliveryThreads() {
        this(new ReportingExecutor());
    }

    DeliveryThreads(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    /** Runs {@code work} at once, and again with a pause after each run, whatever it throws. */
    void repeat(Runnable work, Duration pause) {
        begunAt = System.nanoTime();
        repeat(work, Duration.ZERO, pause);
    }

    private void repeat(Runnable work, Duration first, Duration pause) {
        Runnable turn = () -> {
            try {
                work.run();
            } finally {
                repeat(work, pause, pause);
            }
        };
        boolean unused = schedule(turn, first);
    }

    /** Runs {@code work} as soon as a thread is free; false after {@link #close}. */
    boolean execute(Runnable work) {
        return schedule(work, Duration.ZERO);
    }

    boolean schedule(Runnable work, Duration delay) {
        try {
            Future<?> unused = executor.schedule(() -> timed(work), delay.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void timed(Runnable work) {
        begunAt = System.nanoTime();
        busySince.put(Thread.currentThread(), begunAt);
        try {
            work.run();
        } finally {
            busySince.remove(Thread.currentThread());
        }
    }

    /** The time since a piece of work began, or since the oldest one still running did, if that is longer. */
    Duration sinceTurn() {
        long now = System.nanoTime();
        long longest = now - begunAt;
        for (long since : busySince.values()) {
            longest = Math.max(longest, now - since);
        }
        return Duration.ofNanos(longest);
    }

    void begun() {
        underWay.register();
    }

    void ended() {
        underWay.arriveAndDeregister();
    }

    /** Ends the threads once nothing is under way; false if that took longer than {@code patience}. */
    boolean close(Duration patience) throws InterruptedException {
        int phase = underWay.arriveAndDeregister();
        try {
            underWay.awaitAdvanceInterruptibly(phase, patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } finally {
            executor.shutdownNow();
        }
    }

    /** Reports what a task throws; otherwise it would stay in a future that nobody reads. */
    private static final class ReportingExecutor extends ScheduledThreadPoolExecutor {
        ReportingExecutor() {
            super(THREADS, DaemonThreads.named("delivery"));
        }

        @Override
        protected void afterExecute(Runnable work, @Nullable Throwable failure) {
            super.afterExecute(work, failure);
            if (work instanceof Future<?> done && done.isDone() && !done.isCancelled()) {
                try {
                    done.get();
                } catch (ExecutionException e) {
                    Uncaught.report(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
