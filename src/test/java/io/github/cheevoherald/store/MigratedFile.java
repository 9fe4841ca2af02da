package io.github.cheevoherald.store;

import io.github.cheevoherald.MutableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A SQLite file with this version's tables and nothing in them, copied from one that each process makes once. Not for a
 * test of upgrades: its file would have nothing left to upgrade.
 */
public final class MigratedFile {
    private MigratedFile() {}

    /** Fills the file, unless it is there already, and returns it. */
    public static Path at(Path file) {
        try {
            if (Files.notExists(file)) {
                Files.write(file, Content.BYTES);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the file that was migrated. */
    private static final class Content {
        static final byte[] BYTES = read();

        private static byte[] read() {
            try {
                Path folder = Files.createTempDirectory("migrated");
                Path file = folder.resolve("herald.db");
                Database.open("jdbc:sqlite:" + file, MutableClock.at("2026-01-01T00:00:00Z"))
                        .close();
                byte[] content = Files.readAllBytes(file);
                delete(folder);
                return content;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path folder) throws IOException {
            try (Stream<Path> below = Files.walk(folder)) {
                for (Path file : below.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
