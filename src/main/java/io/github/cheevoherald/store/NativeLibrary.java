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
 * Loads SQLite's native library, which is inside the jar. The driver would unpack it into the system's temporary folder,
 * where every killed process leaves a megabyte behind and where programs may not be allowed to run. Instead it is used
 * from beside the jar if it is there, as in the Docker image, or unpacked into a folder beside the database.
 */
final class NativeLibrary {
    private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);

    private static final String READY_MADE = "org.sqlite.lib.path";
    private static final String UNPACKED_TO = "org.sqlite.tmpdir";

    private NativeLibrary() {}

    /**
     * Removes what earlier processes left. Call it under the process lock. A library that another command has just loaded
     * either stays usable without its file or cannot be removed.
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

    /** Also removes the folder, for a command that needed SQLite only once. The loaded library stays usable. */
    static void removeFolder(Path database) {
        removeLeftovers(database);
        try {
            Files.deleteIfExists(folder(database));
        } catch (IOException e) {
            log.debug("{} could not be deleted", folder(database), e);
        }
    }

    /** Loads the library once per process, or throws with a sentence for the operator. */
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
