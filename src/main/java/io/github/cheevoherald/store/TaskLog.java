package io.github.cheevoherald.store;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import io.github.cheevoherald.resilience.Outage;
import io.github.cheevoherald.resilience.Uncaught;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs once when a timed task or the scheduler begins to fail, and once when it works again. */
final class TaskLog extends AbstractSchedulerListener implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TaskLog.class);

    /** Within that time another writer notices if the database is to blame, and one log line is enough. */
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
                log.info("The timed tasks are running again");
            }
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                Uncaught.report(e);
                if (!closed && !StoreOutage.isOne(e) && failing.begins()) {
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
            if (failing.ends()) {
                log.info("The task \"{}\" works again", name);
            }
        };
    }

    /** The time since the scheduler last looked for due tasks, successfully or not. */
    Duration sinceTurn() {
        return Duration.ofNanos(System.nanoTime() - turnedAt);
    }

    /** Counts as a look for due tasks. */
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
                log.info("The timed tasks can be saved in the database again");
            }
        }
    }

    /** A task could not be started; the scheduler tries again. */
    void notTaken(Throwable failure) {
        Uncaught.report(failure);
        if (StoreOutage.isOne(failure)) {
            outage.failed(failure);
        } else if (!closed && beginning.begins()) {
            log.error("A timed task couldn't be started: {}", StoreException.reason(failure));
        }
        log.debug("A timed task couldn't be started", failure);
    }

    private void tellUnkept() {
        if (!closed && !outage.isOn() && keeping.begins()) {
            log.error("The timed tasks can't be saved in the database; they resume once they can");
        }
    }

    /** Failures from here on are due to the shutdown and are not logged. */
    @Override
    public void close() {
        closed = true;
    }
}
