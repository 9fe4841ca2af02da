package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cheevoherald.sandbox.Sandbox;
import io.github.cheevoherald.sandbox.discord.Bot;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.imageio.ImageIO;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.utils.FileUpload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Things the page can show and do without Cheevo Herald, with a tiny bot in its place. */
final class PageFilesAndMenusIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void showsFilesAndLetsTheReaderChooseInAMenu(@TempDir Path folder) throws IOException, InterruptedException {
        Optional<PageBrowser> browser = PageBrowser.start(folder.resolve("profile"));
        assumeTrue(browser.isPresent(), "SKIPPED: this machine has no chromium with chromedriver.");
        try (PageBrowser page = browser.orElseThrow();
                Sandbox sandbox = Sandbox.start(0, Clock.systemUTC())) {
            String guild =
                    "discord/guilds/" + Long.toUnsignedString(made(sandbox, "discord/guilds", "{'name': 'Home'}"));
            long channel = made(sandbox, guild + "/channels", "{'name': 'unlocks'}");
            made(sandbox, guild + "/members", "{'name': 'Marlow', 'admin': true}");
            try (Bot bot = Bot.start(sandbox.discord())) {
                bot.on(event -> {
                    if (event instanceof StringSelectInteractionEvent chosen) {
                        chosen.reply("You chose " + chosen.getValues().get(0)).queue();
                    }
                });
                page.open(sandbox.pageUrl());
                post(bot, channel);

                page.awaitText(".file", "notes.txt");
                await("the picture")
                        .atMost(PATIENCE)
                        .until(() -> page.number("return document.querySelector('img.attachment')?.naturalWidth ?? 0;")
                                == 40);
                page.pick("select.menu", "The second");
                page.awaitText("#log .content", "You chose two");

                assertThat(page.count(".answer")).isEqualTo(1);
                addsToTheServer(page);
                assertThat(sandbox.discord()
                                .roles()
                                .of(Long.parseUnsignedLong(guild.substring(guild.lastIndexOf('/') + 1))))
                        .containsValue("Fans of news");
                page.assertNothingWentWrong();
            }
        }
    }

    private static void addsToTheServer(PageBrowser page) {
        page.look(true, false);
        page.click("#backstage-toggle", "Backstage");
        page.click("#tab-weather", "Weather");
        page.click("#panel-weather summary", "Add to the server");
        name(page, "Late News");
        page.click("#panel-weather .button", "News channel");
        page.awaitText("#new-note", "News channel added: late-news");
        page.awaitText("#channels .channel-label", "late-news");
        name(page, "Fans of news");
        page.click("#panel-weather .button", "Role");
        page.awaitText("#new-note", "Role added: Fans of news");
        page.screenshot("weather-additions");
    }

    private static void name(PageBrowser page, String name) {
        assertThat(page.number("document.getElementById('new-name').focus(); return 1;"))
                .isEqualTo(1);
        page.type(name);
    }

    /** Creates something through the control API, and returns its id. */
    static long made(Sandbox sandbox, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(sandbox.controlUrl().resolve(path))
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return new JsonMapper().readTree(answer).path("id").asLong();
    }

    private static void post(Bot bot, long channel) throws IOException {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "png", picture);
        StringSelectMenu menu = StringSelectMenu.create("pick")
                .addOption("The first", "one")
                .addOption("The second", "two")
                .build();
        bot.channel(channel)
                .sendMessage("Two files and a menu")
                .addFiles(
                        FileUpload.fromData(picture.toByteArray(), "picture.png"),
                        FileUpload.fromData("some notes".getBytes(StandardCharsets.UTF_8), "notes.txt"))
                .setComponents(ActionRow.of(menu))
                .complete();
    }
}
