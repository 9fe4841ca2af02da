package io.github.cheevoherald.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Copies a store that may be in use to a SQLite file. Takes no lock and leaves the original unchanged. */
public final class Backup {
    private Backup() {}

    /**
     * Writes a consistent copy, stamped with the time.
     *
     * @throws StoreException with one sentence for the operator, when there is nothing to copy or nowhere to put the copy
     */
    public static void copy(DatabaseAddress address, Path to, Clock clock) {
        if (address.isPostgres()) {
            ofPostgres(PostgresAddress.of(address), to, clock, new CopyProgress(clock));
        } else {
            ofFile(DatabaseFile.of(address.url()), to, clock);
        }
    }

    private static void ofFile(DatabaseFile database, Path to, Clock clock) {
        Path file = database.path();
        if (!Files.isRegularFile(file)) {
            throw new StoreException("database.url: there is no database " + file + " to copy");
        }
        requireNew(to);
        NativeLibrary.load(file);
        try {
            Jdbi.create(database.source(true)).useHandle(handle -> {
                // SQLite takes an empty file for a database and would copy it.
                requireWhole(handle, file.toString());
                StampedCopy.ofFile(handle, to, clock.instant());
            });
        } catch (JdbiException | CopyException e) {
            throw new StoreException("database.url: " + file + " can't be copied: " + StoreException.reason(e), e);
        }
    }

    private static void requireNew(Path to) {
        if (Files.exists(to)) {
            throw new StoreException("--to: " + to + " already exists; name a new file");
        }
        if (!Files.isDirectory(StampedCopy.folderOf(to))) {
            throw new StoreException("--to: the folder " + StampedCopy.folderOf(to) + " doesn't exist");
        }
    }

    /** A store that has been moved, or is being copied, is no bot's any more or not yet. */
    private static String requireWhole(Handle handle, String place) {
        MoveMark.read(handle).ifPresent(mark -> {
            throw new StoreException("database.url: " + mark.sentence(place));
        });
        return Migration.version(handle);
    }

    private static void ofPostgres(PostgresAddress server, Path to, Clock clock, CopyProgress progress) {
        requireNew(to);
        server.tryOut(false);
        NativeLibrary.load(to.toAbsolutePath());
        Instant madeAt = clock.instant();
        try (Snapshot snapshot = Snapshot.of(server.patientSource())) {
            if (TableShape.names(snapshot.connection()).isEmpty()) {
                throw new StoreException("database.url: there is nothing in " + server.place() + " to copy");
            }
            String version = requireWhole(snapshot.handle(), server.place());
            StampedCopy.make(
                    file -> {
                        DataSource copy = unsynced(file);
                        Migration.ofFile(copy, file, clock, List.of()).run();
                        requireSameVersion(server, version, copy);
                        copyTables(snapshot, Jdbi.create(copy), progress);
                    },
                    to,
                    madeAt);
        } catch (SQLException | JdbiException | CopyException | StoreException e) {
            StoreException refusal = server.unusable(e);
            if (refusal.isUnreachable()) {
                throw refusal;
            }
            throw e instanceof StoreException known
                    ? known
                    : new StoreException(
                            "database.url: " + server.place() + " can't be copied: " + StoreException.reason(e), e);
        } finally {
            NativeLibrary.removeFolder(to.toAbsolutePath());
        }
    }

    private static void requireSameVersion(PostgresAddress server, String version, DataSource copy) {
        if (!Jdbi.create(copy).withHandle(Migration::version).equals(version)) {
            throw new StoreException("database.url: " + server.place()
                    + " is of another version of the bot; make the copy with the version that uses it");
        }
    }

    private static void copyTables(Snapshot snapshot, Jdbi to, CopyProgress progress) throws SQLException {
        TableCopy copy = new TableCopy(snapshot.connection(), work -> to.useTransaction(work::accept), progress);
        // Others may have tables beside the bot's.
        List<String> ours = to.withHandle(handle -> TableShape.names(handle.getConnection()));
        for (TableShape table : TableShape.named(snapshot.connection(), ours)) {
            copy.copy(table);
        }
    }

    /** Of a file that nobody knows of until it is whole and forced to the disk. */
    private static DataSource unsynced(Path file) {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        settings.setJournalMode(SQLiteConfig.JournalMode.MEMORY);
        SQLiteDataSource source = new SQLiteDataSource(settings);
        source.setUrl(DatabaseFile.PREFIX + file);
        return source;
    }
}
