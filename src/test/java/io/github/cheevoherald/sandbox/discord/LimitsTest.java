package io.github.cheevoherald.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything Discord refuses in a message, with the error code and the field that it names. */
@TestInstance(Lifecycle.PER_CLASS)
final class LimitsTest {
    private final EmbeddedDiscord discord = EmbeddedDiscord.start(Clock.systemUTC());
    private final long guild = discord.world().createGuild("Retro Club");
    private final long channel = discord.channels().create(guild, "unlocks");
    private final Http http = new Http(discord);
    private final String path = "/channels/" + channel + "/messages";

    @BeforeAll
    void hurry() {
        discord.rateLimits().off();
    }

    @AfterAll
    void stop() {
        discord.close();
    }

    private static ObjectNode embed(ObjectNode... embeds) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("embeds");
        for (ObjectNode embed : embeds) {
            list.add(embed);
        }
        return body;
    }

    private static ObjectNode title(String title) {
        return Json.object().put("title", title);
    }

    private static ObjectNode fields(int count, String name, String value) {
        ObjectNode embed = Json.object();
        ArrayNode fields = embed.putArray("fields");
        for (int i = 0; i < count; i++) {
            fields.addObject().put("name", name).put("value", value);
        }
        return embed;
    }

    private static ObjectNode within(String object, String field, String text) {
        ObjectNode embed = title("t");
        embed.putObject(object).put(field, text);
        return embed;
    }

    private static ObjectNode buttons(int rows, int perRow, String customId, String label) {
        ObjectNode body = Json.object().put("content", "page");
        ArrayNode list = body.putArray("components");
        for (int row = 0; row < rows; row++) {
            ArrayNode items = list.addObject().put("type", 1).putArray("components");
            for (int i = 0; i < perRow; i++) {
                ObjectNode button =
                        items.addObject().put("type", 2).put("style", 1).put("label", label);
                button.put("custom_id", customId.replace("#", row + "-" + i));
            }
        }
        return body;
    }

    private static ObjectNode menu(int options) {
        ObjectNode body = Json.object().put("content", "choose");
        ArrayNode row = body.putArray("components").addObject().put("type", 1).putArray("components");
        ArrayNode list = row.addObject().put("type", 3).put("custom_id", "menu").putArray("options");
        for (int i = 0; i < options; i++) {
            list.addObject().put("label", "option " + i).put("value", "" + i);
        }
        return body;
    }

    static Stream<Arguments> refused() {
        String long4096 = "d".repeat(4096);
        return Stream.of(
                Arguments.of("content", Json.object().put("content", "x".repeat(2001)), "content"),
                Arguments.of("title", embed(title("x".repeat(257))), "embeds.0.title"),
                Arguments.of("no text at all", embed(Json.object()), "embeds.0.description"),
                Arguments.of(
                        "description", embed(Json.object().put("description", long4096 + "d")), "embeds.0.description"),
                Arguments.of("26 fields", embed(fields(26, "n", "v")), "embeds.0.fields"),
                Arguments.of("field name", embed(fields(1, "n".repeat(257), "v")), "embeds.0.fields.0.name"),
                Arguments.of("no field name", embed(fields(1, " \u00a0", "v")), "embeds.0.fields.0.name"),
                Arguments.of("field value", embed(fields(1, "n", "v".repeat(1025))), "embeds.0.fields.0.value"),
                Arguments.of("no field value", embed(fields(1, "n", "")), "embeds.0.fields.0.value"),
                Arguments.of("footer", embed(within("footer", "text", "x".repeat(2049))), "embeds.0.footer.text"),
                Arguments.of("author", embed(within("author", "name", "x".repeat(257))), "embeds.0.author.name"),
                Arguments.of("no author", embed(within("author", "name", "")), "embeds.0.author.name"),
                Arguments.of(
                        "total",
                        embed(
                                Json.object().put("description", long4096),
                                Json.object().put("description", "d".repeat(1905))),
                        "embeds"),
                Arguments.of(
                        "11 embeds",
                        embed(Stream.generate(() -> title("t")).limit(11).toArray(ObjectNode[]::new)),
                        "embeds"),
                Arguments.of("address", embed(title("t").put("url", "not an address")), "embeds.0.url"),
                Arguments.of("scheme", embed(title("t").put("url", "javascript:alert(1)")), "embeds.0.url"),
                Arguments.of(
                        "picture",
                        embed(within("thumbnail", "url", "ftp://example.org/a.png")),
                        "embeds.0.thumbnail.url"),
                Arguments.of("time", embed(title("t").put("timestamp", "yesterday")), "embeds.0.timestamp"),
                Arguments.of("colour", embed(title("t").put("color", 0x1000000)), "embeds.0.color"),
                Arguments.of("6 rows", buttons(6, 1, "#", "Next"), "components"),
                Arguments.of("6 buttons", buttons(1, 6, "#", "Next"), "components.0.components"),
                Arguments.of(
                        "custom id", buttons(1, 1, "x".repeat(101), "Next"), "components.0.components.0.custom_id"),
                Arguments.of("same custom id", buttons(1, 2, "same", "Next"), "components.0.components.1.custom_id"),
                Arguments.of("label", buttons(1, 1, "#", "x".repeat(81)), "components.0.components.0.label"),
                Arguments.of("no label", buttons(1, 1, "#", ""), "components.0.components.0.label"),
                Arguments.of("26 options", menu(26), "components.0.components.0.options"),
                Arguments.of("nonce", Json.object().put("content", "x").put("nonce", "n".repeat(26)), "nonce"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void namesTheFieldThatIsWrong(String what, ObjectNode body, String place) {
        Http.Result result = http.post(path, body);

        assertThat(result.status()).isEqualTo(400);
        assertThat(result.code()).isEqualTo(50035);
        assertThat(result.json()
                        .at("/errors/" + place.replace('.', '/') + "/_errors/0/code")
                        .asText())
                .as(what + ": " + result.text())
                .isNotEmpty();
    }

    static Stream<Arguments> taken() {
        return Stream.of(
                Arguments.of("content", Json.object().put("content", "x".repeat(2000))),
                Arguments.of("content in code points", Json.object().put("content", "\uD83C\uDFC6".repeat(2000))),
                Arguments.of("title with blanks around", embed(title("  " + "x".repeat(256) + "\n"))),
                Arguments.of("description", embed(Json.object().put("description", "d".repeat(4096)))),
                Arguments.of("25 fields", embed(fields(25, "n", "v"))),
                Arguments.of(
                        "total",
                        embed(
                                Json.object().put("description", "d".repeat(4096)),
                                Json.object().put("description", "d".repeat(1904)))),
                Arguments.of(
                        "10 embeds",
                        embed(Stream.generate(() -> title("t")).limit(10).toArray(ObjectNode[]::new))),
                Arguments.of("25 buttons", buttons(5, 5, "#", "x".repeat(80))),
                Arguments.of("custom id", buttons(1, 1, "x".repeat(100), "Next")),
                Arguments.of("25 options", menu(25)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("taken")
    void acceptsTheLargestPossibleMessage(String what, ObjectNode body) {
        Http.Result result = http.post(path, body);

        assertThat(result.status()).as(what + ": " + result.text()).isEqualTo(200);
    }

    @Test
    void refusesAnEmptyMessage() {
        assertThat(http.post(path, Json.object().put("content", " \n")).code()).isEqualTo(50006);
        assertThat(http.post(path, Json.object()).code()).isEqualTo(50006);
    }

    @Test
    void refusesInvalidJson() {
        assertThat(http.send("POST", path, "{\"content\":").code()).isEqualTo(50109);
    }

    @Test
    void refusesAWrongToken() {
        Http.Result result = new Http(discord, "wrong").get("/users/@me");

        assertThat(result.status()).isEqualTo(401);
        assertThat(result.headers().get("Via")).isEqualTo("1.1 google");
    }

    @Test
    void refusesWithoutPermission() {
        long closed = discord.channels().create(guild, "closed");
        discord.channels().deny(closed, guild, Permission.VIEW_CHANNEL);
        discord.channels().denyBot(closed, Permission.VIEW_CHANNEL);
        long mute = discord.channels().create(guild, "mute");
        discord.channels().denyBot(mute, Permission.SEND_MESSAGES);
        long gone = discord.channels().create(guild, "gone");
        discord.channels().delete(gone);
        long left = discord.world().createGuild("Left");
        long there = discord.channels().create(left, "there");
        discord.world().removeBot(left);
        ObjectNode hello = Json.object().put("content", "hello");

        assertThat(http.post("/channels/" + closed + "/messages", hello).code()).isEqualTo(50001);
        assertThat(http.post("/channels/" + mute + "/messages", hello).code()).isEqualTo(50013);
        assertThat(http.post("/channels/" + gone + "/messages", hello).code()).isEqualTo(10003);
        assertThat(http.post("/channels/" + there + "/messages", hello).code()).isEqualTo(50001);
        assertThat(http.get("/guilds/" + left).code()).isEqualTo(10004);
        assertThat(http.get("/channels/" + channel + "/messages/1").code()).isEqualTo(10008);
        assertThat(http.get("/nowhere").status()).isEqualTo(404);
    }

    @Test
    void silentlyDropsEmbedsWithoutThePermissionToEmbed() {
        long plain = discord.channels().create(guild, "plain");
        discord.channels().denyBot(plain, Permission.EMBED_LINKS);

        Http.Result result =
                http.post("/channels/" + plain + "/messages", embed(title("t")).put("content", "text"));

        assertThat(result.status()).isEqualTo(200);
        assertThat(discord.channels().messages(plain).get(0).embeds()).isEmpty();
    }

    @Test
    void refusesBadCommands() {
        String commands = "/applications/" + discord.world().botId() + "/commands";
        ObjectNode good = Json.object().put("name", "help").put("description", "Helps");
        ObjectNode shouting = Json.object().put("name", "Help").put("description", "Helps");
        ObjectNode silent = Json.object().put("name", "help").put("description", "");
        ObjectNode disordered = good.deepCopy();
        ArrayNode options = disordered.putArray("options");
        options.addObject().put("type", 3).put("name", "a").put("description", "A");
        options.addObject()
                .put("type", 3)
                .put("name", "b")
                .put("description", "B")
                .put("required", true);

        assertThat(http.post(commands, good).status()).isEqualTo(201);
        assertThat(http.post(commands, shouting)
                        .json()
                        .at("/errors/name/_errors/0/code")
                        .asText())
                .isEqualTo("APPLICATION_COMMAND_INVALID_NAME");
        assertThat(http.post(commands, silent)
                        .json()
                        .at("/errors/description/_errors/0/code")
                        .asText())
                .isEqualTo("BASE_TYPE_REQUIRED");
        assertThat(http.post(commands, disordered)
                        .json()
                        .at("/errors/options/1/_errors/0/code")
                        .asText())
                .isEqualTo("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID");
        Http.Result twice =
                http.send("PUT", commands, Json.array().add(good).add(good).toString());
        assertThat(twice.json().at("/errors/1/name/_errors/0/code").asText())
                .isEqualTo("APPLICATION_COMMANDS_DUPLICATE_NAME");
        assertThat(http.get(commands).json().size()).isEqualTo(1);
    }
}
