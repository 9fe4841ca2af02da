package io.github.cheevoherald.retroachievements;

import com.fasterxml.jackson.databind.JsonNode;

/** The site's own explanation of a failure. It is other people's text, so it is made harmless for the log. */
final class SiteMessage {
    private static final int MAX_LENGTH = 200;

    private SiteMessage() {}

    /** The status with the site's explanation, if the JSON holds one in any of the forms it uses. */
    static String of(int status, JsonNode root) {
        String words = words(root);
        return words.isEmpty() ? "HTTP " + status : "HTTP " + status + ": " + words;
    }

    private static String words(JsonNode root) {
        JsonNode first = root.path("errors").path(0);
        for (JsonNode text : new JsonNode[] {
            root.path("message"), root.path("error"), first.path("detail"), first.path("title"), root.path("detail")
        }) {
            if (text.isTextual() && !text.asText().isBlank()) {
                return harmless(text.asText());
            }
        }
        return "";
    }

    /** Puts the text on one line, without control characters and cut to a maximum length. */
    static String harmless(String text) {
        String line =
                text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
        return line.codePointCount(0, line.length()) <= MAX_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH)) + "…";
    }
}
