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

/** Recurring work, scheduled by db-scheduler in the same database. Each task runs soon after the start, then at its interval. */
public final class Tasks implements AutoCloseable {
    private static final Duration MAX_CLOSE = Duration.ofSeconds(5);
    private static final Duration POLLING_INTERVAL = Duration.ofMillis(250);

    /** After four missed ones, the minimum for db-scheduler, a task whose end could not be recorded runs again: 40 s. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Database database;
    private final Clock clock;
    private final Duration maxClose;
    private final List<RecurringTask<Void>> tasks = new ArrayList<>();
    private final TaskLog taskLog;
    private volatile @Nullable Scheduler scheduler;

    /** Keeps its rows in the given database. The clock must never jump, or everything is put off by that much. */
    public Tasks(Database database, Clock clock) {
        this(database, clock, MAX_CLOSE);
    }

    Tasks(Database database, Clock clock, Duration maxClose) {
        this.database = database;
        this.clock = clock;
        this.maxClose = maxClose;
        this.taskLog = new TaskLog(database.outage());
    }

    /** Adds a task that runs at the start and again an interval after each run; an exception does not end it. */
    public Tasks every(Duration interval, String name, Runnable work) {
        Runnable logged = taskLog.logging(name, interval, work);
        tasks.add(com.github.kagkarlsson.scheduler.task.helper.Tasks.recurring(name, FixedDelay.of(interval))
                .execute((instance, context) -> logged.run()));
        return this;
    }

    /** Starts with every task due. Tasks that are marked as running belonged to a dead process, since this one owns the file. */
    public void start() {
        Instant now = clock.instant();
        database.useTransaction(handle -> startAnew(handle, now));
        // A thread for each, so that tasks that wait for the site hold up no others.
        int atATime = Math.max(1, tasks.size());
        Scheduler starting = Scheduler.create(database.writerDataSource(), List.of())
                .startTasks(tasks)
                .clock(clock::instant)
                .schedulerName(new SchedulerName.Fixed("herald"))
                .pollingInterval(POLLING_INTERVAL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(4)
                .threads(atATime)
                .executorService(Executors.newFixedThreadPool(atATime, named("task")))
                .dueExecutor(Executors.newSingleThreadExecutor(named("tasks-due")))
                .housekeeperExecutor(Executors.newScheduledThreadPool(1, named("tasks-kept")))
                // It waits this long twice: for the work to end by itself, then again after interrupting it.
                .shutdownMaxWait(maxClose.dividedBy(2))
                .failureLogging(LogLevel.OFF, false)
                .addSchedulerListener(taskLog)
                .build();
        taskLog.turned();
        starting.start();
        scheduler = starting;
    }

    /** The time since it last looked for due tasks; zero while it is not running. */
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

    /** Starts nothing more and waits at most 5 seconds for running tasks, interrupting them half way through. */
    @Override
    public void close() {
        taskLog.close();
        Scheduler running = scheduler;
        if (running != null && !running.getSchedulerState().isShuttingDown()) {
            running.stop();
        }
    }
}
