package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The answer to a REST request. */
record RestAnswer(
        int status,
        String contentType,
        String text,
        @Nullable JsonNode json) {
    private static final String JSON = "application/json";

    static RestAnswer ok(JsonNode json) {
        return of(200, json);
    }

    static RestAnswer of(int status, JsonNode json) {
        return new RestAnswer(status, JSON, Json.text(json), json);
    }

    static RestAnswer nothing() {
        return new RestAnswer(204, JSON, "", null);
    }

    static RestAnswer text(int status, String contentType, String text) {
        return new RestAnswer(status, contentType, text, null);
    }
}
