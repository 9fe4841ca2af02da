package io.github.cheevoherald.store;

import io.github.cheevoherald.resilience.DaemonThreads;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the database can be read right now, on a new connection: open ones may answer from memory, and one that
 * hangs must not hold up the check.
 */
final class DatabaseProbe implements AutoCloseable {
    private final DataSource source;
    private final ThreadPoolExecutor executor;
    private @Nullable CompletableFuture<Boolean> underWay;

    DatabaseProbe(DataSource source) {
        this.source = source;
        this.executor = new ThreadPoolExecutor(
                0, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), DaemonThreads.named("database-probe"));
    }

    /** False when no read succeeds within the limit. While one check hangs, no second one is started. */
    boolean answers(Duration limit) {
        try {
            return look().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized CompletableFuture<Boolean> look() {
        CompletableFuture<Boolean> current = underWay;
        if (current == null || current.isDone()) {
            current = CompletableFuture.supplyAsync(this::read, executor);
            underWay = current;
        }
        return current;
    }

    private boolean read() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeQuery("SELECT 1 FROM flyway_schema_history").next();
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
