package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.discord.ChannelAccess;
import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.discord.HistoryResult;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.discord.ServerExtras;
import io.github.cheevoherald.discord.SlowDown;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.words.Words;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backlog of any size needs only a small part of the heap; tested in a process that has no more. {@code -Dbacklog.unlocks}
 * changes the size for each server. */
final class BacklogMemoryTest {
    private static final int UNLOCKS = Integer.getInteger("backlog.unlocks", 15_000);
    private static final int PLAYERS = 25;
    private static final String HEAP = "-Xmx24m";
    private static final String WITHOUT_WAITING_FOR_THE_DISK = "?synchronous=OFF";

    /** One server whose unlocks came one by one, and one for which a single poll found them all. */
    private static final List<Long> SERVERS = List.of(1L, 2L);

    @Test
    void aLargeBacklogOfEachOfTwoServersFitsASmallHeap(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("herald.db");
        MutableClock clock = MutableClock.at("2026-01-01T12:00:00Z");
        try (Database database = Database.open("jdbc:sqlite:" + file + WITHOUT_WAITING_FOR_THE_DISK, clock)) {
            Outbox outbox = new Outbox(database, UnlockAnnouncement.STORED);
            SERVERS.forEach(server -> GivenFeed.in(database, server, "unlocks", 10 * server));
            database.useTransaction(handle -> {
                for (long id = 1; id <= UNLOCKS; id++) {
                    outbox.add(handle, 1, by("Player" + id % PLAYERS, id), clock.instant());
                }
                outbox.add(
                        handle, 2, by("Ana", LongStream.rangeClosed(1, UNLOCKS).toArray()), clock.instant());
            });
        }
        File output = folder.resolve("output").toFile();

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Drain.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();

        try {
            assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
            assertThat(output).content().endsWith("told %1$d and %1$d, each once%n".formatted(UNLOCKS));
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static UnlockAnnouncement.Unlocks by(String player, long... ids) {
        return new UnlockAnnouncement.Unlocks(
                Announcements.player(player), Announcements.of(ids).unlocks());
    }

    /** The process with the small heap. */
    static final class Drain {
        private Drain() {}

        public static void main(String[] arguments) throws InterruptedException {
            MutableClock clock = MutableClock.at("2026-01-01T12:01:00Z");
            CountingDiscord discord = new CountingDiscord(clock);
            try (Database database =
                    Database.open("jdbc:sqlite:" + arguments[0] + WITHOUT_WAITING_FOR_THE_DISK, clock)) {
                Outbox outbox = new Outbox(database, UnlockAnnouncement.STORED);
                Delivery delivery = new Delivery(
                        new Delivery.Ports(
                                outbox, new Guilds(database), discord, EverybodyStays.in(database, clock), Map::of),
                        new AnnouncementKinds(new UnlockKind(Words.english())),
                        Words.english(),
                        clock,
                        new Random(7));
                delivery.start();
                await().atMost(Duration.ofSeconds(280))
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> {
                            SERVERS.forEach(outbox::waitingItems);
                            return outbox.waitingGuilds().isEmpty();
                        });
                delivery.close(Duration.ofSeconds(5));
            }
            System.out.println("told " + discord.told(1) + " and " + discord.told(2) + ", each once");
        }
    }

    /** Answers at once and keeps only what was announced. Time passes with each message, so that no list waits. */
    private static final class CountingDiscord implements Discord {
        private final MutableClock clock;
        private final Map<Long, BitSet> told = new ConcurrentHashMap<>();

        CountingDiscord(MutableClock clock) {
            this.clock = clock;
        }

        int told(long server) {
            return told.getOrDefault(server, new BitSet()).cardinality();
        }

        @Override
        public CompletableFuture<SendResult> send(
                long guildId, long channelId, String nonce, MessageCreateData message) {
            clock.advance(Duration.ofSeconds(15));
            BitSet before = told.computeIfAbsent(guildId, server -> new BitSet());
            for (ItemKey one : UnlockKeys.in(message)) {
                int id = (int) UnlockKeys.achievement(one);
                if (before.get(id)) {
                    System.out.println("told twice: " + one);
                }
                before.set(id);
            }
            return CompletableFuture.completedFuture(new SendResult.Sent(HistorySearch.idAt(clock.instant())));
        }

        @Override
        public ChannelAccess access(long guildId, long channelId) {
            return new ChannelAccess(ChannelAccess.Kind.USABLE);
        }

        @Override
        public CompletableFuture<HistoryResult> history(long guildId, long channelId, long beforeId) {
            return CompletableFuture.completedFuture(new HistoryResult.Page(List.of(), 0, true));
        }

        @Override
        public CompletableFuture<Boolean> tell(long guildId, String sentence) {
            return CompletableFuture.completedFuture(true);
        }

        @Override
        public Optional<SlowDown> slowDown(long channelId) {
            return Optional.empty();
        }

        @Override
        public ServerExtras extras() {
            return new NoExtras();
        }

        @Override
        public Clock clock() {
            return clock;
        }
    }
}
