package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Context;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Summary;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Announcements of every form, drawn by the sandbox's page in a real Chromium. Look at the screenshots it leaves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(1)
final class AnnouncementLookIT {
    private static final String LONG = "The Extraordinarily Long and Winding Road to the Old Lighthouse";
    private static final Instant EVENING = Instant.parse("2026-05-01T19:58:00Z");

    private final UnlockKind kind = new UnlockKind(Words.english());
    private @Nullable LookStage opened;

    @BeforeAll
    void post(@TempDir Path folder) throws Exception {
        opened = LookStage.open(folder, "unlocks").orElse(null);
        assumeTrue(opened != null, "SKIPPED: this machine has no chromium with chromedriver.");
        cards();
        lists();
    }

    @AfterAll
    void close() throws Exception {
        if (opened != null) {
            opened.close();
        }
    }

    private LookStage stage() {
        return Objects.requireNonNull(opened);
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
        stage().post(firstCard(usual));
    }

    /** As it was before cards had lines: a field for each group of facts. */
    private MessageCreateData firstCard(Unlock unlock) {
        PlayerCard player = player("FernQuill");
        return MessageCreateData.fromEmbeds(new EmbedBuilder()
                .setColor(0xFFC83D)
                .setAuthor(player.name(), player.url(), player.pictureUrl())
                .setTitle(unlock.title(), unlock.url())
                .setDescription(unlock.description())
                .setThumbnail(unlock.badgeUrl())
                .setTimestamp(Instant.ofEpochSecond(unlock.unlockedAt()))
                .addField("Game", "[Lantern Hollow](" + unlock.gameUrl() + ")\nSNES", true)
                .addField("Points", "**25**\n61 RetroPoints", true)
                .addField("Mode", "Hardcore", true)
                .build());
    }

    private void lists() {
        List<Unlock> forty = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            Unlock one = unlock(i % 9 == 0 ? LONG : "Wink " + i, "", i % 4 * 5, i % 4 * 9);
            // The set is complete in the middle of the burst, which goes on in another game.
            forty.add(at(one, EVENING.plusSeconds(i * 150L), i % 10 != 3, i <= 25 ? "Lantern Hollow" : "Tide Chaser")
                    .withContext(new Context(i <= 25 ? 25 : i - 25, 25, 5.0, i == 7, 1)));
        }
        post(kind.list(new Unlocks(player("FernQuill"), forty)));
        List<Unlocks> several = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            Unlock one =
                    at(unlock("Wink " + i, "", 5, 6), EVENING.plusSeconds(i * 1800L), i % 2 == 0, "Lantern Hollow");
            several.add(new Unlocks(player(i % 3 == 0 ? "MothKeeper" : "FernQuill"), List.of(one)));
        }
        post(kind.list(new Summary(several)));
    }

    private Unlocks of(String name, Unlock unlock) {
        return new Unlocks(player(name), List.of(unlock));
    }

    private PlayerCard player(String name) {
        return stage().player(name);
    }

    private String site(String path) {
        return stage().site(path);
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

    private Unlock at(Unlock one, Instant date, boolean hardcore, String game) {
        return new Unlock(
                one.achievementId(),
                one.title(),
                one.description(),
                one.url(),
                one.badgeUrl(),
                one.points(),
                one.retroPoints(),
                null,
                game,
                site("game/" + game.length()),
                one.console(),
                date.getEpochSecond(),
                hardcore,
                false,
                false);
    }

    private void post(List<RenderedMessage> messages) {
        stage().post(kind, messages);
    }

    private PageBrowser page() {
        return stage().page();
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, false", "true, true", "false, true"})
    void looksRight(boolean dark, boolean phone) {
        stage().show(dark, phone);

        page().screenshot("announcements-" + (dark ? "dark" : "light") + (phone ? "-phone" : ""));
        if (dark) {
            stage().picture(
                            phone ? "present-and-first-card-phone" : "present-and-first-card",
                            "Dark Adaptation",
                            "Dark Adaptation");
            stage().picture(phone ? "announcement-phone" : "announcement", "Dark Adaptation", "First Light");
            stage().picture(phone ? "list-phone" : "list", "12 unlocks");
        }
        assertThat(page().seriousFaults()).isEmpty();
        page().assertNothingWentWrong();
    }

    @ParameterizedTest
    @CsvSource({"false, 5, 3", "true, 6, 4"})
    void aCardIsFiveLinesAndACompactOneThree(boolean phone, int lines, int compactLines) {
        stage().show(true, phone);
        stage().assumeUsualLetters();

        for (String title : List.of("Dark Adaptation", "First Light", "Night Shift", "Wink 2", "No Badge at All")) {
            assertThat(stage().lines(title, 0)).as(title).isLessThanOrEqualTo(lines);
        }
        assertThat(stage().lines("Wink 2", 1)).isLessThanOrEqualTo(compactLines);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCardSaysMoreThanTheFirstOneInLess(boolean phone) {
        stage().show(true, phone);

        long before = stage().height("Dark Adaptation", 1);
        long now = stage().height("Dark Adaptation", 0);

        System.out.printf("%s: a card had %d pixels and has %d%n", phone ? "phone" : "desktop", before, now);
        assertThat(now).isLessThan(phone ? before * 2 / 3 : before);
    }

    @Test
    void theSentenceStandsAboveTheEmbeds() {
        stage().show(true, false);

        page().awaitText("#log .content", "FernQuill unlocked Dark Adaptation in Lantern Hollow");
        page().awaitText("#log .content", "completing the set");
        assertThat(page().count("#log .embed-image[alt='Badges']")).isEqualTo(2);
        assertThat(page().count("#log .embed .emoji[title^=':hardcore_']")).isPositive();
    }
}
