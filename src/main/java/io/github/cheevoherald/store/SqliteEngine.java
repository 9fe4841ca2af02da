package io.github.cheevoherald.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A SQLite file: one connection for writing, and a small pool for reading. */
final class SqliteEngine implements Engine {
    private static final int READERS = 2;

    private final DatabaseFile file;
    private final @Nullable ProcessLock lock;
    private final HikariDataSource writer;
    private final HikariDataSource readers;
    private final DataSource unpooled;
    private final Jdbi writing;
    private final Jdbi reading;
    private final Jdbi unsynced;

    private SqliteEngine(
            DatabaseFile file,
            @Nullable ProcessLock lock,
            HikariDataSource writer,
            HikariDataSource readers,
            DataSource unpooled) {
        this.file = file;
        this.lock = lock;
        this.writer = writer;
        this.readers = readers;
        this.unpooled = unpooled;
        this.writing = ParsedOnce.jdbi(writer);
        this.reading = ParsedOnce.jdbi(readers);
        this.unsynced = ParsedOnce.sharing(Jdbi.create(new UnsyncedConnections(writer)));
    }

    /** Locks the file, migrates it (after copying an older one) and opens it. */
    static SqliteEngine open(String url, Clock clock, List<String> migrations, UnaryOperator<DataSource> between) {
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
                Migration.ofFile(writer, file.path(), clock, migrations).run();
                DataSource reading = between.apply(file.source(true));
                return new SqliteEngine(file, lock, writer, pool(reading, true), reading);
            } catch (RuntimeException e) {
                writer.close();
                throw e;
            }
        } catch (RuntimeException e) {
            lock.close();
            throw e instanceof StoreException ? e : file.unusable(e);
        }
    }

    /** Opens a file that may be in use, for reading only; empty when there is none yet. */
    static Optional<Engine> openForReading(String url) {
        DatabaseFile file = DatabaseFile.of(url);
        file.requireWritable();
        if (file.path().toFile().length() == 0) {
            return Optional.empty();
        }
        NativeLibrary.load(file.path());
        file.tryOut(true);
        DataSource reading = file.source(true);
        HikariDataSource readers = pool(reading, true);
        return Optional.of(new SqliteEngine(file, null, readers, readers, reading));
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

    @Override
    public <T> T write(Function<Handle, T> work) {
        return writing.inTransaction(work::apply);
    }

    /** Every writer is alone. */
    @Override
    public <T> T writeAlone(Function<Handle, T> work) {
        return write(work);
    }

    @Override
    public <T> T writeUnsynced(Function<Handle, T> work) {
        return unsynced.inTransaction(work::apply);
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        return reading.inTransaction(work::apply);
    }

    @Override
    public DataSource writer() {
        return writer;
    }

    @Override
    public DataSource unpooled() {
        return unpooled;
    }

    @Override
    public DataSource patient() {
        return unpooled;
    }

    @Override
    public boolean isOurs(Handle handle) {
        return handle.createQuery("SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'feeds')")
                .mapTo(Boolean.class)
                .one();
    }

    @Override
    public Optional<String> warning() {
        return NetworkFolder.warning(file.path());
    }

    @Override
    public void countOn(Handle handle, List<TableShape> tables) {
        // It counts from its largest key.
    }

    @Override
    public String place() {
        return file.path().toString();
    }

    @Override
    public StoreException unusable(Exception why) {
        return file.unusable(why);
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
