package io.github.cheevoherald.discord;

import io.github.cheevoherald.resilience.DaemonThreads;
import io.github.cheevoherald.resilience.Uncaught;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread pool for people's commands, with no threads while idle. */
public final class CommandThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommandThreads.class);
    private static final long CLOSE_SECONDS = 3;

    private final ThreadPoolExecutor executor;
    private final Predicate<Throwable> isLoggedElsewhere;

    /** Starts nothing yet. Failures with their own line in the log are not logged for each command. */
    public CommandThreads(String name, int threads, int waiting, Predicate<Throwable> isLoggedElsewhere) {
        this.isLoggedElsewhere = isLoggedElsewhere;
        this.executor = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(waiting), DaemonThreads.named(name));
        executor.allowCoreThreadTimeOut(true);
    }

    /** Runs the work soon. If it fails or the queue is full, runs {@code onFailure}. */
    public void execute(String what, Runnable work, Runnable onFailure) {
        try {
            executor.execute(new Work(what, work, onFailure, isLoggedElsewhere));
        } catch (RejectedExecutionException e) {
            LOG.warn("{} was ignored: too many at once", what);
            onFailure.run();
        }
    }

    private record Work(String what, Runnable work, Runnable onFailure, Predicate<Throwable> isLoggedElsewhere)
            implements Runnable {
        @Override
        public void run() {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                Uncaught.report(e);
                if (isLoggedElsewhere.test(e)) {
                    LOG.debug("{} failed", what, e);
                } else {
                    LOG.error("{} failed: {}", what, e.toString(), e);
                }
                onFailure.run();
            }
        }
    }

    /** Takes no more work and gives running tasks a moment to finish. Those not started by then have failed. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                stop();
            }
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        for (Runnable left : executor.shutdownNow()) {
            if (left instanceof Work work) {
                work.onFailure.run();
            }
        }
    }
}
