package io.github.cheevoherald.store;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the data is, and who may get at it.
 *
 * @param url a {@code jdbc:sqlite:} or {@code jdbc:postgresql:} address
 * @param user the name to log in with; a file needs none
 * @param password never shown
 */
public record DatabaseAddress(
        String url, @Nullable String user, @Nullable String password) {

    /** An address that nobody has to log in at. */
    public static DatabaseAddress of(String url) {
        return new DatabaseAddress(url, null, null);
    }

    /** A folder for what can be had again: beside the file, or in the temporary folder where the data is elsewhere. */
    public Path folderFor(String purpose) {
        if (isPostgres()) {
            String name = "cheevo-herald-" + Integer.toHexString(url.hashCode()) + "-" + purpose;
            return Path.of(System.getProperty("java.io.tmpdir"), name);
        }
        Path file = DatabaseFile.of(url).path();
        return file.resolveSibling(file.getFileName() + "-" + purpose);
    }

    /**
     * A file for what has to outlive the data: beside the database's file, or where the data is on a server, in the working
     * folder or else the user's own.
     */
    public Path fileFor(String purpose) {
        if (isPostgres()) {
            Path name = Path.of("cheevo-herald-" + purpose);
            Path here = name.toAbsolutePath();
            Path home = Path.of(System.getProperty("user.home")).resolve(name);
            boolean isHere = Files.exists(here)
                    || (!Files.exists(home) && Files.isWritable(Path.of("").toAbsolutePath()));
            return isHere ? here : home;
        }
        Path file = DatabaseFile.of(url).path();
        return file.resolveSibling(file.getFileName() + "-" + purpose);
    }

    boolean isPostgres() {
        return url.startsWith(PostgresAddress.PREFIX);
    }

    /** Only the kind, since an address can hold secrets, too. */
    @Override
    public String toString() {
        return isPostgres() ? PostgresAddress.PREFIX + "…" : url;
    }
}
