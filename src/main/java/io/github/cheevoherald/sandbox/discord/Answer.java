package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What a REST request gets. */
record Answer(
        int status,
        String contentType,
        String text,
        @Nullable JsonNode json) {
    private static final String JSON = "application/json";

    static Answer ok(JsonNode json) {
        return of(200, json);
    }

    static Answer of(int status, JsonNode json) {
        return new Answer(status, JSON, Json.text(json), json);
    }

    static Answer nothing() {
        return new Answer(204, JSON, "", null);
    }

    static Answer text(int status, String contentType, String text) {
        return new Answer(status, contentType, text, null);
    }
}
