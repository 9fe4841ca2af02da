package io.github.cheevoherald.rota;

import java.util.regex.Pattern;

/** Reads the numbers of a {@link PlayPattern} from its stored text, and formats them for it. */
final class StoredNumbers {
    private static final Pattern SPACE = Pattern.compile(" ");
    private static final double MAX_THOUSANDTHS = 1e15;

    private final String[] words;
    private int next;

    /** @throws IllegalArgumentException if the text has another version or another count of numbers */
    StoredNumbers(String text, String version, int count) {
        words = SPACE.split(text, -1);
        if (words.length != count + 1 || !words[0].equals(version)) {
            throw new IllegalArgumentException("not the numbers of this version");
        }
    }

    double next() {
        double number = Double.parseDouble(words[++next]);
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("only finite numbers are stored");
        }
        return number;
    }

    /** Three decimals are more than an estimate is worth. Written by hand, since a format string costs a tenth of a poll. */
    static String text(double number) {
        double thousandths = Math.rint(number * 1_000);
        if (!(Math.abs(thousandths) < MAX_THOUSANDTHS)) {
            return Double.toString(number);
        }
        long whole = (long) Math.abs(thousandths);
        StringBuilder text = new StringBuilder(12);
        if (thousandths < 0) {
            text.append('-');
        }
        text.append(whole / 1_000);
        int rest = (int) (whole % 1_000);
        if (rest > 0) {
            text.append('.')
                    .append((char) ('0' + rest / 100))
                    .append((char) ('0' + rest / 10 % 10))
                    .append((char) ('0' + rest % 10));
        }
        return text.toString();
    }
}
