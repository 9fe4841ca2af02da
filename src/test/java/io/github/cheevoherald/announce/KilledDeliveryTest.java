package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.OwnThreads;
import io.github.cheevoherald.announce.awards.AwardMessages;
import io.github.cheevoherald.announce.events.EventKind;
import io.github.cheevoherald.announce.leaderboards.ScoreKind;
import io.github.cheevoherald.announce.sets.SetKind;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.awards.AnnouncedAward;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement;
import io.github.cheevoherald.outbox.events.EventAnnouncement;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.Reached;
import io.github.cheevoherald.outbox.sets.SetAnnouncement;
import io.github.cheevoherald.outbox.sets.SetNews;
import io.github.cheevoherald.store.EveryStep;
import io.github.cheevoherald.store.FaultyDatabase;
import io.github.cheevoherald.store.FaultyDatabase.Fault;
import io.github.cheevoherald.store.MigratedFile;
import io.github.cheevoherald.words.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind other than unlocks, which {@link ExactlyOnceTest} follows, from the outbox to the channel. */
final class KilledDeliveryTest {
    private static final long SERVER = 1;
    private static final long CHANNEL = 10;
    private static final String SITE = "https://site/";

    /** Longer than Discord remembers nonces, and than the bot waits before it reads the channel back. */
    private static final Duration LATER = FaultyDiscord.NONCE_MEMORY.multipliedBy(2);

    private final MutableClock clock = new MutableClock(ModelBench.START);
    private final Random nonces = new Random(7);
    private FaultyDatabase store;
    private FaultyDiscord discord;
    private Outbox outbox;
    private ManualExecutor executor;
    private AnnouncementKinds kinds;

    /** A kind of announcement with one item. */
    private enum Kind {
        AWARD {
            @Override
            Announcement announcement(long number) {
                String subject = "game/" + number + "#mastered";
                return new AwardAnnouncement(List.of(new AwardAnnouncement.PlayersAward(
                        Announcements.ALICE,
                        new AnnouncedAward(
                                AnnouncedAward.Kind.MASTERED,
                                subject,
                                "Game",
                                SITE + subject,
                                "",
                                null,
                                "SNES",
                                null,
                                null,
                                DATE + number,
                                false,
                                false,
                                null,
                                null,
                                null,
                                null,
                                false))));
            }
        },
        EVENT {
            @Override
            Announcement announcement(long number) {
                return new EventAnnouncement(List.of(new EventAnnouncement.Begun(
                        number,
                        "Title",
                        "",
                        SITE + "achievement/" + number,
                        "",
                        5,
                        "",
                        "",
                        "",
                        new EventAnnouncement.Event("Fair", SITE + "event/1", "", ""),
                        DATE + number,
                        null,
                        List.of(),
                        0)));
            }
        },
        SET {
            @Override
            Announcement announcement(long number) {
                return new SetAnnouncement(List.of(new SetNews(
                        SetNews.Work.NEW,
                        number,
                        "Game",
                        null,
                        "SNES",
                        SITE + "game/" + number,
                        "",
                        List.of("Dev"),
                        6,
                        30,
                        null,
                        List.of(new SetNews.Fan("01ANN", "Ann")),
                        List.of(),
                        List.of(),
                        DATE + number)));
            }
        },
        LEADERBOARD {
            @Override
            Announcement announcement(long number) {
                return new ScoreAnnouncement(List.of(new ScoreAnnouncement.PlayersScore(
                        Announcements.ALICE,
                        new ScoreAnnouncement.Score(
                                number,
                                "Board",
                                "",
                                SITE + "leaderboardinfo.php?i=" + number,
                                "Game",
                                SITE + "game/1",
                                "SNES",
                                "",
                                "100",
                                1,
                                Reached.FIRST_PLACE,
                                null,
                                List.of(),
                                DATE + number))));
            }
        };

        private static final long DATE = ModelBench.START.getEpochSecond();

