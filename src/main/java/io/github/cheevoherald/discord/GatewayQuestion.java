package io.github.cheevoherald.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Asks Discord whether it takes the token and how many shards it wants, before JDA starts: JDA gives up at the first
 * trouble, with a stack trace for each.
 */
final class GatewayQuestion {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UNAUTHORIZED = 401;

    private final OkHttpClient http;
    private final URI apiUrl;
    private final String token;

    GatewayQuestion(OkHttpClient http, URI apiUrl, String token) {
        this.http = http;
        this.apiUrl = apiUrl;
        this.token = token;
    }

    Answer ask() {
        try {
            Request request = new Request.Builder()
                    .url(apiUrl.resolve("gateway/bot").toString())
                    .header("Authorization", "Bot " + token)
                    .header("User-Agent", "DiscordBot (https://github.com/cheevo-herald/cheevo-herald, 1)")
                    .build();
            try (Response response = http.newCall(request).execute()) {
                if (response.code() == UNAUTHORIZED) {
                    return new Refused();
                }
                if (!response.isSuccessful()) {
                    return new Trouble("status " + response.code());
                }
                JsonNode answer = JSON.readTree(response.body().string());
                String url = answer.path("url").asText();
                int shards = answer.path("shards").asInt();
                return shards > 0 && !url.isEmpty()
                        ? new Welcome(url, shards)
                        : new Trouble("an answer that is not Discord's");
            }
        } catch (IOException e) {
            return new Trouble(Markdown.plain(e.getClass().getSimpleName() + ": " + e.getMessage(), 200));
        }
    }

    /** What Discord says. */
    sealed interface Answer {}

    /** It takes the token, and wants that many shards at that gateway. */
    record Welcome(String url, int shards) implements Answer {}

    /** It does not take the token. */
    record Refused() implements Answer {}

    /** It did not answer, or not as it should. */
    record Trouble(String why) implements Answer {}
}
