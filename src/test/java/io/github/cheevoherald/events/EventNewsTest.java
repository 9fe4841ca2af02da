package io.github.cheevoherald.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.guilds.FeedChannels;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.outbox.Unsettled;
import io.github.cheevoherald.outbox.events.EventAnnouncement;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Begun;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Holder;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.retroachievements.AchievementGame;
import io.github.cheevoherald.retroachievements.ApiPage;
import io.github.cheevoherald.retroachievements.EventAchievement;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.retroachievements.WeeklyAchievement;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which achievements of events are announced, where, and how often. */
@OnBothStores
final class EventNewsTest {
    private static final long SERVER = 1;
    private static final long OTHER_SERVER = 2;
    private static final Instant MONDAY = Instant.parse("2026-11-30T00:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final String WEEKLY = "Achievement of the Week 2026";
    private static final SiteLinks LINKS = new SiteLinks(URI.create("http://site/"), URI.create("http://media/"));

    @Parameter
    private StoreKind store;

    @TempDir
    private Path folder;

    private final MutableClock clock = new MutableClock(MONDAY.minus(Duration.ofHours(1)));
    private final List<Collection<Long>> askedForGames = new ArrayList<>();
    private final List<Instant> askedTheFirst = new ArrayList<>();
    private Outcome<List<AchievementGame>> games = new Outcome.Unavailable<>("no");
    private Outcome<WeeklyAchievement> ofTheWeek = new Outcome.Missing<>(Outcome.Thing.ACHIEVEMENT);
    private Database database;
    private EventNews news;
    private int wakeUps;

    @BeforeEach
    void open() {
        database = store.open(folder, clock);
        news = news();
    }

    private EventNews news() {
        Outbox outbox = new Outbox(database, UnlockAnnouncement.STORED, EventAnnouncement.STORED);
        EventRecorder recorder = new EventRecorder(database, new Guilds(database), outbox, LINKS, clock);
        return new EventNews(
                ids -> {
                    askedForGames.add(ids);
                    return games;
                },
                () -> {
                    askedTheFirst.add(clock.instant());
                    return ofTheWeek;
                },
                recorder,
                clock,
                clock,
                () -> wakeUps++);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void turnOn(long guild) {
        new FeedChannels(database, clock, List.of()).set(guild, EventAnnouncement.KIND, guild * 10);
    }

    private void restart() {
        news = news();
    }

    private static EventAchievement listed(
            long id, @Nullable Long original, String event, @Nullable Instant from, @Nullable Instant until) {
        return new EventAchievement(
                id,
                id + 1000,
                original,
                "Title " + id,
                "Do it",
                10,
                "http://media/b.png",
                (long) event.hashCode() & 0xFFF,
                event,
                "http://media/e.png",
                from,
                until,
                "Week " + id);
    }

    private static EventAchievement weekly(long id, long original, Instant from) {
        return listed(id, original, WEEKLY, from, from.plus(WEEK));
    }

    private static WeeklyAchievement fromTheFirst(long original, Instant from) {
        return new WeeklyAchievement(original, "Title", "Do it", 10, "00123", 7, "Game 7", "SNES", from);
    }

    private void look(EventAchievement... running) {
        news.heard(new Outcome.Found<>(ApiPage.whole(List.of(running), 0)), clock.instant());
    }

    private void lookAtNothingNew() {
        look(listed(99, 99L, "Old Fair", MONDAY.minus(WEEK), null));
    }

    private void lookWithoutTheSecondApi() {
        news.heard(new Outcome.Unavailable<>("HTTP 500"), clock.instant());
    }

    private List<EventAnnouncement> announced(long guild) {
        return Unsettled.in(database).stream()
                .filter(entry -> entry.guildId() == guild)
                .map(OutboxEntry::announcement)
                .map(EventAnnouncement.class::cast)
                .toList();
    }

    private List<Long> ids(long guild) {
        return announced(guild).stream()
                .flatMap(announcement -> announcement.achievements().stream())
                .map(Begun::achievementId)
                .toList();
    }

    @Test
    void theTurnOfAWeekIsAnnouncedOnceWhereTheKindIsOn() {
        turnOn(SERVER);
        games = new Outcome.Found<>(List.of(new AchievementGame(45, 7, "Game 7", "SNES")));
        look(weekly(1, 44, MONDAY.minus(WEEK)));
        assertThat(wakeUps).isZero();

        clock.set(MONDAY.plusSeconds(60));
        look(weekly(2, 45, MONDAY));
        look(weekly(2, 45, MONDAY));
        restart();
        look(weekly(2, 45, MONDAY));

        assertThat(announced(OTHER_SERVER)).isEmpty();
        assertThat(announced(SERVER))
                .singleElement()
                .satisfies(announcement -> assertThat(announcement.achievements())
                        .containsExactly(new Begun(
                                45,
                                "Title 2",
                                "Do it",
                                "http://site/achievement/45",
                                "http://media/b.png",
                                10,
                                "Game 7",
                                "http://site/game/7",
                                "SNES",
                                new EventAnnouncement.Event(
                                        WEEKLY,
                                        "http://site/event/" + (WEEKLY.hashCode() & 0xFFF),
                                        "http://media/e.png",
                                        "Week 2"),
                                MONDAY.getEpochSecond(),
                                MONDAY.plus(WEEK).getEpochSecond(),
                                List.of(),
                                0)));
        assertThat(wakeUps).isOne();
        assertThat(askedForGames).containsExactly(List.of(45L));
    }

    /** The kind is turned on at 12:00. A dash is a beginning that the site doesn't give, or a look that never was. */
    @ParameterizedTest
    @CsvSource({
        // before, began, announced
        "-,     11:59, false",
        "-,     12:00, false",
        "-,     12:01, true",
        "-,     -,     false",
        "11:50, 11:55, false",
        "11:50, 12:01, true",
        "11:50, 09:00, false",
        "11:50, -,     false",
        "12:30, 12:20, true",
        "12:30, 11:00, true",
        "12:30, -,     true",
    })
    void whatTheSiteShowedBeforeTheKindWasTurnedOnIsSilent(String lastLook, String began, boolean isAnnounced) {
        Instant looked = at(lastLook);
        Instant turnedOn = Instant.parse("2026-12-01T12:00:00Z");
        if (looked != null && looked.isBefore(turnedOn)) {
            clock.set(looked);
            lookAtNothingNew();
        }
        clock.set(turnedOn);
        turnOn(SERVER);
        if (looked != null && looked.isAfter(turnedOn)) {
            clock.set(looked);
            lookAtNothingNew();
        }
        clock.set(Instant.parse("2026-12-01T13:00:00Z"));

        look(listed(5, 45L, "Fair", at(began), null));

        assertThat(ids(SERVER)).isEqualTo(isAnnounced ? List.of(45L) : List.of());
    }

    private static @Nullable Instant at(String time) {
        return time.equals("-") ? null : Instant.parse("2026-12-01T" + time + ":00Z");
    }

    @Test
    void whatRunsAlreadyIsSilentAtTheFirstLookAndWhereTheKindIsTurnedOnLater() {
        look(weekly(1, 44, MONDAY.minus(WEEK)), listed(2, 50L, "Fair", null, null));
        turnOn(SERVER);
        look(weekly(1, 44, MONDAY.minus(WEEK)), listed(2, 50L, "Fair", null, null));
        clock.set(MONDAY.plusSeconds(60));
        look(weekly(3, 45, MONDAY), listed(2, 50L, "Fair", null, null));
        turnOn(OTHER_SERVER);

        look(weekly(3, 45, MONDAY), listed(2, 50L, "Fair", null, null));

        assertThat(ids(SERVER)).containsExactly(45L);
        assertThat(ids(OTHER_SERVER)).isEmpty();
        assertThat(askedForGames).as("nobody hears of anything else").hasSize(1);
    }

    @Test
    void aListWithRowsThatCannotBeReadIsNoLookAtAllThatRuns() {
        turnOn(SERVER);
        EventAchievement weekly = weekly(1, 44, MONDAY.minus(WEEK));
        news.heard(new Outcome.Found<>(ApiPage.whole(List.of(weekly), 1)), clock.instant());
        clock.advance(Duration.ofHours(1));
        look(weekly, listed(2, 50L, "Fair", null, null));
        clock.advance(Duration.ofHours(1));

        look(weekly, listed(2, 50L, "Fair", null, null), listed(3, 51L, "Fair", null, null));

        assertThat(ids(SERVER)).containsExactly(51L);
    }

    @Test
    void whatAppearedBetweenTheQuestionAndTheTurningOnIsSilent() {
        lookAtNothingNew();
        clock.advance(Duration.ofHours(1));
        Instant asked = clock.instant();
        clock.advance(Duration.ofSeconds(10));
        turnOn(SERVER);
        clock.advance(Duration.ofSeconds(10));
        news.heard(new Outcome.Found<>(ApiPage.whole(List.of(listed(2, 50L, "Fair", null, null)), 0)), asked);
        clock.advance(Duration.ofHours(1));

        look(listed(3, 51L, "Fair", asked.plusSeconds(5), null));

        assertThat(ids(SERVER)).isEmpty();
    }

    @Test
    void achievementsOfOneEventThatBeginTogetherAreOneAnnouncement() {
        turnOn(SERVER);
        lookAtNothingNew();
        clock.set(MONDAY.plusSeconds(60));

        look(
                listed(1, 11L, "Devember", MONDAY, MONDAY.plus(WEEK)),
                listed(2, 12L, "Devember", MONDAY, MONDAY.plus(WEEK.multipliedBy(2))),
                listed(3, 13L, "Devember", MONDAY.minusSeconds(60), null),
                listed(4, null, "Devember", MONDAY, null),
                weekly(5, 14, MONDAY),
                listed(6, 15L, "Achievement of the Month", MONDAY, MONDAY.plus(Duration.ofDays(28))));

        assertThat(announced(SERVER).stream()
                        .map(one -> one.achievements().stream()
                                .map(Begun::achievementId)
                                .toList()))
                .containsExactlyInAnyOrder(List.of(13L), List.of(11L, 12L, 1004L), List.of(14L), List.of(15L));
    }

    @Test
    void whatBeganWhileTheBotWasStoppedIsAnnouncedAsLongAsItRuns() {
        turnOn(SERVER);
        look(weekly(1, 44, MONDAY.minus(WEEK)));
        clock.set(MONDAY.plus(Duration.ofDays(9)));
        restart();

        look(weekly(3, 46, MONDAY.plus(WEEK)));

        assertThat(ids(SERVER)).containsExactly(46L);
    }

    static List<Outcome<ApiPage<EventAchievement>>> troubles() {
        return List.of(
                new Outcome.RefusedKey<>(),
                new Outcome.Missing<>(Outcome.Thing.PLAYER),
                new Outcome.Throttled<>(Outcome.By.SITE, Duration.ofSeconds(30)),
                new Outcome.Unavailable<>("HTTP 404: no such API there"),
                new Outcome.Forbidden<>("no"),
                new Outcome.Malformed<>("HTML"));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void withoutTheSecondApiTheFirstOnesAchievementOfTheWeekServes(Outcome<ApiPage<EventAchievement>> trouble) {
        turnOn(SERVER);
        ofTheWeek = new Outcome.Found<>(fromTheFirst(44, MONDAY.minus(WEEK)));
        news.heard(trouble, clock.instant());
        clock.set(MONDAY.plusSeconds(60));
        ofTheWeek = new Outcome.Found<>(fromTheFirst(45, MONDAY));

        news.heard(trouble, clock.instant());
        clock.set(MONDAY.plus(Duration.ofHours(3)));
        news.heard(trouble, clock.instant());
        look(weekly(2, 45, MONDAY));
        look(weekly(2, 45, MONDAY.plus(Duration.ofHours(1))));

        assertThat(announced(SERVER))
                .singleElement()
                .satisfies(announcement -> assertThat(announcement.achievements())
                        .containsExactly(new Begun(
                                45,
                                "Title",
                                "Do it",
                                "http://site/achievement/45",
                                "http://media/Badge/00123.png",
                                10,
                                "Game 7",
                                "http://site/game/7",
                                "SNES",
                                new EventAnnouncement.Event("", "", "", ""),
                                MONDAY.getEpochSecond(),
                                null,
                                List.of(),
                                0)));
    }

    @Test
    void whatTheSecondApiShowedIsNotAnnouncedAgainFromTheFirst() {
        turnOn(SERVER);
        lookAtNothingNew();
        clock.set(MONDAY.plusSeconds(60));
        look(weekly(2, 45, MONDAY));
        ofTheWeek = new Outcome.Found<>(fromTheFirst(45, MONDAY));

        lookWithoutTheSecondApi();

        assertThat(askedTheFirst).hasSize(1);
        assertThat(ids(SERVER)).containsExactly(45L);
    }

    @Test
    void theFirstApiIsAskedEveryHourAndAfterMidnightWhileAServerWantsToKnow() {
        clock.set(MONDAY.minus(Duration.ofMinutes(50)));
        lookWithoutTheSecondApi();
        assertThat(askedTheFirst).isEmpty();
        turnOn(SERVER);

        for (int tenMinutes = 0; tenMinutes < 17; tenMinutes++) {
            lookWithoutTheSecondApi();
            clock.advance(Duration.ofMinutes(10));
        }

        assertThat(askedTheFirst)
                .extracting(Instant::toString)
                .containsExactly(
                        "2026-11-29T23:10:00Z", "2026-11-30T00:10:00Z", "2026-11-30T00:20:00Z", "2026-11-30T01:20:00Z");
    }

    @Test
    void aFailureOfBothIsMadeUpForByTheNextLook() {
        turnOn(SERVER);
        look(weekly(1, 44, MONDAY.minus(WEEK)));
        clock.set(MONDAY.plusSeconds(60));
        ofTheWeek = new Outcome.Unavailable<>("no");
        lookWithoutTheSecondApi();
        clock.advance(Duration.ofSeconds(5));
        ofTheWeek = new Outcome.Found<>(fromTheFirst(45, MONDAY));

        lookWithoutTheSecondApi();

        assertThat(askedTheFirst).hasSize(2);
        assertThat(ids(SERVER)).containsExactly(45L);
    }

    @Test
    void aBeginningInTheDistantFutureIsNonsenseUntilTheSiteCorrectsIt() {
        turnOn(SERVER);
        lookAtNothingNew();
        clock.set(MONDAY.plusSeconds(60));
        look(weekly(2, 45, Instant.parse("2099-01-05T00:00:00Z")));
        assertThat(ids(SERVER)).isEmpty();

        look(weekly(2, 45, MONDAY));

        assertThat(ids(SERVER)).containsExactly(45L);
    }

    @ParameterizedTest
    @CsvSource({"-600", "-1", "0", "1", "600"})
    void theBotsClockMayBeAheadOrBehind(long seconds) {
        turnOn(SERVER);
        look(weekly(1, 44, MONDAY.minus(WEEK)));
        clock.set(MONDAY.plusSeconds(seconds));

        look(weekly(2, 45, MONDAY));
        look(weekly(2, 45, MONDAY));

        assertThat(ids(SERVER)).containsExactly(45L);
    }

    @Test
    void anAchievementThatTheSiteHidesForAWhileOrMovesIsNotAnnouncedAgain() {
        turnOn(SERVER);
        lookAtNothingNew();
        clock.set(MONDAY.plusSeconds(60));
        look(listed(2, 45L, "Fair", MONDAY, null));
        clock.advance(Duration.ofHours(1));
        lookAtNothingNew();
        clock.advance(Duration.ofHours(1));

        look(listed(2, 45L, "Fair", MONDAY.plus(Duration.ofHours(1)), null));

        assertThat(ids(SERVER)).containsExactly(45L);
    }

    @Test
    void theSameAchievementIsAnnouncedAgainWhenALaterWeekHasIt() {
        turnOn(SERVER);
        lookAtNothingNew();
        clock.set(MONDAY.plusSeconds(60));
        look(weekly(2, 45, MONDAY));
        clock.advance(WEEK);

        look(weekly(3, 45, MONDAY.plus(WEEK)));

        assertThat(ids(SERVER)).containsExactly(45L, 45L);
    }

    @Test
    void serversThatTheBotHasLeftOrDoesNotServeHearNothing() {
        turnOn(SERVER);
        turnOn(OTHER_SERVER);
        database.useTransaction(handle -> {
            handle.execute("UPDATE guilds SET left_at_ms = 5 WHERE guild_id = ?", SERVER);
            handle.execute("UPDATE guilds SET left_alone = 1 WHERE guild_id = ?", OTHER_SERVER);
        });
        lookAtNothingNew();
        clock.set(MONDAY.plusSeconds(60));

        look(weekly(2, 45, MONDAY));

        assertThat(Unsettled.in(database)).isEmpty();
    }

    @Test
    void afterAFailureOfTheDatabaseTheNextLookAnnouncesItWhole() {
        turnOn(SERVER);
        turnOn(OTHER_SERVER);
        lookAtNothingNew();
        clock.set(MONDAY.plusSeconds(60));
        database.useTransaction(handle -> store.trigger(
                handle,
                "refuse_one",
                "BEFORE INSERT ON outbox FOR EACH ROW WHEN (NEW.guild_id = " + OTHER_SERVER + ")",
                store.refusing("disk full")));
        assertThatThrownBy(() -> look(weekly(2, 45, MONDAY))).hasStackTraceContaining("disk full");
        assertThat(ids(SERVER)).isEmpty();
        database.useTransaction(handle ->
                handle.execute("DROP TRIGGER refuse_one" + (store == StoreKind.POSTGRESQL ? " ON outbox" : "")));

        look(weekly(2, 45, MONDAY));

        assertThat(ids(SERVER)).containsExactly(45L);
        assertThat(ids(OTHER_SERVER)).containsExactly(45L);
    }

    private void register(long guild, long player, String name, boolean resting) {
        database.useTransaction(handle -> {
            handle.execute(
                    "INSERT INTO players (player_id, ulid, name, picture, profile_at_ms) VALUES (?, ?, ?, '', 0)"
                            + " ON CONFLICT (player_id) DO NOTHING",
                    player,
                    "ULID-" + player,
                    name);
            handle.execute(
                    "INSERT INTO registrations (guild_id, member_id, player_id, registered_at, resting_since_ms)"
                            + " VALUES (?, ?, ?, 0, ?)",
                    guild,
                    player,
                    player,
                    resting ? 5L : null);
        });
    }

    private void unlocked(long player, long achievement, Instant date, boolean hardcore) {
        database.useTransaction(handle -> handle.execute(
                "INSERT INTO ledger (player_id, achievement_id, unlocked_at, hardcore, event) VALUES (?, ?, ?, ?, 0)",
                player,
                achievement,
                date.getEpochSecond(),
                hardcore ? 1 : 0));
    }

    @Test
    void namesTheServersOwnMembersWhoHaveItAlready() {
        turnOn(SERVER);
        turnOn(OTHER_SERVER);
        register(SERVER, 1, "Zoe", false);
        register(SERVER, 2, "Ann", false);
        register(SERVER, 3, "Left", true);
        register(OTHER_SERVER, 4, "Elsewhere", false);
        for (long player = 1; player <= 4; player++) {
            unlocked(player, 45, MONDAY.minus(Duration.ofDays(player)), false);
            unlocked(player, 45, MONDAY.minus(Duration.ofHours(player)), true);
        }
        unlocked(2, 99, MONDAY, true);
        lookAtNothingNew();
        clock.set(MONDAY.plusSeconds(60));

        look(weekly(2, 45, MONDAY), listed(3, 77L, "Fair", MONDAY, null));

        assertThat(announced(SERVER).stream()
                        .flatMap(one -> one.achievements().stream())
                        .map(Begun::holders))
                .containsExactly(List.of(new Holder("ULID-2", "Ann"), new Holder("ULID-1", "Zoe")), List.of());
    }

    @Test
    void namesTenAtMostAndCountsTheOthers() {
        turnOn(SERVER);
        for (long player = 1; player <= 13; player++) {
            register(SERVER, player, "Player" + player, false);
            unlocked(player, 45, MONDAY.minus(Duration.ofDays(20 - player)), true);
        }
        lookAtNothingNew();
        clock.set(MONDAY.plusSeconds(60));

        look(weekly(2, 45, MONDAY));

        Begun begun = announced(SERVER).get(0).achievements().get(0);
        assertThat(begun.holders()).hasSize(10).startsWith(new Holder("ULID-1", "Player1"));
        assertThat(begun.moreHolders()).isEqualTo(3);
    }

    @Test
    void whoeverLeavesIsNoLongerNamedInWhatWaits() {
        turnOn(SERVER);
        register(SERVER, 1, "Ann", false);
        register(SERVER, 2, "Ben", false);
        unlocked(1, 45, MONDAY.minus(Duration.ofDays(2)), true);
        unlocked(2, 45, MONDAY.minus(Duration.ofDays(1)), true);
        lookAtNothingNew();
        clock.set(MONDAY.plusSeconds(60));
        look(weekly(2, 45, MONDAY));

        Outbox outbox = new Outbox(database, UnlockAnnouncement.STORED, EventAnnouncement.STORED);
        database.useTransaction(handle -> outbox.withdraw(handle, SERVER, "ULID-1", clock.instant()));

        assertThat(announced(SERVER).get(0).achievements().get(0).holders())
                .containsExactly(new Holder("ULID-2", "Ben"));
    }
}
