package io.github.cheevoherald.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Copies a database while a bot may be using it. It takes no lock and leaves the original as it is. */
public final class Backup {
    private Backup() {}

    /**
     * Writes a consistent, stamped copy.
     *
     * @throws StoreException when there is nothing to copy or nowhere to copy it to, with one sentence
     */
    public static void copy(String url, Path to, Clock clock) {
        DatabaseFile database = DatabaseFile.of(url);
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
                // An empty file is a database to SQLite, and its copy would be one.
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
