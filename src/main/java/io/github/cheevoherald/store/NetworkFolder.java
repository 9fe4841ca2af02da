package io.github.cheevoherald.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Warns when the database is on a network file system: SQLite cannot rely on its locks, so the file may be damaged. */
final class NetworkFolder {
    private static final Set<String> TYPES = Set.of(
            "9p",
            "afpfs",
            "afs",
            "ceph",
            "cifs",
            "davfs",
            "glusterfs",
            "lustre",
            "ncpfs",
            "nfs",
            "nfs3",
            "nfs4",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "sshfs",
            "s3fs",
            "webdav");

    private NetworkFolder() {}

    /** A sentence for the operator if the database's folder is on another machine. */
    static Optional<String> warning(Path database) {
        Path folder = database.toAbsolutePath().getParent();
        if (folder == null) {
            return Optional.empty();
        }
        try {
            return warning(Files.getFileStore(folder).type(), database);
        } catch (IOException e) {
            // Opening the file will report what is wrong with its folder.
            return Optional.empty();
        }
    }

    static Optional<String> warning(String type, Path database) {
        String plain = type.toLowerCase(Locale.ROOT).replaceFirst("^fuse\\.", "");
        return TYPES.contains(plain)
                ? Optional.of("database.url: " + database + " is on a network file system (" + type
                        + "), where SQLite's locks are unreliable and the file may get damaged; move it to a disk of"
                        + " this machine")
                : Optional.empty();
    }
}
