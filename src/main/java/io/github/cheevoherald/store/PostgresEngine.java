package io.github.cheevoherald.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL database: a pool for writing, and one for reading, so that readers never wait for writers. */
final class PostgresEngine implements Engine {
    private static final int WRITERS = Runtime.getRuntime().availableProcessors() + 2;
    private static final int READERS = 4;

    /** Held by every writing transaction, shared or alone. The number is this bot's own, and means nothing. */
    private static final long WRITERS_LOCK = 0x6865_7261_6c64L;

    private static final String ALONE = "SELECT pg_advisory_xact_lock(" + WRITERS_LOCK + ")";
    private static final String BESIDE_OTHERS = "SELECT pg_advisory_xact_lock_shared(" + WRITERS_LOCK + ")";

    private static final int MAX_ATTEMPTS = 4;

    /** Serialization failures and deadlocks, as SQL states. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    private static final Duration MAX_WAIT = Duration.ofSeconds(3);

    private final PostgresAddress address;
    private final @Nullable Lease lease;
    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final DataSource unpooled;
    private final Jdbi writing;
    private final Jdbi reading;

    private PostgresEngine(
            PostgresAddress address,
            @Nullable Lease lease,
            HikariDataSource writers,
            HikariDataSource readers,
            DataSource unpooled) {
        this.address = address;
        this.lease = lease;
        this.writers = writers;
        this.readers = readers;
        this.unpooled = unpooled;
        this.writing = ParsedOnce.jdbi(writers);
        this.reading = ParsedOnce.jdbi(readers);
    }

    /** Checks the server, takes the lease, migrates the database and opens it. */
    static PostgresEngine open(DatabaseAddress address, List<String> migrations, UnaryOperator<DataSource> between) {
        PostgresAddress server = PostgresAddress.of(address);
        server.tryOut(true);
        Lease lease = null;
        try {
            DataSource patient = server.patientSource();
            // Nobody may change the tables under another process; where there is no lease yet, there are no tables.
            lease = Lease.isPrepared(patient) ? Lease.take(server) : null;
            Migration.ofPostgres(patient, server.place(), migrations).run();
            if (lease == null) {
                Lease.prepare(patient);
                lease = Lease.take(server);
            }
            return open(server, lease, between.apply(server.source()));
        } catch (SQLException | RuntimeException e) {
            if (lease != null) {
                lease.close();
            }
            StoreException refusal = server.unusable(e);
            throw e instanceof StoreException known && !refusal.isUnreachable() ? known : refusal;
        }
    }

    /** Opens beside another process, without the lease: for tests of how two share a database. */
    static PostgresEngine openBeside(DatabaseAddress address) {
        PostgresAddress server = PostgresAddress.of(address);
        return open(server, null, server.source());
    }

    private static PostgresEngine open(PostgresAddress server, @Nullable Lease lease, DataSource source) {
        HikariDataSource writers = pool(source, false);
        try {
            return new PostgresEngine(server, lease, writers, pool(source, true), source);
        } catch (RuntimeException e) {
            writers.close();
            throw e;
        }
    }

    /** Opens a database that may be in use, for reading only; empty when there is nothing in it yet. */
    static Optional<Engine> openForReading(DatabaseAddress address) {
        PostgresAddress server = PostgresAddress.of(address);
        server.tryOut(false);
        DataSource source = server.source();
        if (isEmpty(server, source)) {
            return Optional.empty();
        }
        HikariDataSource readers = pool(source, true);
        return Optional.of(new PostgresEngine(server, null, readers, readers, source));
    }

    private static boolean isEmpty(PostgresAddress server, DataSource source) {
        try (var connection = source.getConnection();
                var tables =
                        connection.getMetaData().getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
            return !tables.next();
        } catch (SQLException e) {
            throw server.unusable(e);
        }
    }

    private static HikariDataSource pool(DataSource source, boolean readOnly) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName(readOnly ? "readers" : "writers");
        config.setReadOnly(readOnly);
        // As on SQLite, everything in one reading transaction is of one moment.
        config.setTransactionIsolation(readOnly ? "TRANSACTION_REPEATABLE_READ" : "TRANSACTION_READ_COMMITTED");
        config.setMaximumPoolSize(readOnly ? READERS : WRITERS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(MAX_WAIT.toMillis());
        config.setValidationTimeout(MAX_WAIT.toMillis() / 2);
        config.setKeepaliveTime(Duration.ofSeconds(30).toMillis());
        config.setMaxLifetime(Duration.ofMinutes(15).toMillis());
        return new HikariDataSource(config);
    }

    @Override
    public <T> T write(Function<Handle, T> work) {
        return write(BESIDE_OTHERS, work);
    }

    @Override
    public <T> T writeAlone(Function<Handle, T> work) {
        return write(ALONE, work);
    }

    /** A later commit that waits for the disk waits for this one, too: they share one log. */
    @Override
    public <T> T writeUnsynced(Function<Handle, T> work) {
        return write("SET LOCAL synchronous_commit TO off; " + BESIDE_OTHERS, work);
    }

    /** Begins with its lock, which the server releases at the end. The loser of a deadlock is undone, and tries again. */
    private <T> T write(String beginning, Function<Handle, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return writing.inTransaction(handle -> {
                    try (Statement statement = handle.getConnection().createStatement()) {
                        statement.execute(beginning);
                    }
                    return fenced(handle, work);
                });
            } catch (SQLException | RuntimeException e) {
                if (attempt == MAX_ATTEMPTS || !CONFLICTS.contains(StoreException.state(e))) {
                    throw e instanceof RuntimeException failure ? failure : new ConnectionException(e);
                }
            }
        }
    }

    private <T> T fenced(Handle handle, Function<Handle, T> work) {
        T result = work.apply(handle);
        if (lease != null) {
            lease.fence(handle);
        }
        return result;
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        return reading.inTransaction(work::apply);
    }

    @Override
    public DataSource writer() {
        return writers;
    }

    @Override
    public DataSource unpooled() {
        return unpooled;
    }

    @Override
    public DataSource patient() {
        return address.patientSource();
    }

    @Override
    public boolean isOurs(Handle handle) {
        return handle.createQuery("SELECT to_regclass('feeds') IS NOT NULL")
                .mapTo(Boolean.class)
                .one();
    }

    @Override
    public void countOn(Handle handle, List<TableShape> tables) {
        IdentityCounters.goOn(handle, tables);
    }

    @Override
    public String place() {
        return address.place();
    }

    @Override
    public StoreException unusable(Exception why) {
        return address.unusable(why);
    }

    @Override
    public Optional<Lease> lease() {
        return Optional.ofNullable(lease);
    }

    @Override
    public void close() {
        readers.close();
        writers.close();
        if (lease != null) {
            lease.close();
        }
    }
}
