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

/** Keeps a second process off the same database file. The operating system frees it when the process dies. */
final class ProcessLock implements AutoCloseable {
    /**
     * What this process holds. To open and close a lock file once more would free the lock: where locks are POSIX's,
     * closing any descriptor of a file drops all that the process has on it.
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

    /** Leaves the file where it is: removing it would let two processes lock two files of one name. */
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
