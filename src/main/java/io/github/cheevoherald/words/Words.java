package io.github.cheevoherald.words;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every word that a member sees. A text may hold ICU placeholders such as {@code {name}} or {@code {count, plural, one {#
 * unlock} other {# unlocks}}}; apostrophes are just apostrophes.
 */
public final class Words {
    private static final String ENGLISH = "/words/words.properties";

    private final Map<String, String> texts;
    private final ULocale locale;
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

    private Words(Map<String, String> texts, ULocale locale) {
        this.texts = texts;
        this.locale = locale;
    }

    /** The English texts; there is no other language yet. */
    public static Words english() {
        try (InputStream bytes = Words.class.getResourceAsStream(ENGLISH)) {
            if (bytes == null) {
                throw new IllegalStateException("the resource " + ENGLISH + " is missing");
            }
            return read(new InputStreamReader(bytes, StandardCharsets.UTF_8), ULocale.ENGLISH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Words read(Reader text, ULocale locale) throws IOException {
        Properties properties = new Properties();
        properties.load(text);
        Map<String, String> texts = new HashMap<>();
        properties.forEach((key, value) -> texts.put((String) key, (String) value));
        return new Words(texts, locale);
    }

    /**
     * The text of a key with its placeholders filled in. Numbers are formatted for people ({@code 1,234}), so pass ids as
     * text.
     *
     * @param namesAndValues each placeholder's name followed by its value
     * @throws IllegalArgumentException if the key does not exist or a placeholder has no value, which is a bug
     */
    public String say(String key, Object... namesAndValues) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        MessageFormat format = formats.computeIfAbsent(key, this::parse);
        if (!values.keySet().containsAll(format.getArgumentNames())) {
            throw new IllegalArgumentException("the text " + key + " needs " + format.getArgumentNames());
        }
        // A format is not thread-safe.
        synchronized (format) {
            return format.format(values);
        }
    }

    /** Whether there is a text for a key. */
    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /** The language's own rules, such as for capital letters. */
    public Locale locale() {
        return locale.toLocale();
    }

    /** The text of a key as it is in the file. */
    String text(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no words for the key " + key);
        }
        return text;
    }

    private MessageFormat parse(String key) {
        // A doubled apostrophe never starts a quotation.
        return new MessageFormat(text(key).replace("'", "''"), locale);
    }
}
