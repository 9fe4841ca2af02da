package io.github.cheevoherald.store;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that something does not work, and once that it works again. */
final class TaskLog extends AbstractSchedulerListener implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TaskLog.class);

    private final AtomicBoolean unkept = new AtomicBoolean();
    private volatile boolean closed;

    Runnable logging(String name, Duration interval, Runnable work) {
        AtomicBoolean failing = new AtomicBoolean();
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                if (!closed && !failing.getAndSet(true)) {
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
            if (failing.getAndSet(false)) {
                log.info("The task \"{}\" works again", name);
            }
        };
    }

    @Override
    public void onSchedulerEvent(SchedulerEventType type) {
        if (type == SchedulerEventType.UNEXPECTED_ERROR && !closed && !unkept.getAndSet(true)) {
            log.error("The timed tasks cannot be kept in the database; they go on when that works again");
        } else if (type == SchedulerEventType.RAN_EXECUTE_DUE && unkept.getAndSet(false)) {
            log.info("The timed tasks are kept in the database again");
        }
    }

    /** From here on failures are those of an ending. */
    @Override
    public void close() {
        closed = true;
    }
}
