package io.github.cheevoherald.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.github.cheevoherald.resilience.DaemonThreads;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Work that recurs, kept by db-scheduler in the same database. Each piece runs soon after the start, then at its pace. */
public final class Tasks implements AutoCloseable {
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);
    private static final Duration LOOKS_EVERY = Duration.ofMillis(250);

    /** With four missed, the least that db-scheduler takes, work whose end could not be noted goes on after 40 s. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Database database;
    private final Clock clock;
    private final Duration longestClose;
    private final List<RecurringTask<Void>> tasks = new ArrayList<>();
    private final TaskLog taskLog;
    private volatile @Nullable Scheduler scheduler;

    /** Keeps its rows in the given database. The clock must never jump, or everything is put off by that much. */
    public Tasks(Database database, Clock clock) {
        this(database, clock, LONGEST_CLOSE);
    }

    Tasks(Database database, Clock clock, Duration longestClose) {
        this.database = database;
        this.clock = clock;
        this.longestClose = longestClose;
        this.taskLog = new TaskLog(database.outage());
    }

    /** Has work done from the start on, each time so long after it was done before; what it throws ends nothing. */
    public Tasks every(Duration interval, String name, Runnable work) {
        Runnable logged = taskLog.logging(name, interval, work);
        tasks.add(com.github.kagkarlsson.scheduler.task.helper.Tasks.recurring(name, FixedDelay.of(interval))
                .execute((instance, context) -> logged.run()));
        return this;
    }

    /** Begins, with everything due at once: nobody else works on this file, so whatever is taken was a dead process's. */
    public void start() {
        Instant now = clock.instant();
        database.useTransaction(handle -> startAnew(handle, now));
        // Work that waits for the site must not hold up what does not.
        int atATime = Math.max(1, tasks.size());
        Scheduler starting = Scheduler.create(database.writerDataSource(), List.of())
                .startTasks(tasks)
                .clock(clock::instant)
                .schedulerName(new SchedulerName.Fixed("herald"))
                .pollingInterval(LOOKS_EVERY)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(4)
                .threads(atATime)
                .executorService(Executors.newFixedThreadPool(atATime, named("task")))
                .dueExecutor(Executors.newSingleThreadExecutor(named("tasks-due")))
                .housekeeperExecutor(Executors.newScheduledThreadPool(1, named("tasks-kept")))
                // It waits so long twice: for the work to end by itself, and for its end after an interrupt.
                .shutdownMaxWait(longestClose.dividedBy(2))
                .failureLogging(LogLevel.OFF, false)
                .addSchedulerListener(taskLog)
                .build();
        taskLog.turned();
        starting.start();
        scheduler = starting;
    }

    /** How long ago it was last looked what is due; nothing while it is not looked. */
    public Duration sinceTurn() {
        Scheduler running = scheduler;
        return running == null || running.getSchedulerState().isShuttingDown() ? Duration.ZERO : taskLog.sinceTurn();
    }

    private void startAnew(Handle handle, Instant now) {
        List<String> names = tasks.stream().map(RecurringTask::getName).toList();
        if (names.isEmpty()) {
            handle.execute("DELETE FROM scheduled_tasks");
            return;
        }
        handle.createUpdate("DELETE FROM scheduled_tasks WHERE task_name NOT IN (<names>)")
                .bindList("names", names)
                .execute();
        handle.createUpdate("""
                        UPDATE scheduled_tasks SET picked = :no, picked_by = NULL, last_heartbeat = NULL,
                            execution_time = :now, version = version + 1
                        """)
                .bind("no", false)
                .bind("now", Timestamp.from(now))
                .execute();
    }

    private ThreadFactory named(String name) {
        ThreadFactory numbered = DaemonThreads.numbered(name);
        return work -> {
            Thread thread = numbered.newThread(work);
            // db-scheduler takes its rows outside of what it catches.
            thread.setUncaughtExceptionHandler((ended, failure) -> taskLog.notTaken(failure));
            return thread;
        };
    }

    /** Begins nothing more and waits at most 5 seconds for what is under way, interrupting it half way through. */
    @Override
    public void close() {
        taskLog.close();
        Scheduler running = scheduler;
        if (running != null && !running.getSchedulerState().isShuttingDown()) {
            running.stop();
        }
    }
}
