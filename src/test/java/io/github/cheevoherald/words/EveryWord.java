package io.github.cheevoherald.words;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says every text that there is, with small and large numbers: as a program, what the jar alone makes of them. */
public final class EveryWord {
    private static final List<Double> NUMBERS = List.of(0.0, 0.034, 1.0, 2.0, 1_234_567.0);

    private EveryWord() {}

    /** Writes all of it to the file that the argument names. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), said());
    }

    /** A line for each text and number. */
    public static String said() {
        Words words = Words.english();
        StringBuilder all = new StringBuilder();
        for (String key : words.keys()) {
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
}
