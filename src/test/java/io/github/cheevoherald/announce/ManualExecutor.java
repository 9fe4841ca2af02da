package io.github.cheevoherald.announce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs work on demand in the calling thread, by a clock that the test moves, and rethrows its exceptions. */
final class ManualExecutor extends AbstractExecutorService implements ScheduledExecutorService {
    /** More than this in one go means that it is going round in circles. */
    private static final int MAX_TASKS = 5_000;

    private final Clock clock;
    private final List<Task> tasks = new ArrayList<>();
    private boolean ended;
    private long count;

    ManualExecutor(Clock clock) {
        this.clock = clock;
    }

    /** Runs everything that's due, and whatever becomes due because of it. */
    void runDue() {
        for (int i = 0; i < MAX_TASKS; i++) {
            Optional<Task> next = tasks.stream()
                    .filter(task -> !task.at.isAfter(clock.instant()))
                    .min(Comparator.comparing((Task task) -> task.at).thenComparing(task -> task.number));
            if (next.isEmpty()) {
                return;
            }
            tasks.remove(next.get());
            if (next.get().every != null) {
                Task unused = add(next.get().work, next.get().every, next.get().every);
            }
            next.get().work.run();
        }
        throw new AssertionError("going round in circles");
    }

    private Task add(Runnable work, Duration delay, @Nullable Duration every) {
        if (ended) {
            throw new RejectedExecutionException("ended");
        }
        Task task = new Task(work, clock.instant().plus(delay), count++, every);
        tasks.add(task);
        return task;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        return add(work, Duration.of(delay, unit.toChronoUnit()), null);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long first, long delay, TimeUnit unit) {
        return add(work, Duration.of(first, unit.toChronoUnit()), Duration.of(delay, unit.toChronoUnit()));
    }

    @Override
    public void execute(Runnable work) {
        Task unused = add(work, Duration.ZERO, null);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable work, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        ended = true;
        tasks.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return ended;
    }

    @Override
    public boolean isTerminated() {
        return ended;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return ended;
    }

    private static final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final Runnable work;
        private final Instant at;
        private final long number;
        private final @Nullable Duration every;

        Task(Runnable work, Instant at, long number, @Nullable Duration every) {
            super(work, null);
            this.work = work;
            this.at = at;
            this.number = number;
            this.every = every;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int compareTo(Delayed other) {
            throw new UnsupportedOperationException();
        }
    }
}
