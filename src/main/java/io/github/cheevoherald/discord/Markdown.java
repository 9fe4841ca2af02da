package io.github.cheevoherald.discord;

import java.util.regex.Pattern;

/**
 * Makes other people's text safe for Discord: what it shows is what was written, and nobody is pinged, nothing linked
 * and nothing formatted by it. Lengths are counted as Java counts them, which is never less than Discord does.
 */
public final class Markdown {
    private static final String SPECIAL = "\\*_~`|>#-+[]()<@:";
    private static final String ELLIPSIS = "…";
    private static final Pattern BREAK = Pattern.compile("<br\\s*/?>", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE_END = Pattern.compile("\\r\\n?|\\u0085|\\u2028|\\u2029");
    private static final Pattern EMPTY_LINES = Pattern.compile("\\s*\\n\\s*\\n\\s*");
    private static final Pattern LINE_SPACE = Pattern.compile("[ \\t]*\\n");
    private static final Pattern LOOKS_LIKE_AN_ADDRESS = Pattern.compile(":(?=//)|(?<=[\\p{L}\\d])\\.(?=\\p{L}{2,})");

    /** As many as one looks at; some are made of seven characters. */
    private static final int MAX_EMOJI = 30;

    private Markdown() {}

    /** The text on one line, without control and bidi characters, for places where Discord formats nothing. */
    public static String plain(String text) {
        return clean(text, false);
    }

    /** As {@link #plain(String)}, at most that long. */
    public static String plain(String text, int most) {
        return shorten(plain(text), most, false);
    }

    /** The text on one line, shown literally. */
    public static String escape(String text) {
        return escapeClean(clean(text, false));
    }

    /** The text shown literally with its line ends, those written as {@code <br>} too; at most one empty line in a row. */
    public static String escapeLines(String text) {
        return escapeClean(clean(text, true));
    }

    /** As {@link #escape}, at most that long, with an ellipsis where something was cut off. */
    public static String escapeAndCut(String text, int most) {
        return cut(escape(text), most);
    }

    /** As {@link #escapeLines}, at most that long, with an ellipsis where something was cut off. */
    public static String escapeLinesAndCut(String text, int most) {
        return cut(escapeLines(text), most);
    }

    /** Cuts Markdown to at most that length, never inside an escape or a character; an ellipsis says so. */
    public static String cut(String markdown, int most) {
        return shorten(markdown, most, true);
    }

    /** The text, or the other one where Discord would show nothing. */
    public static String orIfBlank(String text, String otherwise) {
        return text.codePoints().allMatch(Markdown::isInvisible) ? otherwise : text;
    }

    /** A link with that text, shown literally; the text alone when the address is not one that Discord takes. */
    public static String link(String text, String address) {
        return link(text, address, Integer.MAX_VALUE);
    }

    /**
     * As {@link #link(String, String)}, with a text at most that long. Some clients make no link of a text that holds an
     * emoji or looks like an address itself: emoji follow behind the link, and an address is broken invisibly.
     */
    public static String link(String text, String address, int mostText) {
        String plain = plain(text);
        String target = address.replace("(", "%28").replace(")", "%29");
        if (!WebAddress.isValid(target)) {
            return cut(escapeClean(plain), mostText);
        }
        Emoji emoji = Emoji.apartFrom(LOOKS_LIKE_AN_ADDRESS.matcher(plain).replaceAll("$0\u200B"));
        String linked = emoji.text().isEmpty() ? ELLIPSIS : emoji.text();
        String shown = cut(escapeClean(linked), mostText);
        if (!bracketsPair(shown)) {
            // Discord looks for the end of a link's text without regard to escapes, so these are swapped for twins.
            shown = cut(escapeClean(linked.replace('[', '［').replace(']', '］')), mostText);
        }
        String link = "[" + shown + "](" + target + ")";
        return emoji.emoji().isEmpty() ? link : link + " " + cut(emoji.emoji(), MAX_EMOJI);
    }

    private static boolean bracketsPair(String text) {
        boolean open = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '[' ? open : c == ']' && !open) {
                return false;
            }
            open = c == '[' || (open && c != ']');
        }
        return !open;
    }

    private static String clean(String text, boolean lines) {
        String withLines = LINE_END.matcher(lines ? BREAK.matcher(text).replaceAll("\n") : text)
                .replaceAll("\n");
        StringBuilder result = new StringBuilder(withLines.length());
        withLines.codePoints().forEach(codePoint -> {
            if (codePoint == '\n') {
                result.append(lines ? '\n' : ' ');
            } else if (codePoint == '\t') {
                result.append(' ');
            } else if (Character.getType(codePoint) == Character.SURROGATE) {
                result.append('\uFFFD');
            } else if (!isDropped(codePoint)) {
                result.appendCodePoint(codePoint);
            }
        });
        if (!lines) {
            return result.toString().strip();
        }
        String trimmed = LINE_SPACE.matcher(result).replaceAll("\n");
        return EMPTY_LINES.matcher(trimmed).replaceAll("\n\n").strip();
    }

    /** Control characters, those that turn the direction of text, and code points that are no characters. */
    private static boolean isDropped(int codePoint) {
        return Character.isISOControl(codePoint)
                || codePoint == 0x061C
                || codePoint == 0x200E
                || codePoint == 0x200F
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069)
                || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF)
                || (codePoint & 0xFFFE) == 0xFFFE
                || codePoint == 0xFEFF;
    }

    private static boolean isInvisible(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.getType(codePoint) == Character.FORMAT
                || Character.getType(codePoint) == Character.CONTROL
                || Character.getType(codePoint) == Character.NON_SPACING_MARK
                || codePoint == 0x115F
                || codePoint == 0x1160
                || codePoint == 0x2800
                || codePoint == 0x3164
                || codePoint == 0xFFA0;
    }

    private static String escapeClean(String text) {
        StringBuilder result = new StringBuilder(text.length() + 16);
        boolean onlyDigits = true;
        boolean digitsSeen = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean numbersAList = c == '.' && onlyDigits && digitsSeen;
            if (numbersAList || SPECIAL.indexOf(c) >= 0) {
                result.append('\\');
            }
            result.append(c);
            boolean digit = c >= '0' && c <= '9';
            boolean lineStarts = c == '\n';
            digitsSeen = !lineStarts && (digitsSeen || digit);
            onlyDigits = lineStarts || (onlyDigits && (digit || (Character.isWhitespace(c) && !digitsSeen)));
        }
        return result.toString();
    }

    private static String shorten(String text, int most, boolean escapes) {
        if (text.length() <= most) {
            return text;
        }
        int end = 0;
        while (true) {
            boolean escape = escapes && text.charAt(end) == '\\' && end + 1 < text.length();
            int at = escape ? end + 1 : end;
            int next = at + Character.charCount(text.codePointAt(at));
            if (next > most - ELLIPSIS.length()) {
                break;
            }
            end = next;
        }
        return most < ELLIPSIS.length() ? "" : text.substring(0, end).stripTrailing() + ELLIPSIS;
    }
}
