package io.github.cheevoherald.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps a second process off the same database file. The operating system releases it when the process dies. */
final class ProcessLock implements AutoCloseable {
    /**
     * Lock files held by this process. Opening and closing one a second time would release the lock: with POSIX locks,
     * closing any descriptor of a file drops all locks the process has on it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private ProcessLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static ProcessLock take(Path database) {
        Path file = database.resolveSibling(database.getFileName() + ".lock");
        if (!HELD.add(file)) {
            throw inUse(database);
        }
        try {
            return new ProcessLock(file, take(database, file));
        } catch (RuntimeException e) {
            HELD.remove(file);
            throw e;
        }
    }

    private static FileChannel take(Path database, Path file) {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new StoreException("database.url: the lock file " + file + " can't be written", e);
        }
        if (lock(channel) == null) {
            close(channel);
            throw inUse(database);
        }
        return channel;
    }

    private static StoreException inUse(Path database) {
        return new StoreException("database.url: " + database + " is in use by another process of the bot");
    }

    private static @Nullable FileLock lock(FileChannel channel) {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        } catch (IOException e) {
            close(channel);
            throw new StoreException("database.url: the database can't be locked", e);
        }
    }

    /** Leaves the file in place: if it were removed, two processes could lock two files of the same name. */
    @Override
    public void close() {
        close(channel);
        HELD.remove(file);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
