package io.github.cheevoherald.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Calls to Discord's REST API without JDA: those made before JDA is up, and those that JDA would hold back without a word
 * during a rate limit. Each call ends within half a minute.
 */
final class ApiCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType JSON_TYPE = MediaType.get("application/json");
    private static final Duration MAX_CALL = Duration.ofSeconds(30);
    private static final Duration MAX_RETRY = Duration.ofHours(1);
    private static final int MAX_WORDS = 200;

    private final OkHttpClient http;
    private final URI apiUrl;
    private final String token;

    ApiCalls(OkHttpClient http, URI apiUrl, String token) {
        this.http = http.newBuilder().callTimeout(MAX_CALL).build();
        this.apiUrl = apiUrl;
        this.token = token;
    }

    Reply get(String path) throws IOException {
        return call("GET", path, null);
    }

    Reply post(String path, byte[] json) throws IOException {
        return call("POST", path, RequestBody.create(json, JSON_TYPE));
    }

    Reply put(String path, byte[] json) throws IOException {
        return call("PUT", path, RequestBody.create(json, JSON_TYPE));
    }

    private Reply call(String method, String path, @Nullable RequestBody body) throws IOException {
        Request request = new Request.Builder()
                .url(apiUrl.resolve(path).toString())
                .method(method, body)
                .header("Authorization", "Bot " + token)
                .header("User-Agent", "DiscordBot (https://github.com/cheevo-herald/cheevo-herald, 1)")
                .build();
        try (Response response = http.newCall(request).execute()) {
            String text = response.body().string();
            JsonNode json = response.isSuccessful() ? JSON.readTree(text) : orMissing(text);
            return new Reply(response.code(), json, retryAfter(response, json));
        }
    }

    /** A proxy in front of Discord refuses with an HTML page. */
    private static JsonNode orMissing(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static Duration retryAfter(Response response, JsonNode json) {
        double seconds = json.path("retry_after").asDouble(0);
        try {
            String header = response.header("Retry-After");
            seconds = header == null ? seconds : Math.max(seconds, Double.parseDouble(header));
        } catch (NumberFormatException e) {
            // An HTTP date, which Discord never sends.
        }
        double most = MAX_RETRY.toMillis();
        return Duration.ofMillis((long) Math.ceil(Math.min(most, Math.max(0, seconds * 1000))));
    }

    static String inWords(IOException failure) {
        return Markdown.plain(failure.getClass().getSimpleName() + ": " + failure.getMessage(), MAX_WORDS);
    }

    /** An HTTP response. The JSON is a missing node if the body is something else; no wait asked for is zero. */
    record Reply(int status, JsonNode json, Duration retryAfter) {
        boolean isOk() {
            return status >= 200 && status < 300;
        }

        String inWords() {
            String message = json.path("message").asText();
            int code = json.path("code").asInt();
            String words = "status " + status + (code == 0 ? "" : ", code " + code);
            return Markdown.plain(message.isEmpty() ? words : words + ": " + message, MAX_WORDS);
        }
    }
}
