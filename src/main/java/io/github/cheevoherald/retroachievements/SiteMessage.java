package io.github.cheevoherald.retroachievements;

import com.fasterxml.jackson.databind.JsonNode;

/** What the site says in words about why it does not answer; other people's text, so made harmless for a log. */
final class SiteMessage {
    private static final int LONGEST = 200;

    private SiteMessage() {}

    /** The status with the site's own words, if the JSON holds any: in one of the forms it uses. */
    static String of(int status, JsonNode root) {
        String words = words(root);
        return words.isEmpty() ? "HTTP " + status : "HTTP " + status + ": " + words;
    }

    private static String words(JsonNode root) {
        JsonNode first = root.path("errors").path(0);
        for (JsonNode said : new JsonNode[] {
            root.path("message"), root.path("error"), first.path("detail"), first.path("title"), root.path("detail")
        }) {
            if (said.isTextual() && !said.asText().isBlank()) {
                return harmless(said.asText());
            }
        }
        return "";
    }

    /** On one line, without what steers a terminal, and of bounded length. */
    static String harmless(String text) {
        String line =
                text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
