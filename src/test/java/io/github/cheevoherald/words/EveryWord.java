package io.github.cheevoherald.words;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** Formats every text with small and large numbers. As a program, it prints what the jar alone makes of them. */
public final class EveryWord {
    private static final List<Double> NUMBERS = List.of(0.0, 0.034, 1.0, 2.0, 1_234_567.0);

    private EveryWord() {}

    /** Writes them to the file given as argument. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), said());
    }

    /** One line for each text and number. */
    public static String said() {
        Words words = Words.english();
        StringBuilder all = new StringBuilder();
        for (String key : keys()) {
            MessageFormat format = new MessageFormat(words.text(key).replace("'", "''"), ULocale.ENGLISH);
            for (double number : NUMBERS) {
                List<Object> values = new ArrayList<>();
                for (String name : format.getArgumentNames()) {
                    values.add(name);
                    values.add(number);
                }
                all.append(key)
                        .append(": ")
                        .append(words.say(key, values.toArray()))
                        .append('\n');
            }
        }
        return all.toString();
    }

    /** Every key of the English texts, sorted. */
    static Set<String> keys() {
        Properties texts = new Properties();
        try (InputStream file = Words.class.getResourceAsStream("/words/words.properties")) {
            texts.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TreeSet<>(texts.stringPropertyNames());
    }
}
