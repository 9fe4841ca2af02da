package io.github.cheevoherald.discord;

import java.util.regex.Pattern;

/**
 * Makes foreign text safe for Discord: it is shown as written and cannot ping, link or format anything. Lengths are in
 * Java chars, which never undercounts what Discord counts.
 */
public final class Markdown {
    private static final String SPECIAL = "\\*_~`|>#-+[]()<@:";
    private static final String ELLIPSIS = "…";
    private static final Pattern BREAK = Pattern.compile("<br\\s*/?>", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE_END = Pattern.compile("\\r\\n?|\\u0085|\\u2028|\\u2029");
    private static final Pattern EMPTY_LINES = Pattern.compile("\\s*\\n\\s*\\n\\s*");
    private static final Pattern LINE_SPACE = Pattern.compile("[ \\t]*\\n");
    private static final Pattern LOOKS_LIKE_AN_ADDRESS = Pattern.compile(":(?=//)|(?<=[\\p{L}\\d])\\.(?=\\p{L}{2,})");

    /** What formats, links or mentions in the middle of a line. */
    private static final Pattern FORMATTING = Pattern.compile("[\\\\*_~`|<@]");

    /** More would not be read. Some emoji take seven characters. */
    private static final int MAX_EMOJI = 30;

    private Markdown() {}

    /** The text on one line, without control and bidi characters, for places where Discord does not format. */
    public static String plain(String text) {
        return clean(text, false);
    }

    /** Like {@link #plain(String)}, cut to a length. */
    public static String plain(String text, int most) {
        return shorten(plain(text), most, false);
    }

    /** The text on one line, shown literally. */
    public static String escape(String text) {
        return escapeClean(clean(text, false));
    }

    /** The text shown literally, with line breaks, including {@code <br>}, and at most one blank line in a row. */
    public static String escapeLines(String text) {
        return escapeClean(clean(text, true));
    }

    /** Like {@link #escape}, cut to a length with an ellipsis. */
    public static String escapeAndCut(String text, int most) {
        return cut(escape(text), most);
    }

    /**
     * The text shown literally within a sentence that notifications show, too: with as few backslashes as possible, and
     * without anything that a client would turn into a link by itself. Cut to a length with an ellipsis.
     */
    public static String inert(String text, int most) {
        return cut(FORMATTING.matcher(unlinked(clean(text, false))).replaceAll("\\\\$0"), most);
    }

    /** Like {@link #escapeLines}, cut to a length with an ellipsis. */
    public static String escapeLinesAndCut(String text, int most) {
        return cut(escapeLines(text), most);
    }

    /** Cuts Markdown to a length with an ellipsis, never inside an escape or a character. */
    public static String cut(String markdown, int most) {
        return shorten(markdown, most, true);
    }

    /** The text, or the fallback if Discord would show nothing. */
    public static String orIfBlank(String text, String otherwise) {
        return text.codePoints().allMatch(Markdown::isInvisible) ? otherwise : text;
    }

    /** A link with this text, shown literally; only the text if Discord would not accept the address. */
    public static String link(String text, String address) {
        return link(text, address, Integer.MAX_VALUE);
    }

    /**
     * Like {@link #link(String, String)}, with the text cut to a length. Some clients show no link if its text contains an
     * emoji or looks like an address, so emoji are moved behind the link and an address is broken up invisibly.
     */
    public static String link(String text, String address, int mostText) {
        String plain = plain(text);
        String target = address.replace("(", "%28").replace(")", "%29");
        if (!WebAddress.isValid(target)) {
            return cut(escapeClean(plain), mostText);
        }
        Emoji emoji = Emoji.apartFrom(unlinked(plain));
        String linked = emoji.text().isEmpty() ? ELLIPSIS : emoji.text();
        String shown = cut(escapeClean(linked), mostText);
        if (!bracketsPair(shown)) {
            // Discord ignores escapes when it looks for the end of a link's text, so these are replaced by look-alikes.
            shown = cut(escapeClean(linked.replace('[', '［').replace(']', '］')), mostText);
        }
        String link = "[" + shown + "](" + target + ")";
        return emoji.emoji().isEmpty() ? link : link + " " + cut(emoji.emoji(), MAX_EMOJI);
    }

    private static String unlinked(String text) {
        return LOOKS_LIKE_AN_ADDRESS.matcher(text).replaceAll("$0\u200B");
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

    /** Control and bidi characters, and code points that are not characters. */
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
