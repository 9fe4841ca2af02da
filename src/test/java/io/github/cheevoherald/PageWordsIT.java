package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cheevoherald.sandbox.BotControl.Backlog;
import io.github.cheevoherald.sandbox.BotControl.Form;
import io.github.cheevoherald.sandbox.BotControl.ListPace;
import io.github.cheevoherald.sandbox.BotControl.OutboxRow;
import io.github.cheevoherald.sandbox.Sandbox;
import io.github.cheevoherald.sandbox.StubBot;
import io.github.cheevoherald.sandbox.discord.Bot;
import io.github.cheevoherald.sandbox.site.SitePlayer;
import io.github.cheevoherald.sandbox.site.SiteWorld;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page's words for newcomers, with a bot whose state each test sets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PageWordsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOTE = "#ra-note";

    private @Nullable PageBrowser opened;
    private Sandbox sandbox;
    private final StubBot bot = new StubBot();
    private long guild;
    private long unlocks;
    private long marlow;
    private SitePlayer wren;
    private long lamp;

    @BeforeAll
    void openABrowser(@TempDir Path folder) {
        opened = PageBrowser.start(folder.resolve("profile")).orElse(null);
        assumeTrue(opened != null, "SKIPPED: this machine has no chromium with chromedriver.");
    }

    @BeforeEach
    void build() throws IOException, InterruptedException {
        sandbox = Sandbox.start(0, Clock.systemUTC());
        guild = made("discord/guilds", "{'name': 'Home'}");
        String path = "discord/guilds/" + Long.toUnsignedString(guild);
        unlocks = made(path + "/channels", "{'name': 'unlocks'}");
        made(path + "/channels", "{'name': 'general'}");
        marlow = made(path + "/members", "{'name': 'Marlow', 'admin': true}");
        SiteWorld world = sandbox.site().world();
        wren = world.addPlayer("Wren");
        long hollow = world.addGame("Lantern Hollow", "SNES").id();
        lamp = world.addAchievement(hollow, "Light Fingers", "Steal it", 5).id();
        world.addAchievement(hollow, "Down the Well", "Fall", 5);
        long kettle = world.addGame("Turbo Kettle", "SNES").id();
        world.addAchievement(kettle, "On the Boil", "Win", 5);
        page().look(true, false);
    }

    @AfterEach
    void close() {
        page().assertNothingWentWrong();
        page().script("sessionStorage.clear();");
        page().leave();
        sandbox.close();
    }

    @AfterAll
    void closeTheBrowser() {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void saysThatSomebodyAlreadyHasItInsteadOfUnlockingForEver() {
        steered();
        page().choose("ra-achievement", "Light Fingers");
        sandbox.site().world().unlock("Wren", lamp, true);

        page().click("#panel-players .button", "Unlock in hardcore");

        page().awaitText(".toast.bad", "Wren already has “Light Fingers”.");
        assertThat(page().text(NOTE)).isEqualTo("Wren already has “Light Fingers”.");
        page().screenshot("words-already");
        page().assertNothingWentWrong("status of 400");
    }

    @Test
    void saysThatNobodyIsRegisteredAsThePlayer() {
        steered();
        page().awaitText("#ra-hint", "Nobody is registered as Wren, so nothing will be announced.");
        assertThat(page().text("#ra-hint")).contains("/register username:Wren");

        page().click("#panel-players .button", "Unlock in hardcore");
        page().awaitText(
                        NOTE,
                        "Wren has unlocked Light Fingers, but nobody is registered as Wren, so nothing is announced.");
        page().screenshot("words-nobody");

        bot.register(guild, marlow, wren.ulid());
        await("the hint goes")
                .atMost(PATIENCE)
                .until(() -> page().text("#ra-hint").isEmpty());
        page().click("#panel-players .button", "Unlock in hardcore");
        page().awaitText(NOTE, "Wren has unlocked Down the Well.");
    }

    @Test
    void upgradesTheChosenUnlockOrSaysWhyNot() {
        steered();
        bot.register(guild, marlow, wren.ulid());
        sandbox.site().world().unlock("Wren", lamp, false);
        page().choose("ra-game", "Turbo Kettle");

        page().click("#panel-players .button", "Upgrade to hardcore");
        page().awaitText(NOTE, "Wren hasn't unlocked On the Boil yet. You can upgrade Light Fingers (Lantern Hollow).");
        assertThat(sandbox.site().world().unlocks("Wren")).noneMatch(unlock -> unlock.hardcore());
        page().screenshot("words-upgrade");

        page().choose("ra-game", "Turbo Kettle");
        page().click("#panel-players .button", "Unlock in casual");
        page().awaitText(NOTE, "Wren has unlocked On the Boil in casual.");
        page().click("#panel-players .button", "Upgrade to hardcore");
        page().awaitText(NOTE, "Wren has On the Boil in hardcore now.");
    }

    @Test
    void showsWhatIsNextInTheOutboxAndWhenTheNextListMayGo() {
        steered();
        String two = "{\"parts\":[" + part("A", "Ann", "Lamp") + "," + part("A", "Ann", "Moth") + ","
                + part("B", "Ben", "Well") + "," + part("B", "Ben", "Wick") + "]}";
        page().click("[role=tab]", "Weather");
        bot.setBacklog(waiting(
                List.of(
                        row(1, part("A", "Ann", "Lamp"), Form.MESSAGE),
                        row(2, two, Form.UNMADE),
                        row(3, part("C", "Cyd", "Dawn"), Form.UNMADE)),
                List.of()));

        page().awaitText(".outbox .what", "Ann, Ben 4 unlocks");
        assertThat(untils()).isEqualTo("next in line|waiting its turn|waiting its turn");

        Instant inAMinute = Instant.now().plusSeconds(55);
        bot.setBacklog(waiting(
                List.of(row(1, two, Form.LIST), row(2, part("C", "Cyd", "Dawn"), Form.UNMADE)),
                List.of(new ListPace(guild, inAMinute))));
        page().awaitText(".outbox .paced", "at most five lists a minute");
        page().awaitText(".outbox .pending .until", "in the next list, in ");
        assertThat(untils()).endsWith("|waiting its turn").doesNotContain("next in line");
        page().screenshot("words-outbox");
    }

    @Test
    void doesNotMentionAnOutboxItCannotSee() throws InterruptedException {
        page().open(sandbox.pageUrl());
        page().awaitText("#notice", "No bot is connected.");
        page().click("[role=tab]", "Weather");
        page().awaitText(".outbox-count", "The outbox of a bot that was started elsewhere can't be seen from here.");
        assertThat(page().text("#panel-weather")).doesNotContain("Nothing is waiting");
        page().awaitText(".bot-word", "No bot is connected.");

        try (Bot elsewhere = Bot.start(sandbox.discord())) {
            assertThat(elsewhere.jda().getGuilds()).hasSize(1);
            page().awaitText(".bot-word", "It was started elsewhere and is connected.");
            page().awaitText("#bot-state", "bot online");
            page().screenshot("words-no-bot");
        }
    }

    @Test
    void showsDirectMessagesAsSeparateChannels() throws InterruptedException {
        steered();
        assertThat(page().holds(".category", "Direct messages")).isFalse();
        try (Bot elsewhere = Bot.start(sandbox.discord())) {
            elsewhere
                    .jda()
                    .openPrivateChannelById(marlow)
                    .complete()
                    .sendMessage("I may not write in #unlocks any more.")
                    .complete();

            page().awaitText(".category", "Direct messages to");
            page().awaitText(".unread .channel", "Marlow");
            page().click(".channel", "@Marlow");
            page().awaitText("#log .content", "I may not write in");
            assertThat(page().text("#channel-title")).isEqualTo("@Direct messages to Marlow");
            assertThat(page().count(".unread")).isZero();
            page().awaitText(".closed", "Use its commands in the server");
            assertThat(page().seriousFaults()).isEmpty();
            page().screenshot("words-direct");

            page().reload();
            page().awaitText("#log .content", "I may not write in");
            page().click(".channel", "#general");
            page().reload();
            page().awaitText("#channel-title", "#general");
        }
    }

    @Test
    void showsNamesAndWhoseBudgetARequestUses() throws IOException, InterruptedException, URISyntaxException {
        steered();
        page().click("[role=tab]", "Wire");
        URI asked = sandbox.site()
                .url()
                .resolve("/API/API_GetUserProfile.php?u=" + wren.ulid() + "&y="
                        + sandbox.site().apiKey());
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(asked).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(HttpURLConnection.HTTP_OK);

        page().awaitText(".wire .path", "Wren GetUserProfile");
        assertThat(page().text(".wire")).doesNotContain(wren.ulid());
        assertThat(page().text(".meters")).contains("1 of 600", "the bot sends at most 60 a minute");
        page().screenshot("words-wire");
    }

    @Test
    void marksNewMessagesOnAPhone() throws IOException, InterruptedException {
        steered();
        page().look(true, true);
        page().click("#bar button", "Players");

        said("An announcement");
        await("the mark").atMost(PATIENCE).until(() -> page().count("#bar [data-view=chat] .new-mark") == 1);
        page().screenshot("words-phone-mark");
        assertThat(page().seriousFaults()).isEmpty();

        page().click("#bar button", "Chat");
        await("it is read").atMost(PATIENCE).until(() -> page().count(".new-mark") == 0);
        assertThat(page().count(".unread")).isZero();
    }

    @Test
    void saysThatTheBotIsStartingAndListsThreeThingsToTry() throws IOException, InterruptedException {
        bot.setState(true, false);
        sandbox.steer(bot);
        page().open(sandbox.pageUrl());
        page().awaitText("#notice", "The bot is starting…");
        page().screenshot("words-starting");
        bot.setState(true, true);
        await("the notice goes")
                .atMost(PATIENCE)
                .until(() -> page().text("#notice").isEmpty());

        page().awaitText("#tour", "/register username:Wren");
        assertThat(page().count("#tour li")).isEqualTo(3);
        bot.register(guild, marlow, wren.ulid());
        page().awaitText("#tour .done", "/register username:Wren");
        page().click("#tour button", "Players");
        page().click("#panel-players .button", "Unlock in hardcore");
        page().awaitText("#tour .done", "let Wren unlock something");
        bot.kill();
        page().awaitText(".bot-word", "It's dead");
        page().screenshot("words-tour");
        bot.start();
        page().awaitText("#tour h3", "That's the heart of it");
        assertThat(page().count("#tour .done")).isEqualTo(3);

        page().click("#tour button", "✕");
        page().reload();
        page().awaitText("#bot-state", "bot online");
        assertThat(page().text("#tour")).isEmpty();
    }

    private void steered() {
        bot.setState(true, true);
        sandbox.steer(bot);
        page().open(sandbox.pageUrl());
        await("the players").atMost(PATIENCE).until(() -> page().holds("#ra-game", "Turbo Kettle"));
        page().awaitText("#bot-state", "bot online");
    }

    private String untils() {
        return String.valueOf(
                page().script(
                                "return [...document.querySelectorAll('.outbox .pending .until')].map((one) => one.textContent).join('|');"));
    }

    private Backlog waiting(List<OutboxRow> rows, List<ListPace> paces) {
        return new Backlog(Map.of("pending", (long) rows.size()), rows, List.of(), paces);
    }

    private OutboxRow row(long id, String payload, Form form) {
        Instant now = Instant.now().minusSeconds(5);
        return new OutboxRow(id, guild, "pending", payload, null, 0, now, now, null, form, 4, false);
    }

    private static String part(String ulid, String name, String title) {
        return "{\"player\":{\"ulid\":\"" + ulid + "\",\"name\":\"" + name + "\"},\"unlocks\":[{\"title\":\"" + title
                + "\"}]}";
    }

    private void said(String text) throws IOException, InterruptedException {
        made(
                "discord/channels/" + Long.toUnsignedString(unlocks) + "/messages",
                "{'member': '" + Long.toUnsignedString(marlow) + "', 'text': '" + text + "'}");
    }

    private long made(String path, String body) throws IOException, InterruptedException {
        return PageFilesAndMenusIT.made(sandbox, path, body);
    }

    private PageBrowser page() {
        if (opened == null) {
            throw new IllegalStateException("there is no browser");
        }
        return opened;
    }
}
