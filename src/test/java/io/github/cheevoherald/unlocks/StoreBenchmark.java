package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.OneThreadBenchmark;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.DatabaseAddress;
import io.github.cheevoherald.store.PostgresServer;
import io.github.cheevoherald.store.StoreKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a poll and an announcement cost on each kind of store, waiting for the disk included. PostgreSQL is on this machine,
 * so the network is not.
 */
public class StoreBenchmark extends OneThreadBenchmark {
    private static final long SERVER = 1;
    private static final FeedKey FEED = new FeedKey(SERVER, "unlocks");
    private static final int PLAYERS = 1_000;
    private static final int LEDGER_ROWS = 100_000;

    /** Where the data is. */
    @Param
    public StoreKind store;

    private long nextAchievement = 1_000_000_000L;

    @SuppressWarnings("NullAway.Init") // set by open()
    private PollBench bench;

    @SuppressWarnings("NullAway.Init") // set by fill()
    private OutboxEntry entry;

    /** A thousand players and their ledger, in a store of its own. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        Path file = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "store")
                .resolve("herald.db");
        DatabaseAddress address = store == StoreKind.SQLITE
                ? store.address(file)
                : PostgresServer.onDisk().newDatabase();
        MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
        Database database = Database.open(address, clock);
        LargeLedger.fill(database, PLAYERS, LEDGER_ROWS, clock.millis());
        bench = new PollBench(database);
        long last = database.read(handle -> handle.createQuery("SELECT max(polled_at) FROM poll_schedule")
                .mapTo(Long.class)
                .one());
        bench.clock.set(Instant.ofEpochSecond(last).plus(Duration.ofHours(1)));
        database.useTransaction(handle -> handle.execute("""
                INSERT INTO feeds (guild_id, kind, channel_id)
                SELECT DISTINCT guild_id, 'unlocks', guild_id FROM registrations WHERE true
                ON CONFLICT (guild_id, kind) DO NOTHING
                """));
    }

    /** A poll that finds nothing new. */
    @Benchmark
    public void poll() {
        bench.clock.advance(Duration.ofSeconds(1));
        bench.site.rows.clear();
        pollNext();
    }

    /** A poll that finds an unlock. */
    @Benchmark
    public void pollWithAnUnlock() {
        bench.clock.advance(Duration.ofSeconds(1));
        bench.site.rows.clear();
        bench.site.unlock(++nextAchievement, bench.clock.instant(), true);
        pollNext();
    }

    private void pollNext() {
        if (!bench.poll.pollNext()) {
            throw new IllegalStateException("nobody's turn");
        }
    }

    /** An announcement on its way: rendered, marked before it is sent, and settled. */
    @Benchmark
    public void announcement() {
        Outbox outbox = bench.outbox;
        Instant now = bench.clock.instant();
        String nonce = Long.toString(++nextAchievement);
        bench.database.useUnsyncedTransaction(handle -> outbox.add(handle, SERVER, announcement(nextAchievement), now));
        entry = outbox.next(FEED).orElseThrow();
        Outbox.Message message = new Outbox.Message(entry.announcement(), "{}", nonce, false, MessageForm.CARDS);
        OutboxEntry rendered =
                outbox.rendered(List.of(entry), List.of(message), Map.of()).orElseThrow();
        outbox.sending(rendered.id(), SERVER, now);
        outbox.sent(rendered.id(), nextAchievement, now, handle -> bench.guilds.unblock(handle, SERVER, SERVER));
    }

    private static UnlockAnnouncement.Unlocks announcement(long achievement) {
        UnlockAnnouncement.Unlock unlock = new UnlockAnnouncement.Unlock(
                achievement,
                "A lamp for every room",
                "Light all lamps of the lighthouse before the tide comes in",
                "http://site/achievement/1",
                "http://media/Badge/250336.png",
                10,
                23,
                null,
                "Lantern Hollow",
                "http://site/game/1",
                "SNES/Super Famicom",
                achievement,
                true,
                false,
                false);
        return new UnlockAnnouncement.Unlocks(
                new PlayerCard("01ARZ3NDEKTSV4RRFFQ69G5FAV", "Ana", "http://site/user/Ana", "http://media/Ana.png"),
                List.of(unlock));
    }

    /** Ends it. */
    @TearDown(Level.Trial)
    public void close() {
        bench.close();
    }
}
