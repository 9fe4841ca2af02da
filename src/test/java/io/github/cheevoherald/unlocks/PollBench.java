package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.outbox.Unsettled;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.players.HiddenGames;
import io.github.cheevoherald.players.LinkListener;
import io.github.cheevoherald.players.PausedLinks;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.players.Silences;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.DatabaseAddress;
import io.github.cheevoherald.store.StoreKind;
import io.github.cheevoherald.unlocks.context.ContextLookup;
import io.github.cheevoherald.unlocks.schedule.PollSchedule;
import io.github.cheevoherald.unlocks.schedule.PollSettings;
import io.github.cheevoherald.unlocks.schedule.PollTurns;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable DatabaseAddress address;
    private PollSettings settings = SETTINGS;
    Database database;
    Guilds guilds;
    Players players;
    PausedLinks pauses;
    HiddenGames hiddenGames;
    Outbox outbox;
    PollSchedule schedule;
    UnlockRecorder recorder;
    UnlockPoll poll;

    /** Finds the context of unlocks: nothing, unless a test says otherwise. */
    ContextLookup lookup = (player, unlocks) -> Map.of();

    /** Where answers wait for their context. */
    Executor waiting = Runnable::run;

    @SuppressWarnings("NullAway.Init")
    PollBench(Path folder) {
        this(StoreKind.SQLITE, folder);
    }

    @SuppressWarnings("NullAway.Init")
    PollBench(StoreKind store, Path folder) {
        this(store.address(folder.resolve("herald.db")));
    }

    /** Takes driver options, such as {@code ?synchronous=OFF} for many short runs. */
    @SuppressWarnings("NullAway.Init")
    PollBench(Path folder, String options) {
        this(DatabaseAddress.of("jdbc:sqlite:" + folder.resolve("herald.db") + options));
    }

    @SuppressWarnings("NullAway.Init")
    private PollBench(DatabaseAddress address) {
        this.address = address;
        open(Database.open(address, clock));
    }

    /** Uses somebody else's database, which can't be restarted. */
    @SuppressWarnings("NullAway.Init")
    PollBench(Database database) {
        address = null;
        open(database);
    }

    private void open(Database opened) {
        database = opened;
        guilds = new Guilds(database);
        outbox = new Outbox(
                database, (handle, guildId) -> Silences.in(handle, guildId)::isSilent, UnlockAnnouncement.STORED);
        LinkListener links = new LinkChanges(outbox, clock);
        players = new Players(database, links);
        pauses = new PausedLinks(database, links, clock);
        hiddenGames = new HiddenGames(database, links, clock);
        schedule = new PollSchedule(database, settings, 60, (handle, player, found) -> {}, clock);
        schedule.start();
        SiteLinks pages = new SiteLinks(URI.create("http://site/"), URI.create("http://media/"));
        recorder = new UnlockRecorder(database, schedule, outbox, pages, settings, clock);
        PollRecording recording = new PollRecording(
                recorder,
                schedule,
                (player, unlocks) -> lookup.of(player, unlocks),
                work -> waiting.execute(work),
                () -> {});
        poll = new UnlockPoll(site, schedule, recording, settings, clock);
    }

    void restart() {
        database.close();
        open(Database.open(Objects.requireNonNull(address), clock));
    }

    /** Restarts with another late horizon. */
    void restartWithLateHorizon(Duration lateHorizon) {
        settings = new PollSettings(
                SETTINGS.minInterval(),
                SETTINGS.maxInterval(),
                SETTINGS.overlap(),
                lateHorizon,
                SETTINGS.sweepInterval());
        restart();
    }

    /** Restarts with the second API turned on, which may name what an event's achievement copies. */
    void restartNamingCopies() {
        settings = new PollSettings(
                SETTINGS.minInterval(),
                SETTINGS.maxInterval(),
                SETTINGS.overlap(),
                SETTINGS.lateHorizon(),
                SETTINGS.sweepInterval(),
                true);
        restart();
    }

    /** Registers the only player in a server, as {@code /register} does once the name is confirmed. */
    void register(long guild) {
        register(guild, clock.instant());
    }

    /** Registers the only player as of a time in the past, as if the site was away then. */
    void register(long guild, Instant registeredAt) {
        database.useTransactionAlone(handle -> register(handle, guild, registeredAt));
    }

    void register(Handle handle, long guild, Instant registeredAt) {
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
    }

    void feed(long guild) {
        GivenFeed.in(database, guild, "unlocks", guild * 10);
    }

    /** Advances the clock and polls if it's the player's turn. */
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

    /** Every announcement waiting for a server. */
    List<UnlockAnnouncement.Unlocks> announced(long guild) {
        List<UnlockAnnouncement.Unlocks> announced = new ArrayList<>();
        for (OutboxEntry entry : Unsettled.in(database)) {
            if (entry.guildId() == guild) {
                announced.add((UnlockAnnouncement.Unlocks) entry.announcement());
            }
        }
        return announced;
    }

    /** The achievement of every unlock waiting for a server. */
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
