package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.resilience.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads in which answers wait for their context. Nothing queues for them: while all are busy, they reject work. */
public final class ContextThreads implements Executor, AutoCloseable {
    private static final int MAX_THREADS = 8;
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            MAX_THREADS,
            KEPT.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            DaemonThreads.numbered("context"));
    private final RecordingOutage outage = new RecordingOutage("poll");

    @Override
    public void execute(Runnable work) {
        threads.execute(() -> {
            try {
                work.run();
                outage.recorded();
            } catch (RuntimeException | Error e) {
                outage.failed(e, threads.isShutdown());
            }
        });
    }

    /** Gives up what is being waited for; the next process finds it again. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            boolean unused = threads.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
