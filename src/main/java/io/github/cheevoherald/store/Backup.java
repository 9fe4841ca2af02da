package io.github.cheevoherald.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Copies a database that may be in use. Takes no lock and leaves the original unchanged. */
public final class Backup {
    private Backup() {}

    /**
     * Writes a consistent copy, stamped with the time.
     *
     * @throws StoreException with one sentence for the operator, when there is nothing to copy or nowhere to put the copy
     */
    public static void copy(DatabaseAddress address, Path to, Clock clock) {
        DatabaseFile database = DatabaseFile.of(address.url());
        Path file = database.path();
        if (!Files.isRegularFile(file)) {
            throw new StoreException("database.url: there is no database " + file + " to copy");
        }
        if (Files.exists(to)) {
            throw new StoreException("--to: " + to + " already exists; name a new file");
        }
        if (!Files.isDirectory(StampedCopy.folderOf(to))) {
            throw new StoreException("--to: the folder " + StampedCopy.folderOf(to) + " doesn't exist");
        }
        NativeLibrary.load(file);
        try {
            Jdbi.create(database.source(true)).useHandle(handle -> {
                // SQLite takes an empty file for a database and would copy it.
                handle.createQuery("SELECT COUNT(*) FROM flyway_schema_history")
                        .mapTo(Integer.class)
                        .one();
                StampedCopy.make(handle, to, clock.instant());
            });
        } catch (JdbiException e) {
            throw new StoreException("database.url: " + file + " can't be copied: " + StoreException.reason(e), e);
        }
    }
}
