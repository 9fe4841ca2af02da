package io.github.cheevoherald.retroachievements;

/**
 * Replaces what a database may refuse to keep as text: PostgreSQL takes no U+0000 and no half of a surrogate pair. Done once,
 * where an answer is read.
 */
final class StorableText {
    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    static String of(String text) {
        int bad = firstBad(text, 0);
        if (bad == text.length()) {
            return text;
        }
        StringBuilder storable = new StringBuilder(text);
        while (bad < text.length()) {
            storable.setCharAt(bad, REPLACEMENT);
            bad = firstBad(text, bad + 1);
        }
        return storable.toString();
    }

    /** The text's length when there is none. */
    private static int firstBad(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)) {
                return at;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }
}
