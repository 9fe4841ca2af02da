package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.SettableTime;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.discord.SendResult.ChannelRefused;
import io.github.cheevoherald.discord.SendResult.NotSent;
import io.github.cheevoherald.discord.SendResult.Reason;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.Unsettled;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.MigratedFile;
import io.github.cheevoherald.words.Words;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wait of the lanes while the machine's clock is set, and when it differs at the next start. */
@Timeout(120)
final class SetClockDeliveryTest {
    private static final long SERVER = 1;
    private static final long CHANNEL = 10;

    @TempDir
    private Path folder;

    private final SettableTime time = SettableTime.at("2026-01-01T12:00:00Z");

    /** Discord's clock, which nobody sets. */
    private final Clock theirs = time.ofAProcess();

    private final RecordingDiscord discord = new RecordingDiscord(theirs);
    private Clock clock;
    private Database database;
    private Outbox outbox;
    private Guilds guilds;
    private Delivery delivery;

    /** How far the machine's clock is set, and whether the bot is restarted then. */
    record Change(Duration step, boolean restart) {}

    static Stream<Change> changes() {
        return Stream.of(2, -2, 30, -30)
                .map(Duration::ofHours)
                .flatMap(step -> Stream.of(new Change(step, false), new Change(step, true)));
    }

    @BeforeEach
    void open() {
        start();
        GivenFeed.in(database, SERVER, "unlocks", CHANNEL);
    }

    @AfterEach
    void close() throws InterruptedException {
        delivery.close(Duration.ofSeconds(5));
        database.close();
    }

    private void start() {
        clock = time.ofAProcess();
        database = Database.open("jdbc:sqlite:" + MigratedFile.at(folder.resolve("test.db")), clock);
        outbox = new Outbox(database, UnlockAnnouncement.STORED);
        outbox.adoptTime(clock.instant());
        guilds = new Guilds(database);
        guilds.adoptTime(clock.instant());
        delivery = new Delivery(
                new Delivery.Ports(outbox, guilds, discord, EverybodyStays.in(database, clock), Map::of),
                new AnnouncementKinds(new UnlockKind(Words.english())),
                Words.english(),
                clock,
                new Random(7));
        delivery.start();
    }

    private void happen(Change change) throws InterruptedException {
        time.set(change.step());
        if (change.restart()) {
            close();
            start();
        }
    }

    private void add(Announcement announcement) {
        database.useTransaction(handle -> outbox.add(handle, SERVER, announcement, clock.instant()));
        delivery.wake();
    }

    /** Advances time step by step up to a maximum, giving the lanes' threads time to run. */
    private void isEmptyWithin(Duration max) {
        Duration end = max.multipliedBy(3).dividedBy(2).plusNanos(time.nanos());
        await().pollInterval(Duration.ofMillis(5)).until(() -> {
            if (outbox.waiting(SERVER) == 0) {
                return true;
            }
            // On a busy machine, too, the clock stands still at the end and the threads get the time they need.
            if (end.compareTo(Duration.ofNanos(time.nanos())) > 0) {
                time.pass(max.dividedBy(60));
            }
            delivery.wake();
            return false;
        });
    }

    @ParameterizedTest
    @MethodSource("changes")
    void postponedMessagesAreRetriedWithinAMinute(Change change) throws InterruptedException {
        discord.answer(new NotSent("not connected"));
        add(Announcements.of(1));
        await().until(() -> discord.sends().size() == 1);
        await().until(() -> outbox.next(new FeedKey(SERVER, "unlocks"))
                .orElseThrow()
                .nextAttemptAt()
                .isAfter(clock.instant()));
        discord.takeAll();

        happen(change);

        isEmptyWithin(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void listsContinueAfterAMinute(Change change) throws InterruptedException {
        add(Announcements.many(600));
        await().until(() -> discord.sends().size() == 5);
        int waiting = outbox.waiting(SERVER);

        happen(change);

        assertThat(waiting).isPositive();
        isEmptyWithin(Duration.ofMinutes(1).multipliedBy((waiting + 4) / 5));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aBlockedFeedIsProbedWithinMinutes(Change change) throws InterruptedException {
        discord.answer(new ChannelRefused(Reason.NO_SEND));
        add(Announcements.of(1));
        await().until(() -> guilds.feed(SERVER, "unlocks").orElseThrow().probeAt() != null);
        await().until(() ->
                outbox.next(new FeedKey(SERVER, "unlocks")).orElseThrow().attempts() == 1);
        discord.takeAll();

        happen(change);

        isEmptyWithin(Guilds.MAX_PROBE_DELAY);
        assertThat(guilds.feed(SERVER, "unlocks").orElseThrow().blockedReason()).isNull();
    }

    @Test
    void unlocksOfOneSecondKeepTheirOrderWhenAClockRanAhead() throws InterruptedException {
        time.set(Duration.ofHours(30));
        close();
        start();
        discord.answer(new ChannelRefused(Reason.NO_SEND));
        for (String name : List.of("Zoe", "Ann", "Mia")) {
            add(new UnlockAnnouncement.Unlocks(Announcements.player(name), List.of(Announcements.unlock(1))));
            time.pass(Duration.ofMillis(5));
        }
        // Rendering creates a new row, ordered by when it was added.
        await().until(() -> Unsettled.in(database).get(0).content() != null);
        List<String> before = players();
        time.set(Duration.ofHours(-30));
        close();
        start();

        assertThat(before).containsExactly("Zoe", "Ann", "Mia");
        assertThat(players()).isEqualTo(before);
        assertThat(Unsettled.in(database)).noneMatch(entry -> entry.createdAt().isAfter(clock.instant()));
    }

    private List<String> players() {
        return Unsettled.in(database).stream()
                .map(entry -> Objects.requireNonNull(
                                entry.announcement().items().get(0).player())
                        .name())
                .toList();
    }
}
