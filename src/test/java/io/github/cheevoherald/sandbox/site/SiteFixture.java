package io.github.cheevoherald.sandbox.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cheevoherald.MutableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** An embedded site with a small world, and a simple client for it. */
final class SiteFixture implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    final MutableClock clock = new MutableClock(START);
    final EmbeddedRetroAchievements site = EmbeddedRetroAchievements.start(0, clock);
    final SiteWorld world = site.world();
    final SitePlayer wren = world.addPlayer("Wren");
    final Game game = world.addGame("Moss & Thunder", "SNES");
    private final ObjectMapper mapper = new ObjectMapper();
    private final OkHttpClient client = new OkHttpClient.Builder()
            .followRedirects(false)
            .retryOnConnectionFailure(false)
            .readTimeout(Duration.ofSeconds(10))
            .build();

    Achievement achievement(String title) {
        return world.addAchievement(game.id(), title, "Do: " + title, 5);
    }

    List<Achievement> achievements(int count) {
        List<Achievement> added = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            added.add(achievement("Number " + number));
        }
        return added;
    }

    Response get(String path) throws IOException {
        return send(new Request.Builder().url(site.url() + path).build());
    }

    Response send(Request request) throws IOException {
        return client.newCall(request).execute();
    }

    /** Calls a method with the key; the parameters follow its name. */
    Response ask(String methodAndParameters) throws IOException {
        String separator = methodAndParameters.contains("?") ? "&" : "?";
        return get("API/" + methodAndParameters + separator + "y=" + site.apiKey());
    }

    JsonNode json(String methodAndParameters) throws IOException {
        return mapper.readTree(text(methodAndParameters));
    }

    String text(String methodAndParameters) throws IOException {
        try (Response response = ask(methodAndParameters)) {
            return response.body().string();
        }
    }

    /** The titles in an answer that lists unlocks. */
    List<String> titles(String methodAndParameters) throws IOException {
        List<String> titles = new ArrayList<>();
        for (JsonNode row : json(methodAndParameters)) {
            titles.add(row.path("Title").asText());
        }
        return titles;
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
        site.close();
    }
}
