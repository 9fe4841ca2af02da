package io.github.cheevoherald.announce;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where deliveries run, and how many are under way. */
final class DeliveryThreads {
    private static final int THREADS = 2;

    private final ScheduledExecutorService executor;
    private final Phaser underWay = new Phaser(1);

    DeliveryThreads() {
        this(new ScheduledThreadPoolExecutor(THREADS, work -> {
            Thread thread = new Thread(work, "delivery");
            thread.setDaemon(true);
            return thread;
        }));
    }

    DeliveryThreads(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    /** Runs it at once and then again and again, that long after each end. */
    void repeat(Runnable work, Duration pause) {
        Future<?> unused = executor.scheduleWithFixedDelay(work, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs it soon; false when nothing is run any more. */
    boolean execute(Runnable work) {
        return schedule(work, Duration.ZERO);
    }

    /** Runs it in a while; false when nothing is run any more. */
    boolean schedule(Runnable work, Duration delay) {
        try {
            Future<?> unused = executor.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
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
}
