package io.github.cheevoherald.unlocks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.OneThreadBenchmark;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.retroachievements.MemorySite;
import io.github.cheevoherald.retroachievements.RequestBudget;
import io.github.cheevoherald.retroachievements.SiteAddress;
import io.github.cheevoherald.retroachievements.SiteClock;
import io.github.cheevoherald.retroachievements.SiteConnection;
import io.github.cheevoherald.retroachievements.SiteHealth;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.unlocks.schedule.PollSchedule;
import io.github.cheevoherald.unlocks.schedule.PollSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One poll from choosing the player to the outbox: the site's answer, which comes from memory instead of the network,
 * is parsed, compared with the ledger and recorded in one transaction in a database on disk.
 */
public class PollBenchmark extends OneThreadBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** The number of watched players. */
    @Param({"1000", "100000"})
    public int players;

    /** The number of unlocks already in the ledger. */
    @Param({"10000000"})
    public int ledgerRows;

    /** The number of new unlocks each poll finds. */
    @Param({"0", "1", "20", "400"})
    public int found;

    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
    private byte[] answer = {};
    private long nextAchievement = 1_000_000_000L;
    private long polls;
    private long waitingBefore;

    @SuppressWarnings("NullAway.Init") // set by open()
    private Database database;

    @SuppressWarnings("NullAway.Init") // set by open()
    private UnlockPoll poll;

    /** CPU time, which excludes waiting for the disk. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Processor {
        /** This thread's CPU time in microseconds. */
        public long cpuMicros;

        /** The number of polls. */
        public long polls;

        /** Starts an iteration. */
        @Setup(Level.Iteration)
        public void reset() {
            cpuMicros = 0;
            polls = 0;
        }
    }

    /** Reuses a database kept in the build folder, because it takes long to create. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "bench"));
        Path filled = folder.resolve("filled-" + players + "-" + ledgerRows + ".db");
        if (!Files.exists(filled)) {
            Path making = folder.resolve("making.db");
            Files.deleteIfExists(making);
            try (Database empty = Database.open("jdbc:sqlite:" + making + "?synchronous=OFF", clock)) {
                LargeLedger.fill(empty, players, ledgerRows, clock.millis());
            }
            Files.move(making, filled);
        }
        database = Database.open("jdbc:sqlite:" + filled, clock);
        long last = database.read(handle -> handle.createQuery("SELECT max(polled_at) FROM poll_schedule")
                .mapTo(Long.class)
                .one());
        clock.set(Instant.ofEpochSecond(last).plus(Duration.ofHours(1)));
        announceInEveryServer();
        PollSettings settings = PollBench.SETTINGS;
        PollSchedule schedule = new PollSchedule(database, settings, 60, (handle, player, found) -> {}, clock);
        schedule.start();
        SiteLinks links = new SiteLinks(URI.create("http://site/"), URI.create("http://media/"));
        UnlockRecorder recorder = new UnlockRecorder(
                database, schedule, new Outbox(database, UnlockAnnouncement.STORED), links, settings, clock);
        SiteHealth health = new SiteHealth(ulid -> ulid);
        SiteConnection site = new SiteConnection(
                MemorySite.answering(() -> answer),
                new SiteAddress(URI.create("http://site/"), () -> "key", "Benchmark"),
                new RequestBudget(1_000_000, health),
                health,
                new SiteClock(clock));
        PollRecording recording =
                new PollRecording(recorder, schedule, (player, unlocks) -> Map.of(), Runnable::run, () -> {});
        poll = new UnlockPoll(site.forPolls(), schedule, recording, settings, clock);
    }

    /** Without feeds, no poll would write to the outbox. */
    private void announceInEveryServer() {
        database.useTransaction(handle -> handle.execute("""
                INSERT INTO feeds (guild_id, kind, channel_id)
                SELECT DISTINCT guild_id, 'unlocks', guild_id FROM registrations WHERE true
                ON CONFLICT (guild_id, kind) DO NOTHING
                """));
        waitingBefore = waiting();
    }

    private long waiting() {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM outbox")
                .mapTo(Long.class)
                .one());
    }

    /** Prepares the next poll's answer: new unlocks, one second apart, ending now. */
    @Setup(Level.Invocation)
    public void unlock() {
        clock.advance(Duration.ofSeconds(1));
        ArrayNode rows = JsonMapper.builder().build().createArrayNode();
        for (int i = 0; i < found; i++) {
            Instant date = clock.instant().minusSeconds(i);
            rows.addObject()
                    .put("Date", date.toString().substring(0, 19).replace('T', ' '))
                    .put("HardcoreMode", (i + 1) % 2)
                    .put("AchievementID", ++nextAchievement)
                    .put("Title", "A lamp for every room")
                    .put("Description", "Light all lamps of the lighthouse before the tide comes in")
                    .put("BadgeName", "250336")
                    .put("Points", 10)
                    .put("TrueRatio", 23)
                    .putNull("Type")
                    .put("Author", "Somebody")
                    .put("AuthorULID", "01ARZ3NDEKTSV4RRFFQ69G5FAV")
                    .put("GameTitle", "Lantern Hollow")
                    .put("GameIcon", "/Images/000001.png")
                    .put("GameID", 1)
                    .put("ConsoleName", "SNES/Super Famicom")
                    .put("BadgeURL", "/Badge/250336.png")
                    .put("GameURL", "/game/1");
        }
        answer = rows.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Polls once. */
    @Benchmark
    public void poll(Processor processor) {
        long before = THREADS.getCurrentThreadCpuTime();
        if (!poll.pollNext()) {
            throw new IllegalStateException("nobody's turn");
        }
        processor.cpuMicros += (THREADS.getCurrentThreadCpuTime() - before) / 1000;
        processor.polls++;
        polls++;
    }

    /** Checks that everything found is in the outbox, and closes. */
    @TearDown(Level.Trial)
    public void close() {
        long added = waiting() - waitingBefore;
        database.close();
        if (added != (found == 0 ? 0 : polls)) {
            throw new IllegalStateException(polls + " polls, " + added + " announcements");
        }
    }
}
