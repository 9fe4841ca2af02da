package io.github.cheevoherald.sandbox.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cheevoherald.retroachievements.RequestBudget;
import io.github.cheevoherald.retroachievements.SecondApi;
import io.github.cheevoherald.retroachievements.SecondConnection;
import io.github.cheevoherald.retroachievements.SiteAddress;
import io.github.cheevoherald.retroachievements.SiteClock;
import io.github.cheevoherald.retroachievements.SiteHealth;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client's questions and the sandbox's answers against the site's own description, where that is at hand. */
final class SecondApiDescriptionTest {
    /** The site sends these although its description doesn't list them. */
    private static final List<String> UNLISTED =
            List.of("achievement-set-versions has no achievementSnapshot", "leaderboard-entries has no formattedScore");

    private final SiteFixture fixture = new SiteFixture();
    private final SiteWorld world = fixture.world;
    private final OkHttpClient http = new OkHttpClient();

    @BeforeEach
    void needsTheFile() {
        assumeTrue(SecondApiDescription.available(), "the site's description is not at hand");
    }

    @AfterEach
    void stop() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
        fixture.close();
    }

    private void fillTheWorld() {
        List<Achievement> set = fixture.achievements(6);
        world.updateAchievement(set.get(0).id(), one -> one.withType("progression"));
        world.addPlayer("Egret");
        world.burst("Wren", fixture.game.id(), 6, true);
        world.unlock("Egret", set.get(0).id(), false);
        Game fair = world.addGame("Fair", Game.EVENTS);
        world.awards().grant("Egret", fair.id(), 1);
        world.eventPairs()
                .copy(set.get(0).id(), fair.id(), world.now(), world.now().plusSeconds(60), "Week 1");
        Achievement own = world.addAchievement(fair.id(), "Own", "Do it", 1);
        world.eventPairs().list(null, own.id(), null, null, null);
        world.setWork().complete(fixture.game.id(), List.of("Egret", "SetBuilder"));
        Leaderboards.Board board = world.leaderboards().add(fixture.game.id(), "Any %", "Be fast", true);
        world.leaderboards().submit("Wren", board.id(), 1234);
    }

    private void askEverything() {
        SiteHealth health = SiteHealth.ofSecondApi(ulid -> ulid);
        try (SecondConnection connection = new SecondConnection(
                http,
                new SiteAddress(fixture.site.secondUrl(), fixture.site::apiKey, "test"),
                new RequestBudget(1_000_000, health),
                health,
                new SiteClock(fixture.clock))) {
            SecondApi api = connection.forTasks();
            String wren = fixture.wren.ulid();
            List<Long> games = List.of(fixture.game.id());
            api.activePlayers(1);
            api.activeEventAchievements();
            api.latestAwards(1);
            api.latestEventAwards(1);
            api.awards(wren);
            api.achievements(
                    List.of(world.achievements(fixture.game.id()).get(0).id()));
            api.gamesOf(List.of(world.achievements(fixture.game.id()).get(0).id()));
            api.consolesOf(games);
            api.playedGames(wren, games);
            api.latestUnlockRows(wren, 1);
            api.completedClaims(1);
            api.setVersions(1);
            api.leaderboardEntries(wren, games);
        }
    }

    @Test
    void questionsAndAnswersAreAsTheSiteDescribesThem() throws IOException {
        SecondApiDescription description = new SecondApiDescription();
        fillTheWorld();
        askEverything();

        List<RequestLog.Entry> asked = fixture.site.secondRequests().entries();
        assertThat(asked).hasSize(13);
        for (RequestLog.Entry entry : asked) {
            Map<String, String> parameters = new TreeMap<>(entry.parameters());
            parameters.remove("u");
            String path = "/" + entry.method().substring("v2/".length()).replace("users/", "users/{user}/");
            assertThat(description.problems(path, parameters)).isEmpty();
            assertThat(entry.status()).as(path).isEqualTo(200);

            JsonNode answer = get(entry, parameters);
            assertThat(answer.path("data")).as(path).isNotEmpty();
            assertThat(description.problems(path, answer))
                    .filteredOn(problem -> UNLISTED.stream().noneMatch(problem::endsWith))
                    .isEmpty();
            assertThat(description.problems(path, get(entry, Map.of())))
                    .filteredOn(problem -> UNLISTED.stream().noneMatch(problem::endsWith))
                    .isEmpty();
        }
    }

    private JsonNode get(RequestLog.Entry entry, Map<String, String> parameters) throws IOException {
        String user = entry.parameters().getOrDefault("u", "");
        String path = entry.method().substring("v2/".length()).replace("users/", "users/" + user + "/");
        HttpUrl.Builder url = HttpUrl.get(fixture.site.secondUrl()).newBuilder().addPathSegments(path);
        parameters.forEach(url::addQueryParameter);
        Request request = new Request.Builder()
                .url(url.build())
                .header("X-API-Key", fixture.site.apiKey())
                .header("Accept", "application/vnd.api+json")
                .build();
        try (Response response = fixture.send(request)) {
            assertThat(response.code()).isEqualTo(200);
            return new ObjectMapper().readTree(response.body().string());
        }
    }
}
