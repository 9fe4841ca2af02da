package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cheevoherald.announce.AnnouncementKind;
import io.github.cheevoherald.announce.Example;
import io.github.cheevoherald.announce.Examples;
import io.github.cheevoherald.announce.awards.AwardMessages;
import io.github.cheevoherald.announce.events.EventKind;
import io.github.cheevoherald.announce.leaderboards.ScoreKind;
import io.github.cheevoherald.announce.sets.SetKind;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.awards.AnnouncedAward;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement.PlayersAward;
import io.github.cheevoherald.outbox.events.EventAnnouncement;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Begun;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Event;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Holder;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.PlayersScore;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.Reached;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.Score;
import io.github.cheevoherald.outbox.sets.SetAnnouncement;
import io.github.cheevoherald.outbox.sets.SetNews;
import io.github.cheevoherald.words.Words;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Awards, events, sets and scores in every form, drawn by the sandbox's page. Look at the screenshots it leaves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NewsLookIT {
    private static final String LONG = "The Extraordinarily Long and Winding Road to the Old Lighthouse";
    private static final String HACK = "~Hack~ " + LONG + " [Subset - Bonus]";
    private static final String HEBREW = "הפנס הישן";
    private static final Words WORDS = Words.english();

    private final AnnouncementKind awards = new AwardMessages(WORDS);
    private final AnnouncementKind events = new EventKind(WORDS);
    private final AnnouncementKind sets = new SetKind(WORDS);
    private final AnnouncementKind scores = new ScoreKind(WORDS);
    private final long now = Clock.systemUTC().instant().getEpochSecond();
    private @Nullable LookStage opened;

    @BeforeAll
    void post(@TempDir Path folder) throws Exception {
        opened = LookStage.open(folder, "news").orElse(null);
        assumeTrue(opened != null, "SKIPPED: this machine has no chromium with chromedriver.");
        postAwards();
        postEvents();
        postSets();
        postScores();
        long role = stage().role("Cheevo fans");
        stage().post(MessageCreateData.fromContent("<@&" + role + "> **FernQuill** mastered **Lantern Hollow**"));
        stage().thread("masteries");
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

    /** In every form, and the example that /feed test posts. */
    private void everyForm(AnnouncementKind kind, Announcement announcement) {
        stage().post(kind, kind.compact(announcement));
        stage().post(kind, kind.list(announcement));
        stage().post(kind, kind.plain(announcement));
        Example example = new Example("Ann", stage().site("user/Ann"), "", stage().site("Badge/5.png"));
        stage().post(Examples.card(kind, example, Instant.ofEpochSecond(now)));
    }

    private PlayersAward award(String player, AnnouncedAward.Kind kind, String title, String console, boolean known) {
        boolean event = kind == AnnouncedAward.Kind.EVENT;
        String subject = (event ? "event/" : "game/") + (title.hashCode() & 0xFFFF) + "#"
                + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new PlayersAward(
                stage().player(player),
                new AnnouncedAward(
                        kind,
                        subject,
                        title,
                        stage().site(subject),
                        stage().site("Images/" + (title.hashCode() & 0xFFFF) + ".png"),
                        known && !event ? stage().site("Images/" + (title.hashCode() & 0xFFFF) + "_scene.png") : null,
                        console,
                        event ? null : (Integer) 400,
                        event ? (Integer) 2 : null,
                        now,
                        false,
                        false,
                        known ? 42 : null,
                        known ? 900 : null,
                        known ? 1_036_800L : null,
                        known ? 12 : null,
                        known));
    }

    private void postAwards() {
        List<PlayersAward> all = List.of(
                award("FernQuill", AnnouncedAward.Kind.BEATEN_HARDCORE, "Tide Chaser", "SNES", true),
                award("FernQuill", AnnouncedAward.Kind.MASTERED, "Lantern Hollow", "SNES", true),
                award("MothKeeper", AnnouncedAward.Kind.COMPLETED, "Moss & Thunder", "Game Boy Advance", true),
                award("MothKeeper", AnnouncedAward.Kind.BEATEN_CASUAL, HACK, "PlayStation Portable", true),
                award("ליאור", AnnouncedAward.Kind.MASTERED, HEBREW, "Arcade", false),
                award("FernQuill", AnnouncedAward.Kind.EVENT, "Winter Fair 2026", "", false));
        all.forEach(one -> stage().post(awards, awards.cards(new AwardAnnouncement(List.of(one)))));
        everyForm(awards, new AwardAnnouncement(all.subList(0, 2)));
    }

    private Begun begun(String title, Event event, @Nullable Long until, int more, Holder... holders) {
        int id = title.hashCode() & 0xFFFF;
        return new Begun(
                id,
                title,
                "Cross the cellar without a lamp",
                stage().site("achievement/" + id),
                stage().site("Badge/" + id + ".png"),
                10,
                "Lantern Hollow",
                stage().site("game/1"),
                "SNES",
                event,
                now - 3600,
                until,
                List.of(holders),
                more);
    }

    private void postEvents() {
        long week = now + 6 * 86_400;
        Event weekly = new Event(
                "Achievement of the Week 2026", stage().site("event/3"), stage().site("Images/33.png"), "Week 49");
        Holder ann = new Holder("1", "FernQuill");
        Begun usual = begun("Dark Adaptation", weekly, week, 0);
        Begun held = begun("First Light", weekly, week, 3, ann, new Holder("2", "MothKeeper"));
        Begun strange = begun(LONG, new Event(HEBREW, stage().site("event/4"), "", ""), null, 0, ann);
        for (Begun one : List.of(usual, held, strange)) {
            stage().post(events, events.cards(new EventAnnouncement(List.of(one))));
        }
        everyForm(events, new EventAnnouncement(List.of(usual, held, strange)));
    }

    private SetNews set(SetNews.Work work, String title, @Nullable String subset, SetNews.@Nullable Added added) {
        int id = (title + subset).hashCode() & 0xFFFF;
        SetNews.Fan fern = new SetNews.Fan("1", "FernQuill");
        SetNews.Fan moth = new SetNews.Fan("2", "MothKeeper");
        return new SetNews(
                work,
                id,
                title,
                subset,
                "SNES",
                stage().site("game/" + id),
                stage().site("Images/" + id + ".png"),
                List.of("LampLighter", "Wickwright"),
                48,
                610,
                added,
                List.of(fern, moth),
                added == null ? List.of(moth) : List.of(),
                added == null ? List.of() : List.of(fern),
                now);
    }

    private void postSets() {
        List<SetNews> all = List.of(
                set(SetNews.Work.NEW, "Lantern Hollow", null, null),
                set(SetNews.Work.REVISED, "Tide Chaser", null, new SetNews.Added(3, 25)),
                set(SetNews.Work.REVISED, "Moss & Thunder II", null, new SetNews.Added(3, 25)),
                set(SetNews.Work.CHANGED, HEBREW, null, new SetNews.Added(1, null)),
                set(SetNews.Work.NEW, LONG, "Bonus", null));
        all.forEach(one -> stage().post(sets, sets.cards(new SetAnnouncement(List.of(one)))));
        everyForm(sets, new SetAnnouncement(all));
    }

    private PlayersScore score(
            String player, String title, Reached reached, @Nullable String before, PlayerCard... overtaken) {
        int id = title.hashCode() & 0xFFFF;
        return new PlayersScore(
                stage().player(player),
                new Score(
                        id,
                        title,
                        "Finish the cellar as fast as you can",
                        stage().site("leaderboardinfo.php?i=" + id),
                        "Lantern Hollow",
                        stage().site("game/1"),
                        "SNES",
                        stage().site("Images/1.png"),
                        "2:03.45",
                        reached == Reached.FIRST_PLACE ? 1 : 7,
                        reached,
                        before,
                        List.of(overtaken),
                        now));
    }

    private void postScores() {
        PlayerCard moth = stage().player("MothKeeper");
        List<PlayersScore> all = List.of(
                score("FernQuill", "Any %", Reached.FIRST_PLACE, "2:10.00", moth),
                score("FernQuill", "Low %", Reached.FIRST_TEN, null),
                score("ליאור", HEBREW, Reached.NOTHING, "2:10.00"),
                score("FernQuill", LONG, Reached.NOTHING, null, moth));
        all.forEach(one -> stage().post(scores, scores.cards(new ScoreAnnouncement(List.of(one)))));
        everyForm(scores, new ScoreAnnouncement(all));
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, false", "true, true", "false, true"})
    void looksRight(boolean dark, boolean phone) {
        stage().show(dark, phone);

        stage().page().screenshot("news-" + (dark ? "dark" : "light") + (phone ? "-phone" : ""));
        if (dark) {
            stage().picture(phone ? "awards-phone" : "awards", "Tide Chaser", "Lantern Hollow");
            stage().picture(phone ? "other-news-phone" : "other-news", "Dark Adaptation", "Moss & Thunder II", "Any %");
        }
        assertThat(stage().page().seriousFaults()).isEmpty();
        stage().page().assertNothingWentWrong();
    }

    @ParameterizedTest
    @CsvSource({"false, 5, 3", "true, 6, 5"})
    void aCardOfAnyKindIsFiveLinesAndACompactOneThree(boolean phone, int lines, int compactLines) {
        stage().show(true, phone);
        stage().assumeUsualLetters();

        assertThat(List.of(
                        stage().lines("Tide Chaser", 0),
                        stage().lines("Lantern Hollow", 0),
                        stage().lines("Moss & Thunder", 0),
                        stage().lines("Winter Fair 2026", 0),
                        stage().lines("Dark Adaptation", 0),
                        stage().lines("First Light", 0),
                        stage().lines("Lantern Hollow", 2),
                        stage().lines("Tide Chaser", 2),
                        stage().lines("Any %", 0),
                        stage().lines("Low %", 0)))
                .as("awards, events, sets, scores")
                .allSatisfy(one -> assertThat(one).isBetween(3L, (long) lines));
        assertThat(List.of(
                        stage().lines("Tide Chaser", 1),
                        stage().lines("Lantern Hollow", 1),
                        stage().lines("Dark Adaptation", 1),
                        stage().lines("Lantern Hollow", 3),
                        stage().lines("Any %", 1)))
                .as("compact awards, events, sets, scores")
                .allSatisfy(one -> assertThat(one).isBetween(3L, (long) compactLines));
    }

    @Test
    void aMasteryIsSeenAcrossTheRoomAndABeatenGameIsCalmer() {
        stage().show(true, false);

        assertThat(stage().height("Lantern Hollow", 0)).isGreaterThan(2 * stage().height("Tide Chaser", 0));
        assertThat(stage().page().text("#log .mention")).isEqualTo("@Cheevo fans");
    }

    @Test
    void aThreadStandsBelowItsChannel() {
        stage().show(true, false);

        assertThat(stage().page().text("button.thread")).contains("↳", "masteries");
    }
}
