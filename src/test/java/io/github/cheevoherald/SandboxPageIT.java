package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/** The sandbox's page in a real Chromium; all tests share one sandbox and one window. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
final class SandboxPageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern ADDRESS = Pattern.compile("Open this in a browser: (\\S+)");
    private static final String TITLES = "#log .embed-title";
    private static final String NO_BROWSER =
            "SKIPPED: the sandbox's page is not tested, since this machine has no chromium with chromedriver"
                    + " (on Debian: apt-get install chromium chromium-driver).";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable JarProcess sandbox;
    private @Nullable PageBrowser opened;
    private URI address = URI.create("about:blank");

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, InterruptedException {
        opened = PageBrowser.start(folder.resolve("profile")).orElse(null);
        if (opened == null) {
            // A class that's skipped as a whole leaves no trace in the build's output.
            System.err.println(NO_BROWSER);
        }
        assumeTrue(opened != null, NO_BROWSER);
        JarProcess process = new JarProcess(folder, Map.of(), "sandbox", "--port", "0");
        sandbox = process;
        await().atMost(PATIENCE).until(() -> ADDRESS.matcher(process.err()).find());
        address = ADDRESS.matcher(process.err())
                .results()
                .map((MatchResult match) -> URI.create(match.group(1)))
                .findFirst()
                .orElseThrow();
        page().look(true, false);
        page().open(address);
        await("the demo's opening").atMost(PATIENCE).until(() -> page().count(TITLES) >= 2);
        control("PUT", "demo", JSON.createObjectNode().put("paused", true));
        buildGame();
    }

    private void buildGame() {
        ObjectNode game =
                JSON.createObjectNode().put("title", "Paper Lighthouse").put("console", "PlayStation");
        long id = control("POST", "games", game).path("id").asLong();
        for (String title : List.of("First Fold", "Keeper of the Crane", "Down to the Cellar", "Without a Crease")) {
            ObjectNode achievement = JSON.createObjectNode().put("game", id).put("title", title);
            achievement
                    .put("description", "Fold the light that the harbour asks for")
                    .put("points", 10);
            control("POST", "achievements", achievement);
        }
        page().click("[role=tab]", "Weather");
        page().click("[role=tab]", "Players");
        await().atMost(PATIENCE).until(() -> page().holds("#ra-game", "Paper Lighthouse"));
    }

    @AfterEach
    void nothingWentWrong() {
        page().assertNothingWentWrong();
    }

    @AfterAll
    void end() {
        if (opened != null) {
            opened.close();
        }
        if (sandbox != null) {
            sandbox.terminate();
            assertThat(sandbox.exitCode()).isZero();
        }
    }

    @Test
    @Order(1)
    void registersThroughTheComposerAndShowsTheUnlockWithItsBadge() {
        page().become("late_night_lou");
        page().command("/reg", "/register");
        page().type(Keys.ENTER);
        page().awaitText("#command-hint", "username is required");

        page().type("LouAfterDark", Keys.ENTER);
        page().awaitText(".private .content", "You're registered as LouAfterDark");
        assertThat(page().text(".private .only-you")).contains("Only you can see this");

        // An unlock in the very second of the registration counts as earlier.
        long second = Instant.now().getEpochSecond();
        await().until(() -> Instant.now().getEpochSecond() > second);
        page().choose("ra-player", "LouAfterDark");
        page().choose("ra-game", "Paper Lighthouse");
        unlock("Unlock in hardcore", "First Fold");
        page().awaitText(TITLES, "First Fold");
        await("its badge").atMost(PATIENCE).until(() -> badgeWidth("First Fold") > 0);
        page().screenshot("feed");
    }

    @Test
    @Order(2)
    void showsABurstAsAListThatNamesEveryUnlock() {
        page().click("#panel-players .button", "Burst of 40");

        page().awaitText("#log .embed", "Wink 40");
        assertThat(page().holds("#log .embed", "Wink 1 ")).isTrue();
        page().screenshot("burst");
    }

    @Test
    @Order(3)
    void completesAnOptionAndPagesWithTheButtons() {
        page().command("/unlocks p", "/unlocks player");
        page().click(".chip", "+ player");
        page().type("Fern");
        page().awaitText("#suggestions [aria-selected=true]", "FernQuill");
        assertThat(page().seriousFaults()).isEmpty();
        page().type(Keys.ENTER);
        page().screenshot("composer");
        assertThat(page().script("document.querySelector('.go').click();"
                        + "return document.querySelector('.pending-note').textContent;"))
                .as("the page at the same moment")
                .isEqualTo("Sending…");
        page().awaitText(TITLES, "Unlocks by FernQuill");

        page().command("/unlocks a", "/unlocks achievement");
        page().type("10001", Keys.ENTER);
        page().awaitText(".embed-footer", "Page 1 of");
        assertThat(page().script("const next = [...document.querySelectorAll('.controls button')].pop();"
                        + "next.click(); return next.getAttribute('aria-busy');"))
                .as("the button at the same moment")
                .isEqualTo("true");
        page().awaitText(".embed-footer", "Page 2 of");
        page().click(".controls button", "Previous");
        page().awaitText(".embed-footer", "Page 1 of");
        page().screenshot("answer");
    }

    @Test
    @Order(4)
    void announcesUnlocksFromWhileTheBotWasDeadOnce() {
        page().click("[role=tab]", "Weather");
        page().click("#panel-weather .button", "Kill it");
        page().awaitText(".bot-word", "It's dead");
        page().click("[role=tab]", "Players");
        unlock("Unlock in hardcore", "Keeper of the Crane");
        unlock("Offline, 3 days ago", "Down to the Cellar");
        page().click("[role=tab]", "Weather");

        page().click("#panel-weather .button", "Start");
        page().awaitText(".bot-word", "It's running and connected");
        page().awaitText(TITLES, "Keeper of the Crane");
        page().awaitText(TITLES, "Down to the Cellar");
        page().awaitText(".outbox-count", "Nothing is waiting");

        assertThat(titles("Keeper of the Crane")).isOne();
        assertThat(titles("Down to the Cellar")).isOne();
    }

    @Test
    @Order(5)
    void showsTheBacklogWhileDiscordRefusesTheChannel() {
        page().script("document.getElementById('refuse').click();");
        page().awaitText(".refused", "refused");
        page().click("[role=tab]", "Players");
        unlock("Unlock in hardcore", "Without a Crease");
        page().click("[role=tab]", "Weather");
        page().awaitText(".outbox .until", "until the channel works again");
        page().screenshot("weather");

        page().awaitText(".unread .channel", "Owner of The Save Point");
        page().click(".channel", "@Owner of The Save Point");
        page().awaitText("#log .content", "#unlocks");
        page().screenshot("direct");
        page().click(".channel", "#unlocks");
        page().script("document.getElementById('refuse').click();");
        await().atMost(PATIENCE).until(() -> page().count(".refused") == 0);
    }

    @Test
    @Order(6)
    void survivesAReloadAndMarksUnreadMessages() {
        JsonNode guild = control("GET", "discord/guilds", null).get(0);
        String general = guild.at("/channels/1/id").asText();
        say(general, guild.at("/members/2/id").asText(), "Anybody for Turbo Kettle?");
        page().awaitText(".unread .channel", "general");
        long before = titles("Keeper of the Crane");

        page().reload();

        page().awaitText(TITLES, "Keeper of the Crane");
        assertThat(titles("Keeper of the Crane")).isEqualTo(before);
        assertThat(page().text("#me option:checked")).isEqualTo("late_night_lou");
        page().awaitText(".unread .channel", "general");
        page().click(".channel", "#general");
        page().awaitText("#log .content", "Anybody for Turbo Kettle?");
        assertThat(page().count(".unread")).isZero();
    }

    @Test
    @Order(8)
    void postsTheBacklogWhenTheChannelWorksAgain() {
        page().click(".channel", "#unlocks");
        page().awaitText(TITLES, "Without a Crease");
        page().awaitText(".outbox-count", "Nothing is waiting");
        assertThat(titles("Without a Crease")).isOne();
    }

    @Test
    @Order(9)
    void showsHostileTextAsText() {
        String evil = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>";
        ObjectNode achievement = JSON.createObjectNode().put("game", 101).put("points", 5);
        achievement.put("title", evil + " [x](javascript:window.hacked=1)").put("description", evil);
        String id = control("POST", "achievements", achievement).at("/0/id").asText();
        control("PATCH", "players/FernQuill", JSON.createObjectNode().put("displayName", "\"><svg onload=alert(1)>"));
        page().click(".channel", "#unlocks");
        control(
                "POST",
                "unlocks",
                JSON.createObjectNode().put("player", "FernQuill").put("achievement", id));
        page().awaitText(TITLES, "<img src=x onerror=window.hacked=1>");
        JsonNode guild = control("GET", "discord/guilds", null).get(0);
        String member = guild.at("/members/1/id").asText();
        say(guild.at("/channels/0/id").asText(), member, evil + "[y](javascript:alert(1)) ||" + evil + "||");
        page().awaitText("#log .content", "<script>window.hacked=1</script>");

        assertThat(page().script("return window.hacked ?? null;")).isNull();
        assertThat(page().count("#app img[src=x], #app script, #app svg, #app a[href^='javascript']"))
                .isZero();
        control("PATCH", "players/FernQuill", JSON.createObjectNode().put("displayName", "FernQuill"));
    }

    @ParameterizedTest
    @CsvSource({
        "true, false, Players Weather Wire",
        "false, false, Weather Wire Players",
        "true, true, Players Weather Wire Channels Chat",
        "false, true, Weather Chat",
    })
    @Order(7)
    void hasNoSeriousAccessibilityProblem(boolean dark, boolean phone, String views) {
        page().look(dark, phone);
        page().click(".channel", "#unlocks");
        page().script("document.querySelectorAll('details').forEach((one) => { one.open = true; });");
        for (String view : views.split(" ", -1)) {
            page().click(phone ? "#bar button" : "[role=tab]", view);
            assertThat(page().seriousFaults()).as(view).isEmpty();
            page().screenshot((dark ? "dark-" : "light-") + (phone ? "phone-" : "") + view);
        }
        page().look(true, false);
    }

    static List<Arguments> markdown() {
        String link = "target=\"_blank\" rel=\"noopener noreferrer nofollow\"";
        return List.of(
                Arguments.of("**bold** and _italic_", "<p><strong>bold</strong> and <em>italic</em></p>"),
                Arguments.of("snake_case_name, __under__", "<p>snake_case_name, <u>under</u></p>"),
                Arguments.of("***both*** ~~gone~~", "<p><strong><em>both</em></strong> <s>gone</s></p>"),
                Arguments.of("`a *b*` \\*plain\\*", "<p><code>a *b*</code> *plain*</p>"),
                Arguments.of("```js\nlet x = 1;\n```", "<pre><code>let x = 1;</code></pre>"),
                Arguments.of("> said\n> more", "<blockquote><p>said</p><p>more</p></blockquote>"),
                Arguments.of("- one\n  - two\n- three", "<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul>"),
                Arguments.of("## Title", "<p class=\"heading h2\">Title</p>"),
                Arguments.of("-# small", "<p class=\"subtext\">small</p>"),
                Arguments.of(
                        "[a\\]b](https://a.example/1)", "<p><a href=\"https://a.example/1\" " + link + ">a]b</a></p>"),
                Arguments.of(
                        "https://a.example/1.",
                        "<p><a href=\"https://a.example/1\" " + link + ">https://a.example/1</a>.</p>"),
                Arguments.of("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
                Arguments.of("<b onclick=x>&amp;", "<p>&lt;b onclick=x&gt;&amp;amp;</p>"),
                Arguments.of("<@1>", "<p><span class=\"mention\">@unknown-user</span></p>"),
                Arguments.of("<#1>", "<p><span class=\"mention\">#unknown</span></p>"),
                Arguments.of("**never closed", "<p>**never closed</p>"));
    }

    @ParameterizedTest
    @MethodSource("markdown")
    @Order(8)
    void drawsDiscordsMarkdown(String markdown, String html) {
        assertThat(page().drawn(markdown)).isEqualTo(html);
    }

    @Test
    @Order(9)
    void namesTheMemberWhoIsRegisteredAsThePlayer() {
        page().become("Halloumi");
        page().command("/reg", "/register");
        page().type("GlyphSmith", Keys.ENTER);
        page().awaitText(".private .content", "You're registered as GlyphSmith");

        page().awaitText("#ra-player option", "GlyphSmith (Halloumi)");
    }

    @Test
    @Order(10)
    void staysSmallWithThousandsOfMessages() {
        JsonNode guild = control("GET", "discord/guilds", null).get(0);
        String general = guild.at("/channels/1/id").asText();
        String member = guild.at("/members/1/id").asText();
        page().click(".channel", "#general");
        sayMany(general, member, 0, 500);
        long nodes = page().count("*");
        long heap = page().heap();

        sayMany(general, member, 500, 2000);

        assertThat(page().count("*")).isLessThan(nodes + 500);
        assertThat(page().count("#log > .message")).isBetween(50L, 310L);
        assertThat(page().heap()).isLessThan(heap + 3_000_000);
        await().atMost(PATIENCE).until(() -> {
            page().script("document.getElementById('scroller').scrollTop = 0;");
            return page().holds("#log .content", "message 1500.");
        });
        assertThat(page().count("#log > .message")).isLessThan(310);
        page().click("#to-present", "Jump");
        page().awaitText("#log .content", "message 1999.");
    }

    private void sayMany(String channel, String member, int from, int to) {
        for (int number = from; number < to; number++) {
            say(channel, member, "This is message " + number + ".");
        }
        page().awaitText("#log .content", "message " + (to - 1) + ".");
    }

    private void say(String channel, String member, String text) {
        control(
                "POST",
                "discord/channels/" + channel + "/messages",
                JSON.createObjectNode().put("member", member).put("text", text));
    }

    private void unlock(String button, String achievement) {
        page().choose("ra-game", "Paper Lighthouse");
        page().choose("ra-achievement", achievement);
        page().click("#panel-players .button", button);
        page().awaitText("#ra-note", "has unlocked " + achievement);
    }

    private long titles(String title) {
        return page().number(
                        "return [...document.querySelectorAll('#log .embed')].filter((one) =>"
                                + " one.querySelector('.embed-title')?.textContent === arguments[0]"
                                + " && one.textContent.includes('LouAfterDark')).length;",
                        title);
    }

    private long badgeWidth(String title) {
        return page().number(
                        "const embed = [...document.querySelectorAll('#log .embed')].reverse().find((one) =>"
                                + " one.querySelector('.embed-title')?.textContent === arguments[0]);"
                                + "return embed?.querySelector('.thumbnail')?.naturalWidth ?? 0;",
                        title);
    }

    private PageBrowser page() {
        if (opened == null) {
            throw new IllegalStateException("there is no browser");
        }
        return opened;
    }

    private JsonNode control(String method, String path, @Nullable ObjectNode body) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/control/" + path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isLessThan(300);
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
