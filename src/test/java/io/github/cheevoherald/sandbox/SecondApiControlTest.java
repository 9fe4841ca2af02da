package io.github.cheevoherald.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cheevoherald.sandbox.site.Award;
import io.github.cheevoherald.sandbox.site.SiteWorld;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The part of the control API that shows only in the site's second API. */
final class SecondApiControlTest {
    private final OkHttpClient client = new OkHttpClient();
    private final Sandbox sandbox;
    private final SiteWorld world;
    private long lamps;

    SecondApiControlTest() throws IOException {
        sandbox = Sandbox.start(0, Clock.systemUTC());
        world = sandbox.site().world();
    }

    @BeforeEach
    void addAGame() throws IOException {
        lamps = call("POST", "games", "{'title':'Lantern Hollow','console':'SNES'}", 201)
                .path("id")
                .asLong();
        call("POST", "achievements", "{'game':" + lamps + ",'title':'Lamp','type':'progression','count':6}", 201);
        call("POST", "players", "{'name':'Wren'}", 201);
        call("POST", "players", "{'name':'Dev'}", 201);
    }

    @AfterEach
    void stop() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
        sandbox.close();
    }

    private JsonNode call(String method, String path, @Nullable String body, int status) throws IOException {
        RequestBody json =
                body == null ? null : RequestBody.create(body.replace('\'', '"'), MediaType.get("application/json"));
        Request request = new Request.Builder()
                .url(sandbox.controlUrl() + path)
                .method(method, json)
                .build();
        try (Response response = client.newCall(request).execute()) {
            String answer = response.body().string();
            assertThat(response.code()).as(answer).isEqualTo(status);
            return new ObjectMapper().readTree(answer.isEmpty() ? "null" : answer);
        }
    }

    private int ask(String path) throws IOException {
        Request request = new Request.Builder()
                .url(sandbox.site().secondUrl() + path)
                .header("X-API-Key", sandbox.site().apiKey())
                .header("Accept", "application/vnd.api+json")
                .build();
        try (Response response = client.newCall(request).execute()) {
            return response.code();
        }
    }

    @Test
    void causesLateUpgradedAndReearnedAwards() throws IOException {
        String wrenInLamps = "{'player':'Wren','game':" + lamps;

        JsonNode late = call("POST", "awards/earn", wrenInLamps + ",'date':'-3d','hardcore':false}", 201);
        assertThat(late.findValuesAsText("kind")).containsExactly("BEATEN_CASUAL", "COMPLETED");
        assertThat(world.awards().all())
                .allMatch(award -> award.awardedAt().isBefore(world.now().minus(Duration.ofDays(2))));

        long again =
                call("POST", "awards/reearn", wrenInLamps + "}", 201).path("id").asLong();
        assertThat(again).isGreaterThan(late.path(1).path("id").asLong());
        assertThat(call("GET", "awards", null, 200)).hasSize(2);
        assertThat(call("GET", "players/Wren/awards", null, 200)).hasSize(2);
        assertThat(call("POST", "awards/reearn", "{'player':'Dev','game':" + lamps + "}", 400)
                        .path("error")
                        .asText())
                .isEqualTo("Dev hasn't beaten game " + lamps + ".");
    }

    @Test
    void turnsTheWeek() throws IOException {
        long lamp = world.achievements(lamps).get(0).id();
        JsonNode first = call("POST", "event-achievements/turn", "{'achievement':" + lamp + "}", 201);
        JsonNode second = call("POST", "event-achievements/turn", "{}", 201);

        assertThat(first.path("original").asLong()).isEqualTo(lamp);
        assertThat(second.path("original").asLong()).isEqualTo(lamp + 1);
        assertThat(second.path("decorator").asText()).startsWith("Week ");
        assertThat(world.game(world.achievement(second.path("copy").asLong())
                        .orElseThrow()
                        .gameId()))
                .hasValueSatisfying(event -> assertThat(event.title()).isEqualTo("Achievement of the Week"));
        JsonNode all = call("GET", "event-achievements", null, 200);
        assertThat(Instant.parse(all.path(0).path("until").asText())).isBeforeOrEqualTo(world.now());
        assertThat(Instant.parse(all.path(1).path("until").asText())).isAfter(world.now());
        call("POST", "event-achievements/turn", "{'achievement':99999}", 400);
    }

    @Test
    void givesEventAwards() throws IOException {
        long fair = call("POST", "games", "{'title':'Fair','console':'Events'}", 201)
                .path("id")
                .asLong();

        call("POST", "awards/event", "{'player':'Wren','event':" + fair + ",'tier':0}", 201);
        call("POST", "awards/event", "{'player':'Wren','event':" + fair + ",'tier':1}", 201);

        assertThat(world.awards().of("Wren")).singleElement().satisfies(award -> {
            assertThat(award.kind()).isEqualTo(Award.Kind.EVENT);
            assertThat(award.tier()).isEqualTo(1);
        });
        call("POST", "awards/event", "{'player':'Wren','event':" + lamps + "}", 400);
    }

    @Test
    void revisesASetWhichTakesABeatenGameAway() throws IOException {
        call("POST", "sets/complete", "{'game':" + lamps + ",'developers':['Dev']}", 201);
        call("POST", "awards/earn", "{'player':'Wren','game':" + lamps + "}", 201);
        assertThat(world.awards().of("Wren")).hasSize(2);

        String revision = "{'game':" + lamps + ",'title':'Wick','type':'progression','count':2,'developers':['Dev']}";
        JsonNode version = call("POST", "sets/revise", revision, 201);

        assertThat(version.path("number").asInt()).isEqualTo(2);
        assertThat(version.path("achievements")).hasSize(8);
        assertThat(world.awards().of("Wren")).extracting(Award::kind).containsExactly(Award.Kind.MASTERED);
        assertThat(call("GET", "sets/versions", null, 200)).hasSize(2);
        call("POST", "sets/complete", "{'game':" + lamps + "}", 400);
    }

    @Test
    void listsCopiesInEvents() throws IOException {
        long lamp = world.achievements(lamps).get(0).id();

        JsonNode pair = call(
                "POST",
                "event-achievements",
                "{'achievement':" + lamp + ",'from':'-1h','until':'7d','decorator':'Week 29'}",
                201);
        call("POST", "unlocks", "{'player':'Wren','achievement':" + lamp + "}", 201);
        String twin = "{'player':'Wren','achievement':" + lamp + ",'event':"
                + pair.path("copy").asLong() + "}";
        call("POST", "unlocks/twin", twin, 201);

        assertThat(call("GET", "event-achievements", null, 200)).hasSize(1);
        assertThat(world.unlocks("Wren")).hasSize(2);
        call("POST", "event-achievements", "{'copy':" + lamp + "}", 400);
        call("POST", "event-achievements", "{}", 400);
    }

    @Test
    void submitsScoresAndShowsActivity() throws IOException {
        long board = call("POST", "leaderboards", "{'game':" + lamps + ",'title':'Speed','lowerIsBetter':true}", 201)
                .path("id")
                .asLong();
        call("POST", "leaderboards/" + board + "/entries", "{'player':'Wren','score':90}", 201);
        JsonNode best = call("POST", "leaderboards/" + board + "/entries", "{'player':'Wren','score':95}", 201);

        assertThat(best.path("score").asInt()).isEqualTo(90);
        assertThat(call("GET", "leaderboards", null, 200)).hasSize(1);
        call("POST", "leaderboards/7/entries", "{'player':'Wren','score':90}", 400);
        call("POST", "players/Wren/activity", "", 204);
        call("POST", "players/Nobody/activity", "", 400);
    }

    @Test
    void spoilsAndLimitsTheSecondApiAlone() throws IOException {
        JsonNode order = call("POST", "site/v2/faults", "{'kind':'status','status':403,'method':'users'}", 201);

        assertThat(List.of(ask("users"), ask("user-awards"))).containsExactly(403, 200);
        call("DELETE", "site/v2/faults/" + order.path("id").asLong(), null, 204);
        assertThat(ask("users")).isEqualTo(200);
        assertThat(call("GET", "site/v2/requests", null, 200).path("total").asInt())
                .isEqualTo(3);
        assertThat(call("GET", "site/requests", null, 200).path("total").asInt())
                .isZero();

        call("PUT", "site/v2/limit", "{'perMinute':1}", 204);
        assertThat(List.of(ask("users"), ask("users"))).contains(429);
        call("PUT", "site/v2/limit", "{'perMinute':0}", 400);
    }
}
