package io.github.cheevoherald.store;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite itself, which is a program library inside the jar. The driver would unpack it into the system's temporary folder,
 * where each process that is killed leaves a megabyte, and which may not allow programs at all. It is taken from beside
 * the program where it lies there, as in the Docker image; else it is unpacked into a folder of its own beside the
 * database.
 */
final class NativeLibrary {
    private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);

    private static final String READY_MADE = "org.sqlite.lib.path";
    private static final String UNPACKED_TO = "org.sqlite.tmpdir";

    private NativeLibrary() {}

    /**
     * Removes what earlier processes left. To be called under the process lock; a library that a command beside the bot
     * has just loaded stays usable without its file, or cannot be removed.
     */
    static void removeLeftovers(Path database) {
        Path folder = folder(database);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "sqlite-*")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            log.debug("{} could not be cleaned", folder, e);
        }
    }

    /** Loads it once for the whole process; throws in words where that cannot be done. */
    static void load(Path database) {
        if (System.getProperty(READY_MADE) == null) {
            Optional<Path> beside = besideTheProgram();
            beside.ifPresent(folder -> System.setProperty(READY_MADE, folder.toString()));
            if (beside.isEmpty() && System.getProperty(UNPACKED_TO) == null) {
                System.setProperty(UNPACKED_TO, made(folder(database)).toString());
            }
        }
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception | LinkageError e) {
            String folder = System.getProperty(UNPACKED_TO, System.getProperty(READY_MADE));
            throw new StoreException(
                    "SQLite can't be loaded from " + folder + ": programs must be allowed to run there (the file system"
                            + " can't be mounted noexec); name another folder with java -D" + UNPACKED_TO
                            + "=FOLDER",
                    e);
        }
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StoreException("database.url: the folder " + folder + " can't be created", e);
        }
    }

    private static Path folder(Path database) {
        return database.resolveSibling(database.getFileName() + "-native");
    }

    private static Optional<Path> besideTheProgram() {
        return Optional.ofNullable(program())
                .map(Path::getParent)
                .filter(folder -> Files.isRegularFile(folder.resolve(System.mapLibraryName("sqlitejdbc"))));
    }

    private static @Nullable Path program() {
        CodeSource source = NativeLibrary.class.getProtectionDomain().getCodeSource();
        try {
            return source == null ? null : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }
}
