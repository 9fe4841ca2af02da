package io.github.cheevoherald.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consistent copy of a database in use, stamped with the time it was made, so that a bot started on it knows that the
 * world has moved on since.
 */
final class StampedCopy {
    private static final Logger log = LoggerFactory.getLogger(StampedCopy.class);

    private StampedCopy() {}

    /** Writes what is committed at one moment into an empty file. */
    @FunctionalInterface
    interface Content {
        void into(Path file) throws SQLException;
    }

    /** Copies what is committed in a file at this moment. */
    static void ofFile(Handle source, Path copy, Instant madeAt) {
        make(file -> source.execute("VACUUM INTO ?", file.toString()), copy, madeAt);
    }

    /**
     * Either the whole file is on the disk afterwards, or none.
     *
     * @param madeAt not after the moment of the content
     */
    static void make(Content content, Path copy, Instant madeAt) {
        Path part = null;
        try {
            part = Files.createTempFile(folderOf(copy), copy.getFileName() + ".", ".part");
            content.into(part);
            stamp(part, madeAt);
            force(part);
            Files.move(part, copy);
            forceFolder(folderOf(copy));
        } catch (IOException | SQLException e) {
            throw new StoreException("The copy " + copy + " can't be written: " + e.getMessage(), e);
        } finally {
            remove(part);
        }
    }

    static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new StoreException("The copy " + file + " can't be written: it is a folder");
        }
        return folder;
    }

    private static void stamp(Path file, Instant madeAt) throws SQLException {
        try (Connection connection = DriverManager.getConnection(DatabaseFile.PREFIX + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS backup_stamp (made_at_ms BIGINT NOT NULL)");
            // A copy of a copy that was never started on keeps the older stamp.
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO backup_stamp (made_at_ms) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM backup_stamp)")) {
                insert.setLong(1, madeAt.toEpochMilli());
                insert.execute();
            }
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Makes the name survive a power cut too. Not every system can do that with a folder. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            log.debug("The folder {} cannot be forced to the disk", folder, e);
        }
    }

    private static void remove(@Nullable Path part) {
        if (part == null) {
            return;
        }
        try {
            Files.deleteIfExists(part);
            Files.deleteIfExists(part.resolveSibling(part.getFileName() + "-journal"));
        } catch (IOException e) {
            log.warn("The unfinished copy {} can't be deleted", part);
        }
    }
}
