package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.discord.ConnectResult;
import io.github.cheevoherald.discord.DiscordConnection;
import io.github.cheevoherald.discord.ServerEvents;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Context;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Summary;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.pictures.BadgePictures;
import io.github.cheevoherald.sandbox.Sandbox;
import io.github.cheevoherald.words.Words;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.FileUpload;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Announcements of every form, drawn by the sandbox's page in a real Chromium. Look at the screenshots it leaves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AnnouncementLookIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LONG = "The Extraordinarily Long and Winding Road to the Old Lighthouse";
    private static final Instant EVENING = Instant.parse("2026-05-01T19:58:00Z");

    private final UnlockKind kind = new UnlockKind(Words.english());
    private @Nullable PageBrowser opened;
    private Sandbox sandbox;
    private DiscordConnection connection;
    private BadgePictures pictures;
    private long guild;
    private long channel;
    private long sent;

    @BeforeAll
    void post(@TempDir Path folder) throws Exception {
        opened = PageBrowser.start(folder.resolve("profile")).orElse(null);
        assumeTrue(opened != null, "SKIPPED: this machine has no chromium with chromedriver.");
        sandbox = Sandbox.start(0, Clock.systemUTC());
        guild = PageFilesAndMenusIT.made(sandbox, "discord/guilds", "{'name': 'Home'}");
        String path = "discord/guilds/" + Long.toUnsignedString(guild);
        channel = PageFilesAndMenusIT.made(sandbox, path + "/channels", "{'name': 'unlocks'}");
        PageFilesAndMenusIT.made(sandbox, path + "/members", "{'name': 'Ann', 'admin': true}");
        OkHttpClient http = new OkHttpClient();
        connection = new DiscordConnection(
                sandbox.discord().token(), sandbox.discord().apiUrl(), http, ServerEvents.UNHEARD, Clock.systemUTC());
        assertThat(connection.connect()).isEqualTo(ConnectResult.CONNECTED);
        pictures = new BadgePictures(http, sandbox.site().url(), folder.resolve("badges"), Clock.systemUTC());
        sandbox.discord().rateLimits().off();
        cards();
        lists();
    }

    @AfterAll
    void close() throws Exception {
        if (opened != null) {
            opened.close();
            connection.shutdown(Duration.ofSeconds(2));
            pictures.close();
            sandbox.close();
        }
    }

    private void cards() {
        Unlock usual = unlock("Dark Adaptation", "Cross the cellar without a lamp", 25, 61);
        post(kind.cards(of("FernQuill", usual.withContext(new Context(12, 48, 3.4, false, 0)))));
        Unlock first = unlock("First Light", "Relight the old lighthouse", 10, 14);
        post(kind.cards(of("MothKeeper", first.withContext(new Context(3, 48, 41.2, true, 1)))));
        Unlock special = labelled("Night Shift", "missable", true, true);
        post(kind.cards(of(
                "FernQuill",
                special.withContext(new Context(13, 48, 0.004, true, 1)).countingFor("Achievement of the Week"))));
        post(kind.cards(of("FernQuill", titled(LONG, "~Hack~ " + LONG + " [Subset - Bonus]", "PlayStation Portable"))));
        post(kind.cards(of("ליאור", titled("אור בקצה המנהרה (רמה 3)", "הפנס הישן", "Mega Drive"))));
        Unlock bare = new Unlock(
                7,
                "No Badge at All",
                "",
                site("achievement/7"),
                "",
                0,
                0,
                null,
                "Turbo Kettle",
                site("game/2"),
                "NES",
                now(),
                false,
                false,
                false);
        post(kind.cards(of("FernQuill", bare)));
        List<Unlock> three = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            three.add(unlock("Wink " + i, "Wink at the keeper " + i + " times", 5, 6)
                    .withContext(new Context(45 + i, 48, 60.5 / i, false, i)));
        }
        post(kind.cards(new Unlocks(player("FernQuill"), three)));
        post(kind.compact(new Unlocks(player("FernQuill"), three)));
        post(kind.plain(new Unlocks(player("FernQuill"), three)));
    }

    private void lists() {
        List<Unlock> forty = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            Unlock one = unlock(i % 9 == 0 ? LONG : "Wink " + i, "", i % 4 * 5, i % 4 * 9);
            forty.add(at(one, EVENING.plusSeconds(i * 150L), i % 10 != 3)
                    .withContext(new Context(40, 40, 5.0, i == 7, 1)));
        }
        post(kind.list(new Unlocks(player("FernQuill"), forty)));
        List<Unlocks> several = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            Unlock one = at(unlock("Wink " + i, "", 5, 6), EVENING.plusSeconds(i * 1800L), i % 2 == 0);
            several.add(new Unlocks(player(i % 3 == 0 ? "MothKeeper" : "FernQuill"), List.of(one)));
        }
        post(kind.list(new Summary(several)));
    }

    private Unlocks of(String name, Unlock unlock) {
        return new Unlocks(player(name), List.of(unlock));
    }

    private PlayerCard player(String name) {
        return new PlayerCard("ULID-" + name, name, site("user/x"), site("UserPic/" + name + ".png"));
    }

    private String site(String path) {
        return sandbox.site().url() + path;
    }

    private static long now() {
        return Clock.systemUTC().instant().getEpochSecond();
    }

    private Unlock unlock(String title, String description, int points, int retroPoints) {
        return new Unlock(
                title.hashCode() & 0xFFFF,
                title,
                description,
                site("achievement/" + (title.hashCode() & 0xFFFF)),
                site("Badge/" + (title.hashCode() & 0xFFFF) + ".png"),
                points,
                retroPoints,
                null,
                "Lantern Hollow",
                site("game/1"),
                "SNES",
                now(),
                true,
                false,
                false);
    }

    private Unlock labelled(String title, String type, boolean upgrade, boolean late) {
        Unlock one = unlock(title, "Work until the lamp goes out", 50, 180);
        return new Unlock(
                one.achievementId(),
                title,
                one.description(),
                one.url(),
                one.badgeUrl(),
                one.points(),
                one.retroPoints(),
                type,
                one.gameTitle(),
                one.gameUrl(),
                one.console(),
                one.unlockedAt() - 300_000,
                true,
                upgrade,
                late);
    }

    private Unlock titled(String title, String game, String console) {
        Unlock one = unlock(title, LONG + " and back again, in one go and without ever being seen", 100, 1234);
        return new Unlock(
                one.achievementId(),
                title,
                one.description(),
                one.url(),
                one.badgeUrl(),
                100,
                1234,
                null,
                game,
                one.gameUrl(),
                console,
                one.unlockedAt(),
                true,
                false,
                false,
                null,
                new Context(1, 120, 0.52, false, 0));
    }

    private static Unlock at(Unlock one, Instant date, boolean hardcore) {
        return new Unlock(
                one.achievementId(),
                one.title(),
                one.description(),
                one.url(),
                one.badgeUrl(),
                one.points(),
                one.retroPoints(),
                null,
                one.gameTitle(),
                one.gameUrl(),
                one.console(),
                date.getEpochSecond(),
                hardcore,
                false,
                false);
    }

    private void post(List<RenderedMessage> messages) {
        for (RenderedMessage one : messages) {
            MessageCreateData message = switch (one.form()) {
                case LIST -> pictured(one);
                case CARDS, COMPACT, PLAIN -> one.message();
            };
            assertThat(connection
                            .discord()
                            .send(guild, channel, "look-" + ++sent, message)
                            .join()
                            .isPosted())
                    .isTrue();
        }
    }

    private MessageCreateData pictured(RenderedMessage list) {
        List<MessageEmbed> embeds = new ArrayList<>(list.message().getEmbeds());
        byte[] picture = kind.picture(list.announcement())
                .map(one -> pictures.of(one.badges()).join())
                .orElseThrow();
        assertThat(picture).isNotEmpty();
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

    private PageBrowser page() {
        if (opened == null) {
            throw new IllegalStateException("there is no browser");
        }
        return opened;
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, false", "true, true", "false, true"})
    void looksRight(boolean dark, boolean phone) {
        page().look(dark, phone, 5000);
        page().open(sandbox.pageUrl());
        page().awaitText("#log .embed", "Wink 12");
        await().atMost(PATIENCE)
                .until(() -> page().number("return [...document.images].filter((one) => !one.complete).length;") == 0);

        page().screenshot("announcements-" + (dark ? "dark" : "light") + (phone ? "-phone" : ""));
        assertThat(page().seriousFaults()).isEmpty();
        page().assertNothingWentWrong();
    }

    /** On a phone some lines need two; more points, or a rarer one, take another. */
    @ParameterizedTest
    @CsvSource({"false, 5, 5, 3", "true, 6, 7, 4"})
    void aCardIsFiveLinesAndACompactOneThree(boolean phone, int lines, int linesOfMore, int compactLines) {
        page().look(true, phone, 5000);
        page().open(sandbox.pageUrl());
        page().awaitText("#log .embed", "Wink 12");

        assertThat(lines("Dark Adaptation", 0)).isLessThanOrEqualTo(lines);
        assertThat(lines("Night Shift", 0)).isLessThanOrEqualTo(linesOfMore);
        assertThat(lines("Wink 2", 0)).isLessThanOrEqualTo(lines);
        assertThat(lines("Wink 2", 1)).isLessThanOrEqualTo(compactLines);
    }

    /** As drawn, of the embed with this title that has so many before it; without the date and what stands beside it. */
    private long lines(String title, int before) {
        return page().number(
                        "const embed = [...document.querySelectorAll('#log .embed')].filter((one) =>"
                                + " one.querySelector('.embed-title')?.textContent === arguments[0])[arguments[1]];"
                                + "const parts = embed.querySelectorAll('.embed-author, .embed-title, .embed-description, dt, dd');"
                                + "return [...parts].map((one) => Math.round(one.getBoundingClientRect().height"
                                + " / parseFloat(getComputedStyle(one).lineHeight))).reduce((a, b) => a + b, 0);",
                        title,
                        before);
    }

    @Test
    void theSentenceStandsAboveTheEmbeds() {
        page().look(true, false, 5000);
        page().open(sandbox.pageUrl());

        page().awaitText("#log .content", "FernQuill unlocked Dark Adaptation in Lantern Hollow");
        page().awaitText("#log .content", "completing the set");
        assertThat(page().count("#log .embed-image[alt='Badges']")).isEqualTo(2);
    }
}
