package io.github.cheevoherald.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ControlApiTest {
    private final OkHttpClient client = new OkHttpClient();
    private final Sandbox sandbox;

    ControlApiTest() throws IOException {
        sandbox = Sandbox.start(0, Clock.systemUTC());
    }

    @BeforeEach
    void addAGame() throws IOException {
        call("POST", "games", "{\"title\":\"Lantern Hollow\",\"console\":\"SNES\"}", 201);
        call("POST", "achievements", "{\"game\":101,\"title\":\"Lamp\",\"points\":10,\"count\":20}", 201);
        call("POST", "players", "{\"name\":\"Wren\",\"motto\":\"Hoot\"}", 201);
    }

    @AfterEach
    void stop() {
        client.connectionPool().evictAll();
        sandbox.close();
    }

    @Test
    void listsTheSite() throws IOException {
        JsonNode games = call("GET", "games", null, 200);

        assertThat(games.at("/0/game/title").asText()).isEqualTo("Lantern Hollow");
        assertThat(games.at("/0/achievements")).hasSize(20);
        assertThat(games.at("/0/achievements/19/title").asText()).isEqualTo("Lamp 20");
        assertThat(call("GET", "players", null, 200).findValuesAsText("motto")).contains("Hoot");
    }

    @Test
    void unlocksUpgradesTwinsBurstsAndResets() throws IOException {
        call("POST", "unlocks", "{\"player\":\"Wren\",\"achievement\":10001,\"hardcore\":false,\"date\":\"-3d\"}", 201);
        call("POST", "unlocks/upgrade", "{\"player\":\"Wren\",\"achievement\":10001,\"date\":\"-2h\"}", 201);
        call("POST", "unlocks/twin", "{\"player\":\"Wren\",\"achievement\":10001}", 201);
        call("POST", "unlocks/burst", "{\"player\":\"Wren\",\"game\":101,\"count\":5}", 201);
        call("POST", "unlocks", "{\"player\":\"Wren\",\"achievement\":10010,\"visibleAt\":\"1h\"}", 201);
        assertThat(call("GET", "players/Wren/unlocks", null, 200)).hasSize(7);

        call("POST", "unlocks/reset", "{\"player\":\"Wren\",\"achievement\":10001}", 204);

        JsonNode unlocks = call("GET", "players/Wren/unlocks", null, 200);
        assertThat(unlocks).hasSize(6);
        assertThat(unlocks.findValuesAsText("hardcore")).containsOnly("true");
        assertThat(Instant.parse(unlocks.at("/0/date").asText()))
                .isBefore(sandbox.site().world().now().minusSeconds(7000));
    }

    @Test
    void errorsNameAnAchievementByItsTitle() throws IOException {
        String lamp = "{\"player\":\"Wren\",\"achievement\":10001}";
        assertThat(error("POST", "unlocks/upgrade", lamp)).isEqualTo("Wren doesn't have \u201cLamp 1\u201d in casual.");
        assertThat(error("POST", "unlocks/twin", lamp.replace("}", ",\"event\":10002}")))
                .isEqualTo("Wren hasn't unlocked \u201cLamp 1\u201d.");
        assertThat(error("POST", "unlocks/burst", "{\"player\":\"Wren\",\"game\":101,\"count\":21}"))
                .isEqualTo("Wren lacks only 20 achievements of Lantern Hollow.");

        call("POST", "unlocks", lamp.replace("}", ",\"hardcore\":false}"), 201);
        assertThat(error("POST", "unlocks", lamp))
                .isEqualTo("Wren already has \u201cLamp 1\u201d in casual; upgrade it instead.");
        call("POST", "unlocks/upgrade", lamp, 201);
        assertThat(error("POST", "unlocks", lamp)).isEqualTo("Wren already has \u201cLamp 1\u201d.");
    }

    @Test
    void changesPlayersAndAchievements() throws IOException {
        call("PATCH", "players/Wren", "{\"displayName\":\"Heron\",\"permissions\":-1}", 200);
        call("PATCH", "achievements/10001", "{\"type\":\"missable\",\"promoted\":false,\"title\":\"New\"}", 200);
        call("PUT", "players/Heron/followed", "{}", 204);

        assertThat(sandbox.site().world().player("Heron").orElseThrow().permissions())
                .isEqualTo(-1);
        assertThat(sandbox.site().world().achievement(10001).orElseThrow().type())
                .isEqualTo("missable");
    }

    @Test
    void filesAndMovesTickets() throws IOException {
        JsonNode ticket = call(
                "POST", "tickets", "{\"achievement\":10001,\"reporter\":\"Wren\",\"notes\":\"It did not pop.\"}", 201);

        call("PATCH", "tickets/" + ticket.path("id").asLong(), "{\"state\":\"resolved\",\"resolver\":\"Wren\"}", 200);

        assertThat(call("GET", "tickets", null, 200).at("/0/state").asText()).isEqualTo("RESOLVED");
    }

    @Test
    void ordersReleasesAndClearsFaultsOfTheSite() throws IOException {
        JsonNode order = call("POST", "site/faults", "{\"kind\":\"throttled\",\"time\":\"7s\",\"times\":2}", 201);
        assertThat(site("API/API_GetUserProfile.php?u=Wren")).isEqualTo(429);

        assertThat(call("GET", "site/faults", null, 200).at("/0/hits").asInt()).isEqualTo(1);
        call("POST", "site/faults/" + order.path("id").asLong() + "/release", null, 204);
        assertThat(site("API/API_GetUserProfile.php?u=Wren")).isEqualTo(401);
        call("DELETE", "site/faults", null, 204);

        JsonNode requests = call("GET", "site/requests", null, 200);
        assertThat(requests.path("total").asInt()).isEqualTo(2);
        assertThat(requests.at("/latest/0/fault").asText()).isEqualTo("THROTTLED");
    }

    @Test
    void buildsServersAndTalksInThem() throws IOException {
        String guild = id(call("POST", "discord/guilds", "{\"name\":\"The Save Point\"}", 201));
        String channel = id(call("POST", "discord/guilds/" + guild + "/channels", "{\"name\":\"unlocks\"}", 201));
        String member =
                id(call("POST", "discord/guilds/" + guild + "/members", "{\"name\":\"Marlow\",\"admin\":true}", 201));
        call(
                "POST",
                "discord/channels/" + channel + "/messages",
                "{\"member\":\"" + member + "\",\"text\":\"Hi\"}",
                201);
        call("PUT", "discord/channels/" + channel + "/permissions", "{\"deny\":[\"send-messages\"]}", 204);
        call("PUT", "discord/guilds/" + guild + "/bot", "{\"present\":false,\"commands\":true}", 204);

        JsonNode guilds = call("GET", "discord/guilds", null, 200);
        assertThat(guilds.at("/0/channels/0/name").asText()).isEqualTo("unlocks");
        assertThat(guilds.at("/0/members/0/admin").asBoolean()).isTrue();
        assertThat(guilds.at("/0/bot").asBoolean()).isFalse();
        JsonNode messages = call("GET", "discord/channels/" + channel + "/messages?as=" + member, null, 200);
        assertThat(messages.at("/0/json/content").asText()).isEqualTo("Hi");
        assertThat(messages.at("/0/id").isTextual()).isTrue();
    }

    @Test
    void opensArchivesAndLocksThreads() throws IOException {
        String guild = id(call("POST", "discord/guilds", "{\"name\":\"The Save Point\"}", 201));
        String first = id(call("POST", "discord/guilds/" + guild + "/channels", "{\"name\":\"first\"}", 201));
        call("POST", "discord/guilds/" + guild + "/channels", "{\"name\":\"second\"}", 201);
        String thread = id(call("POST", "discord/channels/" + first + "/threads", "{\"name\":\"unlocks\"}", 201));
        call("POST", "discord/channels/" + first + "/threads", "{\"name\":\"mods\",\"private\":true}", 201);
        call("PUT", "discord/channels/" + thread + "/thread", "{\"archived\":true}", 204);

        JsonNode channels = call("GET", "discord/guilds", null, 200).at("/0/channels");
        List<String> seen = new ArrayList<>();
        channels.forEach(channel -> seen.add(channel.path("name").asText() + " "
                + channel.path("thread").asBoolean() + " "
                + channel.path("archived").asBoolean() + " "
                + channel.path("botMayPost").asBoolean()));
        assertThat(seen)
                .containsExactly(
                        "first false false true",
                        "unlocks true true true",
                        "mods true false false",
                        "second false false true");

        call("PUT", "discord/channels/" + thread + "/thread", "{\"archived\":false,\"locked\":true}", 204);
        JsonNode locked = call("GET", "discord/guilds", null, 200).at("/0/channels/1");
        assertThat(locked.path("archived").asBoolean()).isFalse();
        assertThat(locked.path("botMayPost").asBoolean()).isFalse();
    }

    @Test
    void disturbsDiscord() throws IOException {
        JsonNode fault =
                call("POST", "discord/faults", "{\"kind\":\"cut-after\",\"where\":\"sends\",\"times\":3}", 201);
        call("DELETE", "discord/faults/" + fault.path("id").asLong(), null, 204);
        call("POST", "discord/faults", "{\"kind\":\"status\",\"where\":\"GET\",\"path\":\"/users/.*\"}", 201);
        call("POST", "discord/faults", "{\"kind\":\"refusal\",\"where\":\"answers\",\"code\":200000}", 201);
        call("POST", "discord/gateway", "{\"event\":\"refuse\",\"number\":0}", 204);
        call("PUT", "discord/limits", "{\"messages\":50,\"per\":\"5s\",\"nonceMemory\":\"5s\"}", 204);

        assertThat(call("GET", "discord/faults", null, 200)).hasSize(3);
        assertThat(call("GET", "discord/gateway", null, 200).path("connected").asInt())
                .isZero();
        assertThat(call("GET", "discord/requests", null, 200).path("total").asInt())
                .isZero();
    }

    @Test
    void steersTheBot() throws IOException {
        assertThat(call("GET", "bot", null, 200).path("steered").asBoolean()).isFalse();
        assertThat(error("POST", "bot/start", null)).isEqualTo("This sandbox has no bot of its own.");
        ScriptedBot bot = new ScriptedBot();
        sandbox.steer(bot);

        assertThat(call("POST", "bot/start", null, 200).path("running").asBoolean())
                .isTrue();
        call("POST", "bot/kill", null, 200);
        call("POST", "bot/start", null, 200);
        assertThat(call("POST", "bot/stop", null, 200).path("running").asBoolean())
                .isFalse();

        assertThat(bot.orders).containsExactly("start", "kill", "start", "stop");
        assertThat(call("GET", "bot/outbox", null, 200).at("/0/state").asText()).isEqualTo("pending");
        assertThat(call("GET", "bot/waiting", null, 200).at("/counts/pending").asInt())
                .isEqualTo(1);
    }

    @Test
    void pacesTheDemo() throws IOException {
        assertThat(call("GET", "demo", null, 200).path("present").asBoolean()).isFalse();
        assertThat(error("PUT", "demo", "{}")).isEqualTo("This sandbox has no demo.");
        sandbox.startDemo(1);

        JsonNode state = call("PUT", "demo", "{\"paused\":true,\"speed\":5}", 200);

        assertThat(state.path("paused").asBoolean()).isTrue();
        assertThat(state.path("speed").asInt()).isEqualTo(5);
        assertThat(call("GET", "discord/guilds", null, 200).at("/0/members")).hasSize(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | unlocks | {} | player is missing.",
                "POST | unlocks | [] | The body must be a JSON object.",
                "POST | unlocks | {\"player\":\"Nobody\",\"achievement\":10001} | There is no player Nobody.",
                "POST | unlocks | {\"player\":\"Wren\",\"achievement\":1} | There is no achievement 1.",
                "POST | unlocks | {\"player\":\"Wren\",\"achievement\":\"x\"} | achievement must be a whole number.",
                "POST | unlocks | {\"player\":\"Wren\",\"achievement\":10001,\"hard\":1} | hard is not a field of this request.",
                "POST | players | {\"name\":\"wren\"} | There is already a player wren.",
                "POST | site/faults | {\"kind\":\"delay\"} | The fault DELAY needs a time.",
                "POST | discord/faults | {\"kind\":\"hold\",\"where\":\"x\"} | where must be one of anything, sends, reads, callbacks, answers, or a method with a path.",
                "POST | discord/slash | {\"channel\":1,\"member\":2,\"command\":\"help\"} | Discord would not allow that: no channel 1.",
                "PATCH | tickets/7 | {\"state\":\"closed\"} | There is no ticket 7.",
                "PATCH | tickets/x | {\"state\":\"closed\"} | x is not a number.",
            })
    void explainsErrorsInOneSentence(String method, String path, String body, String sentence) throws IOException {
        assertThat(error(method, path, body)).isEqualTo(sentence);
    }

    @Test
    void otherPathsAreNotFound() throws IOException {
        assertThat(call("GET", "nothing", null, 404).path("error").asText())
                .isEqualTo("There is no GET /control/nothing here.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example:80", "localhost@evil.example", "evil", ""})
    void refusesOtherHosts(String host) throws IOException {
        Request request = request("GET", "games", null).header("Host", host).build();

        assertThat(status(request)).isIn(400, 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://127.0.0.1.evil.example", "file://"})
    void refusesPagesFromOtherOrigins(String origin) throws IOException {
        Request request =
                request("POST", "bot/start", null).header("Origin", origin).build();

        assertThat(status(request)).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8077", "http://127.0.0.1", "http://[::1]:8077"})
    void acceptsPagesFromLoopback(String origin) throws IOException {
        Request request = request("GET", "games", null).header("Origin", origin).build();

        assertThat(status(request)).isEqualTo(200);
    }

    private static String id(JsonNode created) {
        return created.path("id").asText();
    }

    private int site(String path) throws IOException {
        return status(new Request.Builder().url(sandbox.site().url() + path).build());
    }

    private String error(String method, String path, @Nullable String body) throws IOException {
        return call(method, path, body, 400).path("error").asText();
    }

    private JsonNode call(String method, String path, @Nullable String body, int status) throws IOException {
        try (Response response =
                client.newCall(request(method, path, body).build()).execute()) {
            String text = response.body().string();
            assertThat(response.code()).as(text).isEqualTo(status);
            return ControlJson.JSON.readTree(text);
        }
    }

    private Request.Builder request(String method, String path, @Nullable String body) {
        RequestBody content = method.equals("GET")
                ? null
                : RequestBody.create(body == null ? "" : body, MediaType.get("application/json"));
        return new Request.Builder().url(sandbox.controlUrl() + path).method(method, content);
    }

    private int status(Request request) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            return response.code();
        }
    }
}
