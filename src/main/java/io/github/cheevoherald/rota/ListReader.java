package io.github.cheevoherald.rota;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** Reads an {@link ActivitySource} page by page when it is time, one request at a time, and rests after failures. */
abstract class ListReader {
    /** The first rest after a failure; each further failure doubles it. */
    static final Duration MIN_PAUSE = Duration.ofSeconds(30);

    private static final Duration MAX_PAUSE = Duration.ofMinutes(10);

    private final ReentrantLock lock = new ReentrantLock();
    private int failures;

    /**
     * Requests the next page when it is due, and waits for the answer.
     *
     * @return whether a request was sent
     */
    public final boolean askNext() {
        if (!isTime() || !lock.tryLock()) {
            return false;
        }
        try {
            return isTime() && ask();
        } catch (RuntimeException | Error e) {
            // Otherwise the same page would be requested again at once, and for ever.
            failed();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    abstract boolean isTime();

    /** Requests a page, unless none is wanted after all; returns whether it did. */
    abstract boolean ask();

    final void answered() {
        failures = 0;
    }

    final void failed() {
        failures++;
        long pause = MIN_PAUSE.toMillis() << Math.min(failures - 1, 10);
        rest(Duration.ofMillis(Math.min(MAX_PAUSE.toMillis(), pause)), failures);
    }

    /** Begins anew after a pause, because this many requests in a row brought no usable answer. */
    abstract void rest(Duration pause, int failedInARow);
}
