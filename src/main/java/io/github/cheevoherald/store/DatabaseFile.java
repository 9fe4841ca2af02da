package io.github.cheevoherald.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The file named by a {@code jdbc:sqlite:} address, and the settings SQLite opens it with. */
record DatabaseFile(String url, Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFile.class);
    static final String PREFIX = "jdbc:sqlite:";
    static final SQLiteConfig.SynchronousMode SYNCHRONOUS = SQLiteConfig.SynchronousMode.FULL;

    /** The write-ahead log is cut to this size after a long read or a crash made it grow. */
    static final int WAL_BYTES = 16 * 1024 * 1024;

    private static final int BUSY_MILLIS = 10_000;

    /** @throws StoreException when the address does not name a file */
    static DatabaseFile of(String url) {
        if (!url.startsWith(PREFIX)) {
            throw noFile(url);
        }
        String name = url.substring(PREFIX.length());
        int options = name.indexOf('?');
        String path = options < 0 ? name : name.substring(0, options);
        // The driver does not take these for file names: nothing, ":memory:", ":resource:…", "file:…".
        if (path.isBlank() || path.startsWith(":") || path.startsWith("file:")) {
            throw noFile(url);
        }
        try {
            return new DatabaseFile(url, realPath(Path.of(path).toAbsolutePath()));
        } catch (InvalidPathException e) {
            throw noFile(url);
        }
    }

    private static StoreException noFile(String url) {
        return new StoreException("database.url: " + url + " isn't the address of a file (jdbc:sqlite:FILE)");
    }

    /** Resolves links, so that two links to one file share a lock. */
    private static Path realPath(Path file) {
        try {
            return Files.exists(file) ? file.toRealPath() : file;
        } catch (IOException e) {
            return file;
        }
    }

    void requireWritable() {
        Path folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new StoreException("database.url: the folder " + folder + " doesn't exist");
        }
        boolean usable = !Files.exists(path) || (Files.isRegularFile(path) && Files.isWritable(path));
        if (!usable || !Files.isWritable(folder)) {
            throw new StoreException("database.url: " + path + " can't be written");
        }
    }

    /**
     * Creates the file, if it isn't there, so that only its owner can read it; SQLite gives its other files the same mode.
     * Where that isn't possible, SQLite creates it, or says why it can't.
     */
    void createForOwner() {
        try {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException there) {
            LOG.trace("{} exists", path);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("{} can't be created for its owner alone", path, e);
        }
    }

    /** Opens the file once. A pool that cannot start would retry for long and log a stack trace; this fails at once. */
    void tryOut(boolean readOnly) {
        try (Connection connection = source(readOnly).getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("PRAGMA schema_version").close();
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    StoreException unusable(Exception why) {
        return new StoreException(
                "database.url: " + path + " can't be used as a database: " + StoreException.reason(why), why);
    }

    DataSource source(boolean readOnly) {
        SQLiteDataSource source = new SQLiteDataSource(readOnly ? readerSettings() : writerSettings());
        source.setUrl(url);
        return source;
    }

    private static SQLiteConfig writerSettings() {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
        settings.setSynchronous(SYNCHRONOUS);
        settings.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        settings.setBusyTimeout(BUSY_MILLIS);
        settings.setJournalSizeLimit(WAL_BYTES);
        settings.enforceForeignKeys(true);
        // Otherwise the driver queries the new row's id after each insert.
        settings.setGetGeneratedKeys(false);
        return settings;
    }

    private static SQLiteConfig readerSettings() {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setBusyTimeout(BUSY_MILLIS);
        settings.setReadOnly(true);
        return settings;
    }
}
