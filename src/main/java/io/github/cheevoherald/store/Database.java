package io.github.cheevoherald.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * One SQLite file: a single writing connection, a pool of reading ones. Never call the network inside a transaction:
 * everything else that writes waits for it.
 */
public final class Database implements AutoCloseable {
    static final String PREFIX = "jdbc:sqlite:";
    private static final int READERS = 2;
    private static final int BUSY_MILLIS = 10_000;

    private final @Nullable ProcessLock lock;
    private final HikariDataSource writer;
    private final HikariDataSource readers;
    private final Jdbi writing;
    private final Jdbi reading;

    private Database(@Nullable ProcessLock lock, HikariDataSource writer, HikariDataSource readers) {
        this.lock = lock;
        this.writer = writer;
        this.readers = readers;
        this.writing = Jdbi.create(writer);
        this.reading = Jdbi.create(readers);
    }

    /**
     * Locks, migrates (after copying an older file) and opens the database.
     *
     * @throws StoreException when the file cannot be used, with one sentence that names {@code database.url}
     */
    public static Database open(String url, Clock clock) {
        return open(url, clock, List.of(Migration.LOCATION));
    }

    static Database open(String url, Clock clock, List<String> migrations) {
        Path file = fileOf(url);
        requireWritable(file);
        ProcessLock lock = ProcessLock.take(file);
        try {
            tryOut(url, file, false);
            HikariDataSource writer = pool(url, false);
            try {
                new Migration(writer, file, clock, migrations).run();
                return new Database(lock, writer, pool(url, true));
            } catch (RuntimeException e) {
                writer.close();
                throw e;
            }
        } catch (RuntimeException e) {
            lock.close();
            throw e instanceof StoreException
                    ? e
                    : new StoreException(
                            "database.url: " + file + " cannot be used as a database: " + StoreException.reason(e), e);
        }
    }

    /**
     * Opens the database of a bot that may be running: takes no lock, changes nothing, and only reads.
     *
     * @return empty when there is no such file yet, and one could be made
     * @throws StoreException when it cannot be used
     */
    public static Optional<Database> openForReading(String url) {
        Path file = fileOf(url);
        requireWritable(file);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        tryOut(url, file, true);
        HikariDataSource readers = pool(url, true);
        return Optional.of(new Database(null, readers, readers));
    }

    /** The file that a {@code jdbc:sqlite:} address names. */
    static Path fileOf(String url) {
        if (!url.startsWith(PREFIX)) {
            throw noFile(url);
        }
        String name = url.substring(PREFIX.length());
        int options = name.indexOf('?');
        String path = options < 0 ? name : name.substring(0, options);
        // What the driver would not take for the name of a file: nothing, ":memory:", ":resource:…", "file:…".
        if (path.isBlank() || path.startsWith(":") || path.startsWith("file:")) {
            throw noFile(url);
        }
        try {
            return realPath(Path.of(path).toAbsolutePath());
        } catch (InvalidPathException e) {
            throw noFile(url);
        }
    }

    private static StoreException noFile(String url) {
        return new StoreException("database.url: " + url + " is not the address of a file (jdbc:sqlite:FILE)");
    }

    /** Two links to one file are one database, with one lock. */
    private static Path realPath(Path file) {
        try {
            return Files.exists(file) ? file.toRealPath() : file;
        } catch (IOException e) {
            return file;
        }
    }

    private static void requireWritable(Path file) {
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new StoreException("database.url: the folder " + folder + " does not exist");
        }
        boolean writable = Files.exists(file) ? Files.isRegularFile(file) && Files.isWritable(file) : true;
        if (!writable || !Files.isWritable(folder)) {
            throw new StoreException("database.url: " + file + " cannot be written");
        }
    }

    private static SQLiteConfig writerSettings() {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
        settings.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        settings.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        settings.setBusyTimeout(BUSY_MILLIS);
        settings.enforceForeignKeys(true);
        return settings;
    }

    private static SQLiteConfig readerSettings() {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setBusyTimeout(BUSY_MILLIS);
        settings.setReadOnly(true);
        return settings;
    }

    /** A pool that cannot begin would try for long and log a stack trace; this fails at once with a reason. */
    private static void tryOut(String url, Path file, boolean readOnly) {
        try (Connection connection = source(url, readOnly).getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("PRAGMA schema_version").close();
        } catch (SQLException e) {
            throw new StoreException(
                    "database.url: " + file + " cannot be used as a database: " + StoreException.reason(e), e);
        }
    }

    static DataSource source(String url, boolean readOnly) {
        SQLiteDataSource source = new SQLiteDataSource(readOnly ? readerSettings() : writerSettings());
        source.setUrl(url);
        return source;
    }

    private static HikariDataSource pool(String url, boolean readOnly) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source(url, readOnly));
        config.setPoolName(readOnly ? "readers" : "writer");
        config.setReadOnly(readOnly);
        config.setMaximumPoolSize(readOnly ? READERS : 1);
        config.setMinimumIdle(1);
        config.setMaxLifetime(0);
        return new HikariDataSource(config);
    }

    /** Does all of the work or none of it, alone among all writers. */
    public <T> T inTransaction(Function<Handle, T> work) {
        return writing.inTransaction(work::apply);
    }

    /** Does all of the work or none of it, alone among all writers. */
    public void useTransaction(Consumer<Handle> work) {
        writing.useTransaction(work::accept);
    }

    /** Reads what is committed, without waiting for writers. */
    public <T> T read(Function<Handle, T> work) {
        return reading.inTransaction(work::apply);
    }

    /** The writing connection, for a library that brings its own statements. */
    public DataSource writerDataSource() {
        return writer;
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
        if (lock != null) {
            lock.close();
        }
    }
}
