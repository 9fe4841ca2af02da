package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of the bot's REST requests and its answer.
 *
 * @param path without {@code /api/v10}
 * @param headers with lower-case names, without the token
 * @param body the JSON body, or the {@code payload_json} of a multipart one; null if there was none
 * @param files names of the uploaded files
 * @param status the answer's status, even if the connection was cut before it was sent
 * @param answer the JSON of the answer, if any
 * @param fault the fault that applied, or null
 */
public record WireEntry(
        Instant at,
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        @Nullable JsonNode body,
        List<String> files,
        int status,
        @Nullable JsonNode answer,
        @Nullable String fault) {}
