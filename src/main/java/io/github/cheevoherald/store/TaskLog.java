package io.github.cheevoherald.store;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that something does not work, and once that it works again. */
final class TaskLog extends AbstractSchedulerListener implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TaskLog.class);

    /** Whoever else writes notices within that time that the database is to blame, and one line is enough. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final StoreOutage outage;
    private final AtomicBoolean unkept = new AtomicBoolean();
    private final AtomicBoolean notBegun = new AtomicBoolean();
    private final AtomicLong failingSince = new AtomicLong();
    private volatile long turnedAt = System.nanoTime();
    private volatile boolean closed;

    TaskLog(StoreOutage outage) {
        this.outage = outage;
    }

    Runnable logging(String name, Duration interval, Runnable work) {
        AtomicBoolean failing = new AtomicBoolean();
        return () -> {
            if (notBegun.getAndSet(false)) {
                log.info("The timed tasks are running again");
            }
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                Uncaught.tell(e);
                if (!closed && !StoreOutage.isOne(e) && !failing.getAndSet(true)) {
                    log.error(
                            "The task \"{}\" failed and is retried every {}: {}: {}",
                            name,
                            interval,
                            e.getClass().getSimpleName(),
                            StoreException.reason(e));
                    log.debug("Its failure", e);
                }
                throw e;
            }
            if (failing.getAndSet(false)) {
                log.info("The task \"{}\" works again", name);
            }
        };
    }

    /** How long ago it was last looked which tasks are due, with or without success. */
    Duration sinceTurn() {
        return Duration.ofNanos(System.nanoTime() - turnedAt);
    }

    /** Counts as a look. */
    void turned() {
        turnedAt = System.nanoTime();
    }

    @Override
    public void onSchedulerEvent(SchedulerEventType type) {
        if (type == SchedulerEventType.UNEXPECTED_ERROR || type == SchedulerEventType.RAN_EXECUTE_DUE) {
            turned();
        }
        if (type == SchedulerEventType.UNEXPECTED_ERROR) {
            failingSince.compareAndSet(0, System.nanoTime());
            if (System.nanoTime() - failingSince.get() >= PATIENCE.toNanos()) {
                tellUnkept();
            }
        } else if (type == SchedulerEventType.RAN_EXECUTE_DUE) {
            failingSince.set(0);
            if (unkept.getAndSet(false)) {
                log.info("The timed tasks can be saved in the database again");
            }
        }
    }

    /** A task could not be taken, and is tried again. */
    void notTaken(Throwable failure) {
        Uncaught.tell(failure);
        if (StoreOutage.isOne(failure)) {
            outage.failed(failure);
        } else if (!closed && !notBegun.getAndSet(true)) {
            log.error("A timed task couldn't be started: {}", StoreException.reason(failure));
        }
        log.debug("A timed task couldn't be started", failure);
    }

    private void tellUnkept() {
        if (!closed && !outage.isOn() && !unkept.getAndSet(true)) {
            log.error("The timed tasks can't be saved in the database; they resume once they can");
        }
    }

    /** From here on failures are those of an ending. */
    @Override
    public void close() {
        closed = true;
    }
}
