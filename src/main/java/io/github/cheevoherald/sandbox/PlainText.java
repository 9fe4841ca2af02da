package io.github.cheevoherald.sandbox;

import java.util.List;
import java.util.regex.Pattern;

/** Turns Discord's Markdown into plain text without terminal control sequences. */
final class PlainText {
    private static final Pattern LINK = Pattern.compile("(?<!\\\\)\\[((?:\\\\.|[^\\]\\\\])*)]\\(<?[^)\\s]*>?\\)");
    private static final Pattern BOLD = Pattern.compile("(?<!\\\\)(\\*\\*|__|~~|`)");
    private static final Pattern ESCAPED = Pattern.compile("\\\\([^\\p{Alnum}\\s])");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n]]");

    private PlainText() {}

    static List<String> lines(String markdown) {
        String text = CONTROL.matcher(markdown).replaceAll("");
        text = LINK.matcher(text).replaceAll("$1");
        text = BOLD.matcher(text).replaceAll("");
        text = ESCAPED.matcher(text).replaceAll("$1");
        return text.lines().filter(line -> !line.isBlank()).toList();
    }

    static String line(String markdown) {
        return String.join(" ", lines(markdown));
    }
}
