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

/** Where deliveries run, and how many are under way. */
final class DeliveryThreads {
    private static final int THREADS = 2;

    private final ScheduledExecutorService executor;
    private final Phaser underWay = new Phaser(1);
    private final Map<Thread, Long> busySince = new ConcurrentHashMap<>();
    private volatile long begunAt = System.nanoTime();

    DeliveryThreads() {
        this(new Telling());
    }

    DeliveryThreads(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    /** Runs it at once and then again and again, that long after each end, whatever it throws. */
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

    /** Runs it soon; false when nothing is run any more. */
    boolean execute(Runnable work) {
        return schedule(work, Duration.ZERO);
    }

    /** Runs it in a while; false when nothing is run any more. */
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

    /** How long ago something was begun, or how long the oldest of what is being done takes, if that is longer. */
    Duration sinceTurn() {
        long now = System.nanoTime();
        long longest = now - begunAt;
        for (long since : busySince.values()) {
            longest = Math.max(longest, now - since);
        }
        return Duration.ofNanos(longest);
    }

    /** One more is under way. */
    void begun() {
        underWay.register();
    }

    /** One less is under way. */
    void ended() {
        underWay.arriveAndDeregister();
    }

    /** Ends the threads once nothing is under way, or when that took too long, which returns false. */
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

    /** What a task throws would end in its future, which nobody reads. */
    private static final class Telling extends ScheduledThreadPoolExecutor {
        Telling() {
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
