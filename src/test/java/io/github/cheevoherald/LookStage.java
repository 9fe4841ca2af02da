package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cheevoherald.announce.AnnouncementKind;
import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.announce.Symbol;
import io.github.cheevoherald.discord.ConnectResult;
import io.github.cheevoherald.discord.DiscordConnection;
import io.github.cheevoherald.discord.ServerEvents;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.pictures.BadgePictures;
import io.github.cheevoherald.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.FileUpload;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import okhttp3.OkHttpClient;

/** A channel of the sandbox to post announcements in, and a real Chromium that shows it. */
final class LookStage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TALL = 9500;
    private static final int WIDE = 620;
    private static final int GAP = 8;

    /** Pixels of two words in letters of 100; Arial's take 667. */
    private static final int WIDEST = 700;

    private final PageBrowser page;
    private final Sandbox sandbox = Sandbox.start(0, Clock.systemUTC());
    private final OkHttpClient http = new OkHttpClient();
    private final DiscordConnection connection = new DiscordConnection(
            sandbox.discord().token(), sandbox.discord().apiUrl(), http, ServerEvents.UNHEARD, Clock.systemUTC());
    private final BadgePictures pictures;
    private final long guild;
    private final long channel;
    private long sent;

    private LookStage(PageBrowser page, Path folder, String channelName) throws Exception {
        this.page = page;
        guild = PageFilesAndMenusIT.made(sandbox, "discord/guilds", "{'name': 'Home'}");
        String path = "discord/guilds/" + Long.toUnsignedString(guild);
        channel = PageFilesAndMenusIT.made(sandbox, path + "/channels", "{'name': '" + channelName + "'}");
        PageFilesAndMenusIT.made(sandbox, path + "/members", "{'name': 'Ann', 'admin': true}");
        connection.emojis().use(Symbol.pictures());
        assertThat(connection.connect()).isEqualTo(ConnectResult.CONNECTED);
        connection.uploadEmojis();
        await().atMost(PATIENCE).until(() -> sandbox.discord().emojis().names().size() == Symbol.values().length);
        pictures = new BadgePictures(http, sandbox.site().url(), folder.resolve("badges"), Clock.systemUTC());
        sandbox.discord().rateLimits().off();
    }

    /** Empty on a machine without Chromium. */
    static Optional<LookStage> open(Path folder, String channelName) throws Exception {
        Optional<PageBrowser> page = PageBrowser.start(folder.resolve("profile"));
        return page.isPresent() ? Optional.of(new LookStage(page.get(), folder, channelName)) : Optional.empty();
    }

    PageBrowser page() {
        return page;
    }

    String site(String path) {
        return sandbox.site().url() + path;
    }

    PlayerCard player(String name) {
        return new PlayerCard("ULID-" + name, name, site("user/x"), site("UserPic/" + name + ".png"));
    }

    /** A thread below the channel. */
    void thread(String name) {
        sandbox.discord().threads().create(channel, name);
    }

    long role(String name) {
        return sandbox.discord().world().createRole(guild, name);
    }

    void post(AnnouncementKind kind, List<RenderedMessage> messages) {
        for (RenderedMessage one : messages) {
            post(one.form() == MessageForm.LIST ? pictured(kind, one) : one.message());
        }
    }

    void post(MessageCreateData message) {
        assertThat(connection
                        .discord()
                        .send(guild, channel, "look-" + ++sent, message)
                        .join()
                        .isPosted())
                .isTrue();
    }

    private MessageCreateData pictured(AnnouncementKind kind, RenderedMessage list) {
        byte[] picture = kind.picture(list.announcement())
                .map(one -> pictures.of(one.badges()).join())
                .orElse(new byte[0]);
        if (picture.length == 0) {
            return list.message();
        }
        List<MessageEmbed> embeds = new ArrayList<>(list.message().getEmbeds());
        int last = embeds.size() - 1;
        embeds.set(
                last,
                new EmbedBuilder(embeds.get(last))
                        .setImage("attachment://badges.png", "Badges")
                        .build());
        return MessageCreateBuilder.from(list.message())
                .setEmbeds(embeds)
                .setFiles(FileUpload.fromData(picture, "badges.png").setDescription("Badges"))
                .build();
    }

    /** Skips a test that counts lines where this machine's letters are wider than those that the page is made for. */
    void assumeUsualLetters() {
        long width = page.number("const pen = document.createElement('canvas').getContext('2d');"
                + "pen.font = '100px ' + getComputedStyle(document.body).fontFamily;"
                + "return Math.round(pen.measureText('Lantern Hollow').width);");
        assumeTrue(
                width <= WIDEST,
                "SKIPPED: lines are counted with letters as wide as Arial's (on Debian: apt-get install fonts-liberation).");
    }

    /** Shows the channel in a window tall enough for everything, with all its pictures. */
    void show(boolean dark, boolean phone) {
        page.look(dark, phone, TALL);
        page.open(sandbox.pageUrl());
        await().atMost(PATIENCE).until(() -> page.count("#log .message") == sent);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(missingPictures()).isEmpty());
    }

    private String missingPictures() {
        return String.valueOf(page.script("return [...document.images]"
                + ".filter((one) => !one.complete || one.naturalWidth === 0).map((one) => one.src).join(' ');"));
    }

    /** A screenshot of the messages whose embeds or lists begin with these titles, as wide as announcements are. */
    void picture(String name, String... titles) {
        List<?> box = (List<?>) Objects.requireNonNull(page.script(
                "const [titles, gap] = arguments;"
                        + "const title = (one) => one.querySelector('.embed-title')?.textContent ?? '';"
                        + "const all = [...document.querySelectorAll('#log .message')];"
                        + "const kept = [];"
                        + "titles.forEach((some) => kept.push(all.find((one) => title(one).startsWith(some) && !kept.includes(one))));"
                        + "all.forEach((one) => { one.hidden = !kept.includes(one); one.style.display = one.hidden ? 'none' : ''; });"
                        + "const boxes = kept.map((one) => one.getBoundingClientRect());"
                        + "return [boxes[0].left, boxes[0].top, boxes[0].width, boxes.at(-1).bottom - boxes[0].top + gap];",
                List.of(titles),
                GAP));
        List<Double> at = box.stream().map(one -> ((Number) one).doubleValue()).toList();
        page.screenshot(name, at.get(0), at.get(1), Math.min(at.get(2), WIDE), at.get(3));
        page.script("document.querySelectorAll('#log .message').forEach((one) => { one.style.display = ''; });");
    }

    /** The text lines of an embed as drawn, without the date and what stands beside it. */
    long lines(String title, int before) {
        return page.number(
                "const embed = [...document.querySelectorAll('#log .embed')].filter((one) =>"
                        + " one.querySelector('.embed-title')?.textContent === arguments[0])[arguments[1]];"
                        + "const parts = embed.querySelectorAll('.embed-author, .embed-title, .embed-description, dt, dd');"
                        + "return [...parts].map((one) => Math.round(one.getBoundingClientRect().height"
                        + " / parseFloat(getComputedStyle(one).lineHeight))).reduce((a, b) => a + b, 0);",
                title,
                before);
    }

    /** The height in pixels of the embed with this title that has so many before it. */
    long height(String title, int before) {
        return page.number(
                "return [...document.querySelectorAll('#log .embed')].filter((one) =>"
                        + " one.querySelector('.embed-title')?.textContent === arguments[0])[arguments[1]]"
                        + ".getBoundingClientRect().height;",
                title,
                before);
    }

    @Override
    public void close() throws IOException {
        page.close();
        try {
            connection.shutdown(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pictures.close();
        sandbox.close();
    }
}
