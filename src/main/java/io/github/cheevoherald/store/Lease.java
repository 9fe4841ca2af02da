package io.github.cheevoherald.store;

import io.github.cheevoherald.resilience.DaemonThreads;
import io.github.cheevoherald.resilience.Uncaught;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to use a PostgreSQL database, which one process has at a time. It ends by the database's clock unless it is
 * renewed, so a process that was killed keeps the next one waiting for seconds only.
 */
final class Lease implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lease.class);

    /**
     * How long a lease lasts, and when it is renewed.
     *
     * @param retry between attempts to take or to renew it
     * @param act what one request to the outside may take until its last byte is sent: OkHttp's time-out for writing
     */
    record Timing(Duration length, Duration renewal, Duration retry, Duration act) {
        static final Timing USUAL = new Timing(
                Duration.ofSeconds(20), Duration.ofSeconds(4), Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS lease (
                lease_id INTEGER PRIMARY KEY CHECK (lease_id = 1),
                token BIGINT NOT NULL,
                ends_at TIMESTAMPTZ NOT NULL
            )
            """;

    private final DataSource source;
    private final Timing timing;
    private final LongSupplier nanos;
    private final long token;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private volatile long endsAt;
    private @Nullable Connection connection;

    private Lease(DataSource source, Timing timing, LongSupplier nanos, Term term) {
        this.source = source;
        this.timing = timing;
        this.nanos = nanos;
        this.token = term.token();
        this.endsAt = term.endsAt();
    }

    /** @param endsAt by this process's counter of nanoseconds, and no later than by the database's clock */
    private record Term(long token, long endsAt) {}

    private record Row(long token, String endsAt) {}

    /** Creates the table of the lease where it's missing, which is before the first migration or after it. */
    static void prepare(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(TABLE);
            statement.execute(
                    "INSERT INTO lease (lease_id, token, ends_at) VALUES (1, 0, '-infinity') ON CONFLICT DO NOTHING");
        }
    }

    /** Whether a process has ever taken this database. */
    static boolean isPrepared(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regclass('lease') IS NOT NULL")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /**
     * Takes the lease, and renews it from then on. While another process's lease runs, waits to see whether it's renewed or
     * ends.
     *
     * @throws StoreException when another process is using the database
     */
    static Lease take(PostgresAddress server) throws SQLException {
        return take(server, Timing.USUAL, System::nanoTime);
    }

    static Lease take(PostgresAddress server, Timing timing, LongSupplier nanos) throws SQLException {
        DataSource source = server.leaseSource();
        String place = server.place();
        long begun = nanos.getAsLong();
        boolean told = false;
        Row first = null;
        while (true) {
            try (Connection connection = source.getConnection()) {
                Term term = tryToTake(connection, timing, nanos);
                if (term != null) {
                    Lease lease = new Lease(source, timing, nanos, term);
                    DaemonThreads.start("lease", lease::keep);
                    return lease;
                }
                Row now = read(connection);
                if (now.endsAt().isEmpty()) {
                    prepare(source);
                    continue;
                }
                if (first != null && !first.equals(now)) {
                    throw new StoreException("database.url: " + place + " is in use by another process of the bot");
                }
                first = now;
                // One that lives has renewed it by then.
                if (!told
                        && nanos.getAsLong() - begun
                                > timing.renewal().multipliedBy(2).toNanos()) {
                    told = true;
                    log.info(
                            "database.url: {} belongs to a process that was killed or hangs; waiting for its end",
                            place);
                }
            }
            pause(timing.retry());
        }
    }

    /** Not while a transaction that was fenced may still be committed. */
    private static @Nullable Term tryToTake(Connection connection, Timing timing, LongSupplier nanos)
            throws SQLException {
        long asked = nanos.getAsLong();
        try (PreparedStatement statement = connection.prepareStatement("""
                UPDATE lease SET token = token + 1, ends_at = clock_timestamp() + ? * INTERVAL '1 millisecond'
                WHERE lease_id = (
                    SELECT lease_id FROM lease WHERE ends_at <= clock_timestamp() FOR UPDATE SKIP LOCKED)
                RETURNING token
                """)) {
            statement.setLong(1, timing.length().toMillis());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new Term(row.getLong(1), asked + timing.length().toNanos())
                        : null;
            }
        }
    }

    private static Row read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT token, ends_at::text FROM lease");
                ResultSet row = statement.executeQuery()) {
            return row.next() ? new Row(row.getLong(1), row.getString(2)) : new Row(0, "");
        }
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("database.url: interrupted while waiting for another process", e);
        }
    }

    /** Whether there is enough time left to do something outside of the database before anybody else may. */
    boolean mayAct() {
        return !isReleased()
                && !lost.isDone()
                && nanos.getAsLong() + timing.act().toNanos() - endsAt < 0;
    }

    /** Completed with a sentence for the operator when another process has the database now. */
    CompletableFuture<String> lost() {
        return lost;
    }

    /**
     * Fails a transaction of a process that lost the lease; to be called last in it. Its lock on the row keeps others from
     * taking the lease, but not this process from renewing it, however many transactions follow each other.
     */
    void fence(Handle handle) {
        boolean ours = handle.createQuery("SELECT 1 FROM lease WHERE token = ? FOR KEY SHARE")
                .bind(0, token)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
        if (!ours) {
            loseIt();
            throw new LeaseLostException();
        }
    }

    private void loseIt() {
        lost.complete("database.url: another process of the bot has taken over this database, so this one stops");
    }

    private void keep() {
        Duration wait = timing.renewal();
        boolean lapsed = false;
        while (!lost.isDone() && !isClosedAfter(wait)) {
            boolean renewed = renew();
            wait = renewed ? timing.renewal() : timing.retry();
            if (!renewed && !lapsed && !mayAct() && !lost.isDone() && !isReleased()) {
                lapsed = true;
                log.warn("database.url: the lease on the database can't be renewed; nothing is posted until it can");
            } else if (renewed && lapsed) {
                lapsed = false;
                log.info("database.url: the lease on the database is renewed; posting again");
            }
        }
    }

    private boolean isClosedAfter(Duration wait) {
        try {
            return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Also takes up a lease that ran out meanwhile, if nobody else has. */
    private synchronized boolean renew() {
        if (isReleased()) {
            return false;
        }
        try (PreparedStatement statement = connection()
                .prepareStatement(
                        "UPDATE lease SET ends_at = clock_timestamp() + ? * INTERVAL '1 millisecond' WHERE token = ?")) {
            long asked = nanos.getAsLong();
            statement.setLong(1, timing.length().toMillis());
            statement.setLong(2, token);
            if (statement.executeUpdate() == 1) {
                endsAt = asked + timing.length().toNanos();
                return true;
            }
            loseIt();
            return false;
        } catch (SQLException | RuntimeException | Error e) {
            // Without its thread, the lease would end for good.
            log.debug("The lease can't be renewed", e);
            Uncaught.report(e);
            disconnect();
            return false;
        }
    }

    private boolean isReleased() {
        return closed.getCount() == 0;
    }

    private Connection connection() throws SQLException {
        Connection current = connection;
        if (current == null) {
            current = source.getConnection();
            connection = current;
        }
        return current;
    }

    private void disconnect() {
        Connection current = connection;
        connection = null;
        try {
            if (current != null) {
                current.close();
            }
        } catch (SQLException e) {
            log.debug("The connection of the lease was broken already", e);
        }
    }

    /** Leaves the database to the next process at once. */
    @Override
    public void close() {
        closed.countDown();
        release();
    }

    private synchronized void release() {
        try (PreparedStatement statement =
                connection().prepareStatement("UPDATE lease SET ends_at = clock_timestamp() WHERE token = ?")) {
            statement.setLong(1, token);
            statement.execute();
        } catch (SQLException e) {
            log.debug("The lease can't be released; it ends by itself", e);
        } finally {
            disconnect();
        }
    }
}
