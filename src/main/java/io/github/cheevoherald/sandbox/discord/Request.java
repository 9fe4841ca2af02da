package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A REST request, read completely.
 *
 * @param path without {@code /api/v10}
 * @param body null if there is none, missing if it isn't JSON
 */
record Request(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        Map<String, String> parameters,
        @Nullable JsonNode body,
        boolean malformed,
        List<Upload> uploads) {
    static final String ROOT = "/api/v10";

    static Request read(Context http) {
        Map<String, String> headers = new TreeMap<>();
        http.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        Map<String, String> query = new LinkedHashMap<>();
        http.queryParamMap().forEach((name, values) -> query.put(name, values.get(0)));
        boolean multipart = headers.getOrDefault("content-type", "").startsWith("multipart/form-data");
        List<Upload> uploads = multipart ? uploads(http) : List.of();
        String text = Objects.requireNonNullElse(multipart ? http.formParam("payload_json") : http.body(), "");
        JsonNode body = null;
        boolean malformed = false;
        try {
            body = text.isBlank() ? null : Json.parse(text);
        } catch (JsonProcessingException e) {
            malformed = true;
        }
        String path = http.path().startsWith(ROOT) ? http.path().substring(ROOT.length()) : http.path();
        Map<String, String> parameters = http.pathParamMap();
        return new Request(http.method().name(), path, query, headers, parameters, body, malformed, uploads);
    }

    private static List<Upload> uploads(Context http) {
        List<Upload> uploads = new ArrayList<>();
        http.uploadedFileMap().forEach((field, files) -> {
            String digits = field.replaceAll("\\D", "");
            for (UploadedFile file : files) {
                int index = digits.isEmpty() ? uploads.size() : Integer.parseInt(digits);
                uploads.add(upload(index, file));
            }
        });
        return uploads;
    }

    private static Upload upload(int index, UploadedFile file) {
        try (InputStream content = file.content()) {
            String type = Objects.requireNonNullElse(file.contentType(), "application/octet-stream");
            return new Upload(index, file.filename(), type, content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body, or an empty object if there is none. */
    JsonNode json() {
        return body == null ? Json.object() : body;
    }

    /** An id in the path; 0, which nothing has, if it isn't a number. */
    long id(String parameter) {
        return number(parameters.getOrDefault(parameter, ""));
    }

    /** An id in the query, or 0. */
    long queryId(String name) {
        return number(query.getOrDefault(name, ""));
    }

    private static long number(String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
