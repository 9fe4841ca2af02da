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
    /** Ends the file's name. */
    public static final String NAME = "forgotten";

    private static final String SALT = "salt ";
    private static final HexFormat HEX = HexFormat.of();

    private final Path file;
    private final SecureRandom random;

    /** The file is created with the first entry. */
    public ForgottenList(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    /** A request to be forgotten: a random token, by which a database knows it, and the hashes of the ids with their salt. */
    record Entry(String token, String salt, Set<String> hashes) {
        Entry {
            hashes = Set.copyOf(hashes);
        }

        boolean names(String id) {
            return hashes.contains(hash(salt, id));
        }

        private String line() {
            return token + " " + String.join(" ", hashes);
        }
    }

    /** Every entry, oldest first; none if there is no file. */
    List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        String salt = "";
        for (String line : Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.<String>of()) {
            String[] words = line.split(" ");
            if (line.startsWith(SALT)) {
                salt = words[1];
            } else if (words.length > 1) {
                entries.add(new Entry(words[0], salt, Stream.of(words).skip(1).collect(Collectors.toSet())));
            }
        }
        return entries;
    }

    /** Adds an entry for these ids. It's on the disk on return; returns its token. */
    String add(Collection<String> ids) throws IOException {
        List<Entry> entries = entries();
        String salt =
                entries.isEmpty() ? random() : entries.get(entries.size() - 1).salt();
        Entry entry =
                new Entry(random(), salt, ids.stream().map(id -> hash(salt, id)).collect(Collectors.toSet()));
        append(entries.isEmpty() ? List.of(SALT + salt, entry.line()) : List.of(entry.line()));
        return entry.token();
    }

    /** Adds the entries of another list that are missing here. */
    public void addAll(ForgottenList other) throws IOException {
        Set<String> known = entries().stream().map(Entry::token).collect(Collectors.toSet());
        List<String> lines = new ArrayList<>();
        for (Entry entry : other.entries()) {
            if (!known.contains(entry.token())) {
                lines.add(SALT + entry.salt());
                lines.add(entry.line());
            }
        }
        append(lines);
    }

    private void append(List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        create();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
            // A line that a power cut left unfinished ends here.
            String text = (channel.size() > 0 ? "\n" : "") + String.join("\n", lines) + "\n";
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                int unused = channel.write(bytes);
            }
            channel.force(true);
        }
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

    private String random() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HEX.formatHex(bytes);
    }

    private static String hash(String salt, String id) {
        try {
            byte[] salted = (salt + id).getBytes(StandardCharsets.UTF_8);
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(salted));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
