package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Raw requests, for things JDA would refuse to send. */
final class Http {
    private static final OkHttpClient CLIENT = new OkHttpClient();

    private final URI apiUrl;
    private final String token;

    Http(EmbeddedDiscord discord) {
        this(discord, discord.token());
    }

    Http(EmbeddedDiscord discord, String token) {
        this.apiUrl = discord.apiUrl();
        this.token = token;
    }

    Result get(String path) {
        return send("GET", path, null);
    }

    Result post(String path, JsonNode body) {
        return send("POST", path, body.toString());
    }

    Result send(String method, String path, @Nullable String body) {
        RequestBody content = body == null ? null : RequestBody.create(body, MediaType.get("application/json"));
        Request request = new Request.Builder()
                .url(apiUrl + path.substring(1))
                .header("Authorization", "Bot " + token)
                .method(method, content)
                .build();
        try (Response response = CLIENT.newCall(request).execute()) {
            String text = response.body().string();
            String type = response.header("Content-Type", "");
            boolean json = !text.isEmpty() && type.startsWith("application/json");
            return new Result(response.code(), response.headers(), json ? Json.parse(text) : Json.object(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The response. */
    record Result(int status, Headers headers, JsonNode json, String text) {
        int code() {
            return json.path("code").asInt();
        }
    }
}
