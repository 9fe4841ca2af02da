package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.outbox.Unsettled;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.MigratedFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The polling half of the bot on a real database, with a scripted site and a clock that stands still. */
final class PollBench implements AutoCloseable {
    static final PollSettings SETTINGS = new PollSettings(
            Duration.ofSeconds(10),
            Duration.ofMinutes(30),
            Duration.ofMinutes(15),
            Duration.ofDays(14),
            Duration.ofHours(12));

    static final long MEMBER = 7;

    final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
    final ScriptedSite site = new ScriptedSite(clock);
    private final String url;
    private PollSettings settings = SETTINGS;
    Database database;
    Guilds guilds;
    Players players;
    Outbox outbox;
    PollSchedule schedule;
    UnlockRecorder recorder;
    UnlockPoll poll;

    @SuppressWarnings("NullAway.Init")
    PollBench(Path folder) {
        this(folder, "");
    }

    /** With options for the driver, such as {@code ?synchronous=OFF} for many short runs. */
    @SuppressWarnings("NullAway.Init")
    PollBench(Path folder, String options) {
        url = "jdbc:sqlite:" + MigratedFile.at(folder.resolve("herald.db")) + options;
        open(Database.open(url, clock));
    }

    /** On somebody else's database, which cannot be restarted. */
    @SuppressWarnings("NullAway.Init")
    PollBench(Database database) {
        url = "";
        open(database);
    }

    private void open(Database opened) {
        database = opened;
        guilds = new Guilds(database);
        outbox = new Outbox(database, UnlockAnnouncement.STORED);
        players = new Players(database, new LinkChanges(outbox, clock));
        schedule = new PollSchedule(database, settings, 60, clock);
        schedule.start();
        SiteLinks links = new SiteLinks(URI.create("http://site/"), URI.create("http://media/"));
        recorder = new UnlockRecorder(database, schedule, outbox, links, settings, clock);
        poll = new UnlockPoll(site, schedule, recorder, settings, clock, () -> {});
    }

    void restart() {
        database.close();
        open(Database.open(url, clock));
    }

    /** The next process has another late horizon. */
    void restartWithLateHorizon(Duration lateHorizon) {
        settings = new PollSettings(
                SETTINGS.minInterval(),
                SETTINGS.maxInterval(),
                SETTINGS.overlap(),
                lateHorizon,
                SETTINGS.sweepInterval());
        restart();
    }

    /** Registers the only player in a server, as {@code /register} does once the name is proved. */
    void register(long guild) {
        register(guild, clock.instant());
    }

    /** Registers the only player as of a time in the past, as when the site was away at that time. */
    void register(long guild, Instant registeredAt) {
        database.useTransaction(handle -> {
            handle.execute("""
                    INSERT INTO players (player_id, ulid, name, picture, profile_at_ms)
                    VALUES (1, '01ARZ3NDEKTSV4RRFFQ69G5FAV', 'Ana', '/UserPic/Ana.png', 0)
                    ON CONFLICT (ulid) DO NOTHING
                    """);
            handle.execute(
                    "INSERT INTO registrations (guild_id, member_id, player_id, registered_at) VALUES (?, ?, 1, ?)",
                    guild,
                    MEMBER,
                    registeredAt.getEpochSecond());
            new PollTurns().add(handle, 1, clock.instant());
        });
    }

    void feed(long guild) {
        guilds.setFeed(guild, "unlocks", guild * 10, handle -> {});
    }

    /** Moves on by the shortest interval and polls if it is the player's turn. */
    boolean pollAfter(Duration wait) {
        clock.advance(wait);
        return poll.pollNext();
    }

    void sweepAfter(Duration wait) {
        clock.advance(wait);
        schedule.markSweeps(clock.instant());
        poll.pollNext();
    }

    Instant ago(Duration duration) {
        return clock.instant().minus(duration);
    }

    /** Every announcement that waits for a server. */
    List<UnlockAnnouncement.Unlocks> announced(long guild) {
        List<UnlockAnnouncement.Unlocks> announced = new ArrayList<>();
        for (OutboxEntry entry : Unsettled.in(database)) {
            if (entry.guildId() == guild) {
                announced.add((UnlockAnnouncement.Unlocks) entry.announcement());
            }
        }
        return announced;
    }

    /** The achievement of every unlock that waits for a server. */
    List<Long> announcedIds(long guild) {
        return announced(guild).stream()
                .flatMap(announcement -> announcement.unlocks().stream())
                .map(UnlockAnnouncement.Unlock::achievementId)
                .toList();
    }

    @Override
    public void close() {
        database.close();
    }
}
