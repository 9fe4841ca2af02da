package io.github.cheevoherald.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks.RecurringTaskBuilder;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work with a time of its own, kept in the database so that it runs once, whoever runs it. */
public final class Tasks implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Tasks.class);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration MOST_WAIT_AT_END = Duration.ofSeconds(5);

    private final Database database;
    private final List<RecurringTask<Void>> tasks = new ArrayList<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private Scheduler scheduler;

    /** Runs nothing before {@link #start()}. */
    @SuppressWarnings("NullAway.Init") // made by start(), which comes first
    public Tasks(Database database) {
        this.database = database;
    }

    /** Adds work that is done at the start and again that long after each end. A failure only skips a turn. */
    public Tasks every(Duration pause, String name, Runnable work) {
        tasks.add(new RecurringTaskBuilder<>(name, FixedDelay.of(pause), Void.class)
                .execute((instance, context) -> run(name, work)));
        return this;
    }

    /** Begins, with a first run of everything. */
    public void start() {
        database.useTransaction(this::takeOver);
        scheduler = Scheduler.create(database.writerDataSource())
                .startTasks(tasks)
                .threads(Math.max(1, tasks.size()))
                .pollingInterval(LOOK)
                .shutdownMaxWait(MOST_WAIT_AT_END)
                .build();
        scheduler.start();
    }

    /** One process on one file: whatever is marked as taken was taken by a process that is dead. */
    private void takeOver(Handle handle) {
        handle.execute(
                "UPDATE scheduled_tasks SET picked = ?, picked_by = NULL, last_heartbeat = NULL WHERE picked = ?",
                false,
                true);
        for (RecurringTask<Void> task : tasks) {
            handle.execute("DELETE FROM scheduled_tasks WHERE task_name = ?", task.getName());
        }
    }

    private void run(String name, Runnable work) {
        if (closed) {
            return;
        }
        try {
            work.run();
            failing.remove(name);
        } catch (RuntimeException e) {
            if (failing.add(name)) {
                log.error("The task {} failed and will be repeated: {}", name, e.toString());
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        if (scheduler != null) {
            scheduler.stop();
        }
    }
}
