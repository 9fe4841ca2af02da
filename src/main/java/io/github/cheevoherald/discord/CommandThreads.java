package io.github.cheevoherald.discord;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads for what people ask for; none is held while nobody asks. */
public final class CommandThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommandThreads.class);
    private static final long CLOSE_SECONDS = 3;

    private final ThreadPoolExecutor executor;
    private final Predicate<Throwable> isSaidAlready;

    /**
     * Starts nothing yet.
     *
     * @param waiting how much may wait for a thread
     * @param isSaidAlready which failures are in the log once for all who meet them, and not for each command again
     */
    public CommandThreads(String name, int threads, int waiting, Predicate<Throwable> isSaidAlready) {
        this.isSaidAlready = isSaidAlready;
        this.executor = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(waiting), work -> {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /** Does the work soon; if that fails, or too much waits already, does the other thing. */
    public void execute(String what, Runnable work, Runnable onFailure) {
        try {
            executor.execute(new Work(what, work, onFailure));
        } catch (RejectedExecutionException e) {
            LOG.warn("{} was ignored: too many at once", what);
            onFailure.run();
        }
    }

    private final class Work implements Runnable {
        private final String what;
        private final Runnable work;
        private final Runnable onFailure;

        Work(String what, Runnable work, Runnable onFailure) {
            this.what = what;
            this.work = work;
            this.onFailure = onFailure;
        }

        @Override
        public void run() {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                Uncaught.tell(e);
                if (isSaidAlready.test(e)) {
                    LOG.debug("{} failed", what, e);
                } else {
                    LOG.error("{} failed: {}", what, e.toString(), e);
                }
                onFailure.run();
            }
        }
    }

    /** Takes no more work, and gives what is under way a moment to end. What has not begun by then has failed. */
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
