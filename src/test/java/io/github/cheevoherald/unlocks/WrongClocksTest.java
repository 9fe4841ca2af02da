package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.cheevoherald.Apart;
import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.SteadyClock;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.Unsettled;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.retroachievements.RequestBudget;
import io.github.cheevoherald.retroachievements.SiteAddress;
import io.github.cheevoherald.retroachievements.SiteClock;
import io.github.cheevoherald.retroachievements.SiteConnection;
import io.github.cheevoherald.retroachievements.SiteHealth;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.sandbox.site.EmbeddedRetroAchievements;
import io.github.cheevoherald.sandbox.site.SiteFault;
import io.github.cheevoherald.sandbox.site.SitePlayer;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.MigratedFile;
import io.github.cheevoherald.unlocks.schedule.PollSchedule;
import io.github.cheevoherald.unlocks.schedule.PollSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Polls over HTTP, when the real schedule decides, while our clock, the site's, or both are wrong. The world's own time
 * is a third clock, and the only one that the process's clock follows.
 */
@Apart
@Timeout(120)
final class WrongClocksTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final long SERVER = 1;

    /** Long enough for even an idle player to be polled, if there are no others. */
    private static final Duration SOON = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private final MutableClock world = MutableClock.at("2026-03-01T12:00:00Z");
    private final MutableClock ours = MutableClock.at("2026-03-01T12:00:00Z");
    private final OkHttpClient http = new OkHttpClient();
    private EmbeddedRetroAchievements site;
    private SitePlayer ana;
    private long game;
    private Database database;
    private Outbox outbox;
    private SiteConnection client;
    private PollSchedule schedule;
    private UnlockRecorder recorder;
    private SiteClock siteClock;
    private UnlockPoll poll;

    @BeforeEach
    void startWithABaseline() {
        site = EmbeddedRetroAchievements.start(0, world);
        ana = site.world().addPlayer("Ana");
        game = site.world().addGame("Lantern Hollow", "SNES").id();
        start();
        GivenFeed.in(database, SERVER, "unlocks", 10);
        register();
        poll.pollNext();
    }

    @AfterEach
    void end() {
        stop();
        site.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    /** Starts as a new process does: knowing nothing about the site's clock. */
    private void start() {
        PollSettings settings = PollBench.SETTINGS;
        Clock steady = new SteadyClock(
                ours, () -> Duration.between(Instant.EPOCH, world.instant()).toNanos());
        database = Database.open("jdbc:sqlite:" + MigratedFile.at(folder.resolve("herald.db")), steady);
        outbox = new Outbox(database, UnlockAnnouncement.STORED);
        siteClock = new SiteClock(steady);
        SiteHealth health = new SiteHealth(ulid -> ulid);
        SiteAddress access = new SiteAddress(site.url(), site::apiKey, "CheevoHerald/test");
        client = new SiteConnection(http, access, new RequestBudget(1_000_000, health), health, siteClock);
        schedule = new PollSchedule(database, settings, 6000, (handle, player, found) -> {}, steady);
        schedule.start();
        SiteLinks links = new SiteLinks(site.url(), site.url());
        recorder = new UnlockRecorder(database, schedule, outbox, links, settings, steady);
        PollRecording recording =
                new PollRecording(recorder, schedule, (player, unlocks) -> Map.of(), Runnable::run, () -> {});
        poll = new UnlockPoll(client.forPolls(), schedule, recording, settings, siteClock);
    }

    private void stop() {
        client.close();
        database.close();
    }

    private void restart() {
        stop();
        start();
    }

    private void register() {
        long now = world.instant().getEpochSecond();
        database.useTransaction(handle -> {
            handle.execute("""
                    INSERT INTO players (player_id, ulid, name, picture, profile_at_ms)
                    VALUES (1, ?, 'Ana', '/UserPic/Ana.png', 0)
                    """, ana.ulid());
            handle.execute("INSERT INTO poll_schedule (player_id, active_at, due_at_ms) VALUES (1, ?, 0)", now);
            handle.execute(
                    "INSERT INTO registrations (guild_id, member_id, player_id, registered_at) VALUES (?, 7, 1, ?)",
                    SERVER,
                    now);
        });
    }

    private void pass(Duration duration) {
        world.advance(duration);
        ours.advance(duration);
    }

    private void setOurs(Duration ahead) {
        ours.set(world.instant().plus(ahead));
    }

    /** Lets time pass until it's the player's turn. */
    private void awaitPoll() {
        awaitPoll(SOON);
    }

    private void awaitPoll(Duration max) {
        for (long second = 0; second < max.toSeconds(); second++) {
            if (poll.pollNext()) {
                return;
            }
            pass(Duration.ofSeconds(1));
        }
        fail("nobody was polled within " + max);
    }

    private void pollAfter(Duration duration) {
        pass(duration);
        awaitPoll();
    }

    private long unlock() {
        return unlock(site.world().now(), world.instant());
    }

    /** Adds an unlock dated by the site's clock, and visible from a moment of the world's time. */
    private long unlock(Instant date, Instant visibleAt) {
        long achievement = site.world().addAchievement(game, "Title", "Text", 5).id();
        site.world().unlock("Ana", achievement, true, date, visibleAt);
        return achievement;
    }

    private List<Long> announced() {
        return Unsettled.in(database).stream()
                .flatMap(entry -> ((UnlockAnnouncement.Unlocks) entry.announcement()).unlocks().stream())
                .map(UnlockAnnouncement.Unlock::achievementId)
                .toList();
    }

    private Instant stored(String column) {
        return Instant.ofEpochSecond(
                database.read(handle -> handle.createQuery("SELECT " + column + " FROM poll_schedule")
                        .mapTo(Long.class)
                        .one()));
    }

    private int requests() {
        return site.requests().entries().size();
    }

    @Test
    void aStartWithOurClockTwentyMinutesBehindPollsAgainForWhatTheFirstWindowMissed() {
        pass(Duration.ofMinutes(1));
        long missed = unlock();
        pass(Duration.ofMinutes(19));
        setOurs(Duration.ofMinutes(-20));
        restart();
        int before = requests();

        awaitPoll();

        assertThat(announced()).containsExactly(missed);
        assertThat(requests() - before).isEqualTo(2);
        assertThat(stored("polled_at")).isBetween(world.instant().minusSeconds(2), world.instant());

        pollAfter(INTERVAL);
        assertThat(announced()).containsExactly(missed);
        assertThat(requests() - before).isEqualTo(3);
    }

    @Test
    void aStartWithOurClockTwentyMinutesAheadStoresNoTimeInTheFuture() {
        pass(Duration.ofMinutes(1));
        long first = unlock();
        setOurs(Duration.ofMinutes(20));
        restart();

        awaitPoll();

        assertThat(announced()).containsExactly(first);
        assertThat(stored("polled_at")).isBetween(world.instant().minusSeconds(30), world.instant());

        pass(Duration.ofMinutes(14));
        long second = unlock(site.world().now().minus(Duration.ofMinutes(13)), world.instant());
        awaitPoll();
        assertThat(announced()).containsExactly(first, second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT20M", "PT-20M", "PT2H", "PT-2H", "PT30H", "PT-30H"})
    void ourClockIsSetBackAndForthWhileTheBotRuns(Duration error) {
        List<Long> unlocked = new java.util.ArrayList<>();
        for (Duration ahead : List.of(error, Duration.ZERO, error.negated(), Duration.ZERO)) {
            awaitPoll();
            setOurs(ahead);
            unlocked.add(unlock());
            awaitPoll();
            pass(INTERVAL);
            awaitPoll();

            assertThat(announced()).containsExactlyElementsOf(unlocked);
            assertThat(stored("polled_at")).isBetween(world.instant().minusSeconds(2), world.instant());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT20M", "PT-20M", "PT2H", "PT-2H", "PT30H", "PT-30H"})
    void ourClockIsWrongAtAStartAndRightAtTheNext(Duration error) {
        List<Long> unlocked = new java.util.ArrayList<>();
        for (Duration ahead : List.of(error, Duration.ZERO)) {
            awaitPoll();
            setOurs(ahead);
            restart();
            unlocked.add(unlock());
            awaitPoll();
            pass(INTERVAL);
            awaitPoll();

            assertThat(announced()).containsExactlyElementsOf(unlocked);
            assertThat(stored("polled_at")).isBetween(world.instant().minusSeconds(2), world.instant());
        }
    }

    /** A failure's appointment was made by the clock of the process that made it. */
    @ParameterizedTest
    @ValueSource(strings = {"PT2H", "PT30H"})
    void aFailureRecordedByAClockThatRanAheadDelaysNothing(Duration ahead) {
        setOurs(ahead);
        restart();
        site.faults().order(SiteFault.answer(200, "<html>maintenance</html>"));
        awaitPoll();
        site.faults().clear();
        setOurs(Duration.ZERO);
        restart();
        long unlocked = unlock();
        pass(PollBench.SETTINGS.maxInterval());
        awaitPoll();

        assertThat(announced()).containsExactly(unlocked);
    }

    /** An active player is polled as often as by a correct clock; unlock dates, which are the site's, show it. */
    @ParameterizedTest
    @ValueSource(strings = {"PT30H", "PT-30H"})
    void anActivePlayerIsPolledAsOftenWhateverOurClockStartedWith(Duration ahead) {
        int polls = pollsOfASitting(Duration.ZERO);
        pass(Duration.ofDays(7));

        assertThat(pollsOfASitting(ahead)).isBetween((int) (polls * 0.8), (int) (polls * 1.2));
    }

    private int pollsOfASitting(Duration ahead) {
        setOurs(ahead);
        restart();
        awaitPoll();
        int polls = 0;
        for (int second = 0; second < 1800; second++) {
            if (second % 300 == 0) {
                unlock();
            }
            polls += poll.pollNext() ? 1 : 0;
            pass(Duration.ofSeconds(1));
        }
        return polls;
    }

    @Test
    void theSitesClockJumpsAnHourForwardsAndBack() {
        pollAfter(INTERVAL);
        site.setClockOffset(Duration.ofHours(1));
        long inTheFuture = unlock();
        pollAfter(INTERVAL);
        assertThat(announced()).containsExactly(inTheFuture);
        assertThat(stored("polled_at")).isAfter(world.instant().plus(Duration.ofMinutes(59)));

        site.setClockOffset(Duration.ZERO);
        pass(Duration.ofMinutes(10));
        long afterwards = unlock(site.world().now().minus(Duration.ofMinutes(9)), world.instant());
        awaitPoll();
        pollAfter(INTERVAL);

        assertThat(announced()).containsExactlyInAnyOrder(inTheFuture, afterwards);
        assertThat(stored("polled_at")).isBetween(world.instant().minusSeconds(2), world.instant());
    }

    @Test
    void theSitesClockJumpsAnHourBackAndForthAgain() {
        pollAfter(INTERVAL);
        site.setClockOffset(Duration.ofHours(-1));
        long inThePast = unlock();
        pollAfter(INTERVAL);
        pollAfter(INTERVAL);
        site.setClockOffset(Duration.ZERO);
        long afterwards = unlock();
        pollAfter(INTERVAL);
        pollAfter(INTERVAL);

        assertThat(announced()).containsExactlyInAnyOrder(inThePast, afterwards);
    }

    @Test
    void aSweepDatedInTheFutureByAWrongClockDelaysNoSweep() {
        site.setClockOffset(Duration.ofDays(400));
        database.useTransaction(handle -> handle.execute("UPDATE poll_schedule SET sweep_due = 1"));
        pollAfter(INTERVAL);
        assertThat(stored("swept_at")).isAfter(world.instant().plus(Duration.ofDays(300)));

        site.setClockOffset(Duration.ZERO);
        long late = unlock(world.instant().minus(Duration.ofDays(5)), world.instant());
        // By the site's clock, the player hasn't played for more than a year.
        awaitPoll(PollBench.SETTINGS.maxInterval());
        pollAfter(INTERVAL);

        assertThat(announced()).containsExactly(late);
        assertThat(stored("swept_at")).isBetween(world.instant().minusSeconds(20), world.instant());
    }

    @Test
    void aRowThatAppearsFortyMinutesAfterItsDateIsAnnouncedOnce() {
        long late = unlock(world.instant().plusSeconds(5), world.instant().plus(Duration.ofMinutes(40)));
        for (int i = 0; i < 9; i++) {
            pollAfter(Duration.ofMinutes(5));
        }

        for (int i = 0; i < 2; i++) {
            pass(Duration.ofHours(12));
            schedule.markSweeps(siteClock.instant());
            awaitPoll();
        }

        assertThat(announced()).containsExactly(late);
    }

    @Test
    void aClockChangeToSummerTimeAndBackChangesNothing() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            List<Long> unlocked = new java.util.ArrayList<>();
            for (String change : List.of("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z")) {
                world.set(Instant.parse(change).minus(Duration.ofMinutes(40)));
                setOurs(Duration.ZERO);
                restart();
                int before40 = unlocked.size();
                for (int i = 0; i < 8; i++) {
                    pass(Duration.ofMinutes(10));
                    unlocked.add(unlock(world.instant().minus(Duration.ofMinutes(5)), world.instant()));
                    int asked = requests();
                    awaitPoll();
                    assertThat(requests() - asked).isEqualTo(1);
                    assertThat(stored("polled_at")).isBetween(world.instant().minusSeconds(2), world.instant());
                }
                assertThat(unlocked).hasSize(before40 + 8);
            }

            assertThat(announced()).containsExactlyElementsOf(unlocked);
        } finally {
            TimeZone.setDefault(before);
        }
    }
}
