package io.github.cheevoherald.sandbox.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A complete answer, ready to be written. Its JSON uses PHP's escapes. */
final class ApiAnswer {
    private static final ObjectMapper PHP = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .build();

    private final int status;
    private final String contentType;
    private final byte[] body;
    private final Map<String, String> headers;

    private ApiAnswer(int status, String contentType, byte[] body, Map<String, String> headers) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.headers = headers;
    }

    static ApiAnswer json(int status, Object body) {
        try {
            return new ApiAnswer(status, "application/json", PHP.writeValueAsBytes(body), Map.of());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static ApiAnswer jsonApi(int status, Object body) {
        return new ApiAnswer(status, "application/vnd.api+json", json(status, body).body, Map.of());
    }

    static ApiAnswer html(int status, String body) {
        return text(status, "text/html; charset=UTF-8", body);
    }

    static ApiAnswer text(int status, String contentType, String body) {
        return new ApiAnswer(status, contentType, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static ApiAnswer png(byte[] body) {
        return new ApiAnswer(200, "image/png", body, Map.of("Cache-Control", "public, max-age=86400"));
    }

    /** An error in the format of the site's framework: 401, 404, 410 or 503. */
    static ApiAnswer error(int status, String code, String title) {
        OrderedJson error = new OrderedJson()
                .put("status", String.valueOf(status))
                .put("code", code)
                .put("title", title);
        return json(status, new OrderedJson().put("message", title).put("errors", List.of(error)));
    }

    ApiAnswer withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiAnswer(status, contentType, body, more);
    }

    ApiAnswer withBody(byte[] other) {
        return new ApiAnswer(status, contentType, other, headers);
    }

    int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    byte[] body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }
}
