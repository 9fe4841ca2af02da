package io.github.cheevoherald.store;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import io.github.cheevoherald.resilience.Outage;
import io.github.cheevoherald.resilience.Uncaught;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that something does not work, and once that it works again. */
final class TaskLog extends AbstractSchedulerListener implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TaskLog.class);

    /** Whoever else writes notices within that time that the database is to blame, and one line is enough. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final StoreOutage outage;
    private final Outage keeping = new Outage();
    private final Outage beginning = new Outage();
    private final AtomicLong failingSince = new AtomicLong();
    private volatile long turnedAt = System.nanoTime();
    private volatile boolean closed;

    TaskLog(StoreOutage outage) {
        this.outage = outage;
    }

    Runnable logging(String name, Duration interval, Runnable work) {
        Outage failing = new Outage();
        return () -> {
            if (beginning.ends()) {
                log.info("The timed tasks are begun again");
            }
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                Uncaught.report(e);
                if (!closed && !StoreOutage.isOne(e) && failing.begins()) {
                    log.error(
                            "The task \"{}\" failed and is tried again every {}: {}: {}",
                            name,
                            interval,
                            e.getClass().getSimpleName(),
                            StoreException.reason(e));
                    log.debug("Its failure", e);
                }
                throw e;
            }
            if (failing.ends()) {
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
            if (keeping.ends()) {
                log.info("The timed tasks are kept in the database again");
            }
        }
    }

    /** A task could not be taken, and is tried again. */
    void notTaken(Throwable failure) {
        Uncaught.report(failure);
        if (StoreOutage.isOne(failure)) {
            outage.failed(failure);
        } else if (!closed && beginning.begins()) {
            log.error("A timed task could not be begun: {}", StoreException.reason(failure));
        }
        log.debug("A timed task could not be begun", failure);
    }

    private void tellUnkept() {
        if (!closed && !outage.isOn() && keeping.begins()) {
            log.error("The timed tasks cannot be kept in the database; they go on when that works again");
        }
    }

    /** From here on failures are those of an ending. */
    @Override
    public void close() {
        closed = true;
    }
}
