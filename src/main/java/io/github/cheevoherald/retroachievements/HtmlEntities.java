package io.github.cheevoherald.retroachievements;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes HTML entities in texts that the site stored escaped years ago. Done once, where an answer is read, so nobody
 * else has to deal with them.
 */
final class HtmlEntities {
    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,4}));");
    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "quot", "\"", "apos", "'", "lt", "<", "gt", ">", "nbsp", " ");

    private HtmlEntities() {}

    /** Replaces each entity once; whatever isn't an entity or a valid character stays as it is. */
    static String decoded(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        return ENTITY.matcher(text).replaceAll(found -> Matcher.quoteReplacement(character(found)));
    }

    private static String character(MatchResult found) {
        if (found.group(3) != null) {
            return NAMED.getOrDefault(found.group(3), found.group());
        }
        int codePoint =
                found.group(1) != null ? Integer.parseInt(found.group(1)) : Integer.parseInt(found.group(2), 16);
        boolean isCharacter = Character.isValidCodePoint(codePoint)
                && codePoint != 0
                && Character.getType(codePoint) != Character.SURROGATE;
        return isCharacter ? Character.toString(codePoint) : found.group();
    }
}
