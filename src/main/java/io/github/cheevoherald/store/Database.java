package io.github.cheevoherald.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * An open SQLite file: one connection for writing and a small pool for reading. Never call the network inside a
 * transaction, since every other writer waits for it.
 */
public final class Database implements AutoCloseable {
    private static final int READERS = 2;

    private final DatabaseFile file;
    private final @Nullable ProcessLock lock;
    private final HikariDataSource writer;
    private final HikariDataSource readers;
    private final Jdbi writing;
    private final Jdbi reading;
    private final Jdbi unsynced;
    private final Optional<Restored> restored;
    private final DatabaseProbe probe;
    private final StoreOutage outage = new StoreOutage();

    private Database(
            DatabaseFile file,
            @Nullable ProcessLock lock,
            HikariDataSource writer,
            HikariDataSource readers,
            DataSource fresh,
            Optional<Restored> restored) {
        this.file = file;
        this.probe = new DatabaseProbe(fresh);
        this.lock = lock;
        this.restored = restored;
        this.writer = writer;
        this.readers = readers;
        this.writing = Jdbi.create(writer);
        this.reading = Jdbi.create(readers);
        this.unsynced = Jdbi.create(new UnsyncedConnections(writer));
    }

    /**
     * Locks the file, migrates it (after copying an older one) and opens it.
     *
     * @throws StoreException with one sentence that names {@code database.url}, when the file cannot be used
     */
    public static Database open(String url, Clock clock) {
        return open(url, clock, List.of(Migration.LOCATION));
    }

    static Database open(String url, Clock clock, List<String> migrations) {
        return open(url, clock, migrations, source -> source);
    }

    /** Opens with every data source wrapped, so that a test can fail or observe it. */
    static Database open(String url, Clock clock, List<String> migrations, UnaryOperator<DataSource> between) {
        DatabaseFile file = DatabaseFile.of(url);
        file.requireWritable();
        ProcessLock lock = ProcessLock.take(file.path());
        try {
            NativeLibrary.removeLeftovers(file.path());
            NativeLibrary.load(file.path());
            file.createForOwner();
            file.tryOut(false);
            HikariDataSource writer = pool(between.apply(file.source(false)), false);
            try {
                new Migration(writer, file.path(), clock, migrations).run();
                Optional<Restored> restored = Restore.note(writer, clock.instant());
                DataSource reading = between.apply(file.source(true));
                return new Database(file, lock, writer, pool(reading, true), reading, restored);
            } catch (RuntimeException e) {
                writer.close();
                throw e;
            }
        } catch (RuntimeException e) {
            lock.close();
            throw e instanceof StoreException ? e : file.unusable(e);
        }
    }

    /**
     * Opens the database of a bot that may be running, for reading only and without a lock.
     *
     * @return empty when there is no database yet, though one could be created
     * @throws StoreException when it cannot be used
     */
    public static Optional<Database> openForReading(String url) {
        DatabaseFile file = DatabaseFile.of(url);
        file.requireWritable();
        if (file.path().toFile().length() == 0) {
            return Optional.empty();
        }
        NativeLibrary.load(file.path());
        file.tryOut(true);
        DataSource reading = file.source(true);
        HikariDataSource readers = pool(reading, true);
        Database database = new Database(file, null, readers, readers, reading, Optional.empty());
        if (!database.read(Database::isOurs)) {
            database.close();
            throw new StoreException("database.url: " + file.path() + " isn't a database of this bot");
        }
        return Optional.of(database);
    }

    private static boolean isOurs(Handle handle) {
        return handle.createQuery("SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'feeds')")
                .mapTo(Boolean.class)
                .one();
    }

    private static HikariDataSource pool(DataSource source, boolean readOnly) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName(readOnly ? "readers" : "writer");
        config.setReadOnly(readOnly);
        config.setMaximumPoolSize(readOnly ? READERS : 1);
        config.setMinimumIdle(1);
        config.setMaxLifetime(0);
        return new HikariDataSource(config);
    }

    /**
     * Runs the work as one transaction, with no other writer at the same time. On return it is on the disk, with
     * everything committed before it. Work that changes no value does not wait for the disk.
     */
    public <T> T inTransaction(Function<Handle, T> work) {
        return watchingForOutage(() -> writing.inTransaction(work::apply));
    }

    /** As {@link #inTransaction}. */
    public void useTransaction(Consumer<Handle> work) {
        Boolean unused = inTransaction(handle -> {
            work.accept(handle);
            return true;
        });
    }

    /**
     * Runs the work as one transaction without waiting for the disk. If the process dies, nothing is lost; a power cut
     * undoes whatever no {@link #inTransaction} has followed. Only for what the bot would find out again by itself and has
     * told nobody. Never call it inside another transaction, since it would wait for that one.
     */
    public <T> T inUnsyncedTransaction(Function<Handle, T> work) {
        return watchingForOutage(() -> unsynced.inTransaction(work::apply));
    }

    /** As {@link #inUnsyncedTransaction}. */
    public void useUnsyncedTransaction(Consumer<Handle> work) {
        Boolean unused = inUnsyncedTransaction(handle -> {
            work.accept(handle);
            return true;
        });
    }

    private <T> T watchingForOutage(Supplier<T> transaction) {
        try {
            T result = transaction.get();
            outage.works();
            return result;
        } catch (RuntimeException e) {
            outage.failed(e);
            throw e;
        }
    }

    /** Reads what is committed, without waiting for writers. */
    public <T> T read(Function<Handle, T> work) {
        try {
            return reading.inTransaction(work::apply);
        } catch (RuntimeException e) {
            outage.failed(e);
            throw e;
        }
    }

    /**
     * Whether a failure means that the database is unusable for now: a full disk, a lock, a read-only file system. That
     * is already logged; the caller just tries again later.
     */
    public static boolean isOutage(Throwable failure) {
        return StoreOutage.isOne(failure);
    }

    /**
     * Whether the database is usable right now: a read on a new connection succeeds within the limit, and no recent write
     * failed.
     */
    public boolean answers(Duration limit) {
        return !outage.isOn() && probe.answers(limit);
    }

    /** Whether it couldn't be used lately: the last failure is logged, and its end is not yet. */
    public boolean isFailing() {
        return outage.isOn();
    }

    /** The file, with symbolic links resolved. */
    public Path path() {
        return file.path();
    }

    /** Present for 30 days after the first start on a stamped copy. */
    public Optional<Restored> restored() {
        return restored;
    }

    StoreOutage outage() {
        return outage;
    }

    /** The writing connection, for a library with statements of its own. */
    public DataSource writerDataSource() {
        return writer;
    }

    @Override
    public void close() {
        probe.close();
        readers.close();
        writer.close();
        if (lock != null) {
            lock.close();
        }
    }
}
