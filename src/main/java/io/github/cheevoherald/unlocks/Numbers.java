package io.github.cheevoherald.unlocks;

import java.util.Locale;
import java.util.regex.Pattern;

/** A row of numbers as one short text, the form in which a player's pace is stored. */
final class Numbers {
    private static final Pattern SPACE = Pattern.compile(" ");

    private final String[] words;
    private int next;

    /** @throws IllegalArgumentException when the text has another form */
    Numbers(String text, String version, int count) {
        words = SPACE.split(text, -1);
        if (words.length != count + 1 || !words[0].equals(version)) {
            throw new IllegalArgumentException("not a pace of this version");
        }
    }

    double next() {
        double number = Double.parseDouble(words[++next]);
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("a pace has finite numbers");
        }
        return number;
    }

    /** Three decimals are more than an estimate knows. */
    static String text(double number) {
        return number == 0 ? "0" : String.format(Locale.ROOT, "%.3f", number);
    }
}