        abstract Announcement announcement(long number);
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        // Each end is reported with a stack trace.
        OwnThreads.quiet();
        // Nobody reads back from before the start.
        clock.advance(Duration.ofHours(1));
        store = new FaultyDatabase("jdbc:sqlite:" + MigratedFile.at(folder.resolve("herald.db")), clock);
        discord = new FaultyDiscord(clock, store, channel -> true);
        for (Kind kind : Kind.values()) {
            GivenFeed.in(store.database(), SERVER, kind.announcement(0).kind(), CHANNEL);
        }
        start();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void start() {
        executor = new ManualExecutor(clock);
        Words words = Words.english();
        kinds = new AnnouncementKinds(
                new AwardMessages(words), new EventKind(words), new SetKind(words), new ScoreKind(words));
        outbox = new Outbox(
                store.database(),
                AwardAnnouncement.STORED,
                EventAnnouncement.STORED,
                SetAnnouncement.STORED,
                ScoreAnnouncement.STORED);
        Delivery delivery = new Delivery(
                new Delivery.Ports(
                        outbox,
                        new Guilds(store.database()),
                        discord,
                        EverybodyStays.in(store.database(), clock),
                        Map::of),
                kinds,
                words,
                clock,
                nonces,
                new DeliveryThreads(executor));
        delivery.start();
    }

    private void add(Announcement announcement) {
        store.database().useTransaction(handle -> outbox.add(handle, SERVER, announcement, clock.instant()));
    }

    private void deliver(Duration after) {
        clock.advance(after);
        executor.runDue();
    }

    /** A new process, for as long as anything waits. */
    private void nextLife() {
        executor.shutdown();
        discord.orphan();
        start();
        for (int turns = 0; turns < 20 && outbox.waiting(SERVER) > 0; turns++) {
            deliver(LATER);
        }
        assertThat(outbox.waiting(SERVER)).isZero();
    }

    /** Every item in the channel, as often as it's there. */
    private List<ItemKey> posted(Kind kind) {
        AnnouncementKind drawn = kinds.named(kind.announcement(0).kind());
        return discord.channel(CHANNEL).ours.stream()
                .flatMap(message -> drawn.readBack(message.content(), message.embeds()).stream())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void isPostedOnceWhereverTheProcessEnds(Kind kind) {
        assertThat(deliveries(kind).dies(store, Fault.DIES_AFTER)).isGreaterThan(8);
        assertThat(posted(kind)).doesNotHaveDuplicates();
    }

    private EveryStep deliveries(Kind kind) {
        return new EveryStep() {
            @Override
            protected void happens(int number) {
                add(kind.announcement(number));
            }

            @Override
            protected void work() {
                deliver(Duration.ofSeconds(1));
            }

            @Override
            protected void workAgain() {
                nextLife();
            }

            @Override
            protected int found() {
                return posted(kind).size();
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void isPostedOnceThoughTheProcessEndsWithTheAnswer(Kind kind) {
        List<FaultyDiscord.Fault> ends = List.of(
                FaultyDiscord.Fault.DIES_BEFORE,
                FaultyDiscord.Fault.DIES_AFTER,
                FaultyDiscord.Fault.POWER_FAILS_BEFORE,
                FaultyDiscord.Fault.POWER_FAILS_AFTER);
        for (int number = 0; number < ends.size(); number++) {
            add(kind.announcement(number));
            discord.plan(List.of(ends.get(number)));

            try {
                deliver(Duration.ofSeconds(1));
            } catch (FaultyDatabase.ProcessDied e) {
                // Some of it is caught where it is thrown, and reported to a database that's dead.
            }
            assertThat(store.isDead()).isTrue();
            boolean unused = store.revive();
            nextLife();

            assertThat(posted(kind))
                    .as("%s", ends.get(number))
                    .hasSize(number + 1)
                    .doesNotHaveDuplicates();
        }
    }
}
