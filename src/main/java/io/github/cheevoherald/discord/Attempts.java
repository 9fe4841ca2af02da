package io.github.cheevoherald.discord;

import io.github.cheevoherald.resilience.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tries something again and again, with growing waits. */
final class Attempts {
    private Attempts() {}

    /**
     * Returns once an attempt is done or {@code stopped} is open. An attempt returns empty when it is done, otherwise the
     * minimum wait that Discord asks for.
     */
    static void untilDone(Supplier<Optional<Duration>> attempt, Backoff backoff, CountDownLatch stopped) {
        try {
            for (int failures = 1; stopped.getCount() > 0; failures++) {
                Optional<Duration> minWait = attempt.get();
                if (minWait.isEmpty()) {
                    return;
                }
                long wait = Math.max(
                        minWait.get().toMillis(), backoff.ceiling(failures).toMillis());
                if (stopped.await(wait, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
