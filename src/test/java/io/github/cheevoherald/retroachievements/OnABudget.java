package io.github.cheevoherald.retroachievements;

import static java.time.Duration.ofMinutes;

import io.github.cheevoherald.resilience.Backoff;
import io.github.cheevoherald.retroachievements.Outcome.Found;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A budget whose time a test advances, and threads that use it. */
@Timeout(120)
abstract class OnABudget {
    final FakeTime time = new FakeTime();
    final SiteHealth health = new SiteHealth(time, new Backoff(ofMinutes(10), ofMinutes(10), 1));
    final ExecutorService threads = Executors.newCachedThreadPool();
    final List<String> sent = new CopyOnWriteArrayList<>();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    RequestBudget budget(int requestsPerMinute) {
        return new RequestBudget(requestsPerMinute, health, time);
    }

    Supplier<Optional<Outcome<String>>> request(String name) {
        return () -> {
            sent.add(name);
            return Optional.of(new Found<>(name));
        };
    }

    void pass(RequestBudget budget, Duration duration) {
        time.pass(duration);
        budget.wake();
    }

    static void useUp(RequestBudget budget) {
        while (budget.isFreeForPoll()) {
            budget.runForPoll(() -> Optional.of(new Found<>("")));
        }
    }

    /** Waits until n threads are waiting inside the budget. */
    static void awaitWaiting(Thread... waiting) {
        for (Thread thread : waiting) {
            Soon.await()
                    .until(() -> thread.getState() == Thread.State.TIMED_WAITING
                            || thread.getState() == Thread.State.WAITING);
        }
    }

    Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    int countFree(RequestBudget budget) {
        int free = 0;
        while (budget.isFreeForPoll()) {
            budget.runForPoll(request("poll"));
            free++;
        }
        return free;
    }

    static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
