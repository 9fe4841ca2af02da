package io.github.cheevoherald.privacy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The members and players who were forgotten, in a file outside of the database, so that a restored backup doesn't bring
 * them back. It holds no ids, only salted hashes of them: whoever has the file can't list anybody, but can still find out
 * whether an id that they know is in it.
 */
public final class ForgottenList {
    private static final Logger LOG = LoggerFactory.getLogger(ForgottenList.class);
    private static final String SALT = "salt ";
    private static final HexFormat HEX = HexFormat.of();

    private final Path file;
    private final SecureRandom random;

    /** The file is created with the first entry. */
    public ForgottenList(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    /** A request to be forgotten: a random token, by which a database knows it, and the hashes of the ids. */
    record Entry(String token, Set<String> hashes) {
        Entry {
            hashes = Set.copyOf(hashes);
        }
    }

    /** Every entry, oldest first, and the salt of their hashes. */
    record Content(byte[] salt, List<Entry> entries) {
        boolean names(String id) {
            String hash = hash(salt, id);
            return entries.stream().anyMatch(entry -> entry.hashes().contains(hash));
        }
    }

    /** Reads the file; nothing if there is none. */
    Content read() throws IOException {
        if (!Files.exists(file)) {
            return new Content(new byte[0], List.of());
        }
        byte[] salt = new byte[0];
        List<Entry> entries = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            String[] words = line.split(" ");
            if (line.startsWith(SALT)) {
                salt = HEX.parseHex(words[1]);
            } else if (words.length > 1) {
                entries.add(new Entry(
                        words[0], Stream.of(words).skip(1).collect(Collectors.toSet())));
            }
        }
        return new Content(salt, entries);
    }

    /** Adds an entry for these ids. It's on the disk on return; returns its token. */
    String add(Collection<String> ids) throws IOException {
        byte[] salt = read().salt();
        StringBuilder text = new StringBuilder();
        if (salt.length == 0) {
            salt = bytes();
            create();
            text.append(SALT).append(HEX.formatHex(salt)).append('\n');
        }
        String token = HEX.formatHex(bytes());
        text.append(token);
        for (String id : ids) {
            text.append(' ').append(hash(salt, id));
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
            // A line that a power cut left unfinished ends here.
            String line = channel.size() > 0 ? "\n" + text + "\n" : text + "\n";
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                int unused = channel.write(bytes);
            }
            channel.force(true);
        }
        return token;
    }

    /** Takes back an entry that the database couldn't follow. */
    void remove(String token) {
        try {
            List<String> others = Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isEmpty() && !line.startsWith(token))
                    .toList();
            Files.write(file, others, StandardCharsets.UTF_8);
        } catch (IOException e) {
            LOG.warn("An entry of {} couldn't be taken back ({}); it applies at the next start", file, e.toString());
        }
    }

    private void create() throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    private byte[] bytes() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String hash(byte[] salt, String id) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return HEX.formatHex(digest.digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
