package io.github.cheevoherald.retroachievements;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;

/** The names of the site's consoles, whose numbers never change. A console added since this version is missing. */
public final class ConsoleNames {
    private static final String FILE = "/retroachievements/consoles.properties";

    private final Properties names = new Properties();

    public ConsoleNames() {
        try (InputStream bytes = ConsoleNames.class.getResourceAsStream(FILE)) {
            if (bytes == null) {
                throw new IllegalStateException("the resource " + FILE + " is missing");
            }
            names.load(new InputStreamReader(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of the console with this number. */
    public Optional<String> of(long number) {
        return Optional.ofNullable(names.getProperty(Long.toString(number)));
    }
}
