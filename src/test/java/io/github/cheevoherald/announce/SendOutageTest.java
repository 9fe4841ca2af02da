package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.Lines;
import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.announce.SecondKindTest.Completion;
import io.github.cheevoherald.announce.SecondKindTest.CompletionKind;
import io.github.cheevoherald.announce.SecondKindTest.Completions;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.MigratedFile;
import io.github.cheevoherald.words.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The log lines about servers that Discord accepts nothing for, through the real lanes. */
final class SendOutageTest {
    private static final SendResult NOT_AVAILABLE = new SendResult.NotSent("the server is not available");

    private final MutableClock clock = MutableClock.at("2026-01-01T12:00:00Z");
    private final ManualExecutor executor = new ManualExecutor(clock);
    private final RecordingDiscord discord = new RecordingDiscord(clock);
    private final Set<Long> down = ConcurrentHashMap.newKeySet();
    private final Lines lines = new Lines();
    private Database database;
    private Outbox outbox;
    private Delivery delivery;
    private long unlocks;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = Database.open("jdbc:sqlite:" + MigratedFile.at(folder.resolve("test.db")), clock);
        outbox = new Outbox(database, UnlockAnnouncement.STORED, Completions.STORED);
        Guilds guilds = new Guilds(database);
        for (long server = 1; server <= 9; server++) {
            GivenFeed.in(database, server, "unlocks", server * 10);
        }
        discord.answer(this::answer);
        delivery = new Delivery(
                new Delivery.Ports(outbox, guilds, discord, EverybodyStays.in(database, clock), Map::of),
                new AnnouncementKinds(new UnlockKind(Words.english()), new CompletionKind()),
                Words.english(),
                clock,
                new Random(7),
                new DeliveryThreads(executor));
        delivery.start();
    }

    @AfterEach
    void close() {
        lines.close();
        executor.shutdown();
        database.close();
    }

    @Test
    void oneServersOutageIsLoggedOnceAtEachEndWhileOthersReceive() {
        CompletableFuture<SendResult> second = new CompletableFuture<>();
        discord.answer(send -> discord.sendsTo(10).size() == 2 && send.guildId() == 1 ? second : answer(send));
        down.add(1L);
        add(1);
        tried(1, 2);
        announced(2);
        second.complete(NOT_AVAILABLE);
        for (int minute = 0; minute < 10; minute++) {
            tried(1, 1);
            announced(2);
        }
        down.clear();
        step(() -> outbox.waiting(1L) == 0);

        assertSaid(
                "WARN Server 1: Discord isn't accepting messages (the server is not available);"
                        + " pending announcements are kept",
                "INFO Server 1: Discord is accepting messages again");
    }

    @Test
    void oneServersFailureInAQuietHourIsNotDiscordsOutage() {
        down.add(1L);
        add(1);
        tried(1, 3);
        announced(2);
        for (int minute = 0; minute < 10; minute++) {
            tried(1, 3);
            announced(2);
        }

        assertSaid(
                "WARN Discord isn't accepting messages (the server is not available); pending announcements are kept",
                "INFO Discord is accepting messages again",
                "WARN Server 1: Discord isn't accepting messages (the server is not available);"
                        + " pending announcements are kept");
    }

    @Test
    void oneFeedsOutageIsLoggedOnceAtEachEndWhileItsServersOtherFeedReceives() {
        FeedKey completions = new FeedKey(1, Completions.STORED.name());
        GivenFeed.in(database, 1, completions.kind(), 15);
        down.add(15L);
        Completion completion = new Completion(null, "Game", clock.instant().getEpochSecond());
        database.useTransaction(handle -> outbox.add(handle, 1, new Completions(List.of(completion)), clock.instant()));
        step(() -> discord.sendsTo(15).size() == 1);
        for (int minute = 0; minute < 10; minute++) {
            int others = discord.sendsTo(10).size();
            int failures = discord.sendsTo(15).size();
            add(1);
            step(() -> discord.sendsTo(10).size() > others);
            step(() -> discord.sendsTo(15).size() > failures + 1);
        }
        assertThat(delivery.failingSince(completions)).isPresent();
        assertThat(delivery.failingSince(unlocksOf(1))).isEmpty();
        down.clear();
        step(() -> outbox.waiting(1L) == 0);

        assertSaid(
                "WARN Discord isn't accepting messages (the server is not available); pending announcements are kept",
                "INFO Discord is accepting messages again",
                "WARN Server 1: Discord isn't accepting messages (the server is not available);"
                        + " pending announcements are kept",
                "INFO Server 1: Discord is accepting messages again");
    }

    @Test
    void discordsOutageIsLoggedOnceAtEachEndForAllServers() {
        for (long server = 1; server <= 9; server++) {
            down.add(server);
            add(server);
        }
        for (long server = 1; server <= 9; server++) {
            tried(server, 3);
        }
        down.clear();
        step(() -> outbox.waitingGuilds().isEmpty());

        assertSaid(
                "WARN Discord isn't accepting messages (the server is not available); pending announcements are kept",
                "INFO Discord is accepting messages again");
    }

    @Test
    void severalServersOutageIsOneLineWhileOthersReceive() {
        announced(9);
        for (long server = 1; server <= 6; server++) {
            down.add(server);
            add(server);
        }
        for (int minute = 0; minute < 5; minute++) {
            announced(9);
            for (long server = 1; server <= 6; server++) {
                tried(server, 1);
            }
        }
        down.clear();
        step(() -> outbox.waitingGuilds().isEmpty());

        assertThat(said()).hasSizeLessThanOrEqualTo(4);
        assertThat(lines.holding("WARN Discord isn't accepting messages")).hasSize(1);
        assertThat(lines.holding("INFO Discord is accepting messages again")).hasSize(1);
    }

    @Test
    void severalServersThatFailTogetherAreReportedAsSeveral() {
        SendOutages outages = new SendOutages(LoggerFactory.getLogger(SendOutages.class));
        for (long server : List.of(1L, 2L, 3L, 9L, 1L, 2L, 3L, 1L, 2L, 3L, 9L, 9L)) {
            if (server == 9) {
                outages.works(unlocksOf(server));
            } else {
                outages.failed(unlocksOf(server), "500", clock.instant());
            }
        }
        List.of(1L, 2L, 3L).forEach(server -> outages.works(unlocksOf(server)));

        assertSaid(
                "WARN Server 1: Discord isn't accepting messages (500); pending announcements are kept",
                "WARN Discord isn't accepting messages for several servers (500); pending announcements are kept",
                "INFO Server 1: Discord is accepting messages again",
                "INFO Discord is accepting messages again");
    }

    @Test
    void aServerWithNothingLeftToSendDoesNotEndOthersOutage() {
        SendOutages outages = new SendOutages(LoggerFactory.getLogger(SendOutages.class));
        for (long server : List.of(1L, 2L, 1L, 2L)) {
            outages.failed(unlocksOf(server), "500", clock.instant());
        }
        clock.advance(Duration.ofMinutes(6));
        outages.failed(unlocksOf(3), "500", clock.instant());
        outages.works(unlocksOf(3));

        assertSaid(
                "WARN Discord isn't accepting messages (500); pending announcements are kept",
                "INFO Discord is accepting messages again");
    }

    @Test
    void anOutageCountsFromTheFirstFailedPost() {
        CompletableFuture<SendResult> slow = new CompletableFuture<>();
        discord.answer(send -> discord.sendsTo(10).size() == 1 ? slow : answer(send));
        down.add(1L);
        add(1);
        tried(1, 1);
        Instant begun = clock.instant();
        clock.advance(Duration.ofMinutes(2));
        slow.complete(NOT_AVAILABLE);
        tried(1, 2);

        assertThat(delivery.failingSince(unlocksOf(1)).orElseThrow()).isBeforeOrEqualTo(begun);
        down.clear();
        step(() -> outbox.waiting(1L) == 0);
        assertThat(delivery.failingSince(unlocksOf(1))).isEmpty();
    }

    private static FeedKey unlocksOf(long server) {
        return new FeedKey(server, "unlocks");
    }

    private CompletableFuture<SendResult> answer(RecordingDiscord.Send send) {
        boolean fails = down.contains(send.guildId()) || down.contains(send.channelId());
        return fails ? CompletableFuture.completedFuture(NOT_AVAILABLE) : discord.take(send);
    }

    private void add(long server) {
        long unlock = ++unlocks;
        database.useTransaction(handle -> outbox.add(handle, server, Announcements.of(unlock), clock.instant()));
    }

    private void announced(long server) {
        add(server);
        step(() -> outbox.waiting(server) == 0);
    }

    private void tried(long server, int more) {
        int wanted = discord.sendsTo(server * 10).size() + more;
        step(() -> discord.sendsTo(server * 10).size() >= wanted);
    }

    private void step(BooleanSupplier done) {
        for (int steps = 0; steps < 10_000 && !done.getAsBoolean(); steps++) {
            clock.advance(Duration.ofSeconds(5));
            executor.runDue();
        }
        assertThat(done.getAsBoolean()).isTrue();
    }

    private void assertSaid(String... expected) {
        assertThat(said()).containsExactly(expected);
    }

    private List<String> said() {
        return lines.holding("accepting messages");
    }
}
