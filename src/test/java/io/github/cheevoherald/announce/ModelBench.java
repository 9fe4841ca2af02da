package io.github.cheevoherald.announce;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.discord.Membership;
import io.github.cheevoherald.guilds.FeedChannels;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.members.Departures;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.players.RestingLinks;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.FaultyDatabase;
import io.github.cheevoherald.unlocks.LinkChanges;
import io.github.cheevoherald.unlocks.PollRecording;
import io.github.cheevoherald.unlocks.ScriptedSite;
import io.github.cheevoherald.unlocks.UnlockPoll;
import io.github.cheevoherald.unlocks.UnlockRecorder;
import io.github.cheevoherald.unlocks.schedule.PollSchedule;
import io.github.cheevoherald.unlocks.schedule.PollSettings;
import io.github.cheevoherald.words.Words;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The bot from the poll to the channel, on one thread, with real and fake parts on either side. */
final class ModelBench {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final List<String> PLAYERS = List.of("Ana", "Ben");
    static final List<Long> SERVERS = List.of(1L, 2L);
    static final SiteLinks LINKS = new SiteLinks(URI.create("https://site/"), URI.create("https://media/"));

    private static final PollSettings SETTINGS = new PollSettings(
            Duration.ofSeconds(10),
            Duration.ofMinutes(30),
            Duration.ofMinutes(15),
            Duration.ofDays(14),
            Duration.ofHours(12));

    final MutableClock clock = new MutableClock(START);
    final FaultyDatabase store;
    final FaultyDiscord discord;
    final Map<String, ScriptedSite> sites = new LinkedHashMap<>();
    private final RetroAchievements site;
    private final Random random = new Random(7);
    ManualExecutor executor;
    Guilds guilds;
    Outbox outbox;
    PollSchedule schedule;
    UnlockRecorder recorder;
    UnlockPoll poll;
    Delivery delivery;
    Players players;
    Departures departures;

    /** Those who aren't members, as {@link ModelMembers#who}; kept by Discord, so it survives the bot's process. */
    final Set<String> gone = new HashSet<>();

    Feeds feeds;

    @SuppressWarnings("NullAway.Init")
    ModelBench(FaultyDatabase store) {
        this.store = store;
        this.discord = new FaultyDiscord(clock, store, this::isFeed);
        this.site = site();
        clear();
        start();
    }

    private RetroAchievements site() {
        PLAYERS.forEach(name -> sites.put(ulid(name), new ScriptedSite(clock)));
        return (RetroAchievements) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RetroAchievements.class}, (self, method, arguments) -> {
                    try {
                        return method.invoke(Objects.requireNonNull(sites.get(arguments[0])), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    static String ulid(String name) {
        return "ULID-" + name;
    }

    /** The only thing that tells players apart in a channel. */
    static String page(String name) {
        return LINKS.player(name).toLowerCase(java.util.Locale.ROOT);
    }

    ScriptedSite siteOf(int player) {
        return Objects.requireNonNull(sites.get(ulid(PLAYERS.get(player))));
    }

    private void clear() {
        boolean unused = store.revive();
        Database database = store.database();
        database.useTransaction(handle -> {
            List.of("outbox", "held_twins", "ledger", "registrations", "poll_schedule", "players", "feeds", "guilds")
                    .forEach(table -> handle.execute("DELETE FROM " + table));
            for (String name : PLAYERS) {
                int id = PLAYERS.indexOf(name) + 1;
                handle.execute(
                        "INSERT INTO players (player_id, ulid, name, picture, profile_at_ms)"
                                + " VALUES (?, ?, ?, '/UserPic/A.png', 0)",
                        id,
                        ulid(name),
                        name);
                handle.execute(
                        "INSERT INTO poll_schedule (player_id, active_at, due_at_ms) VALUES (?, ?, 0)",
                        id,
                        START.getEpochSecond());
                for (long server : SERVERS) {
                    handle.execute(
                            "INSERT INTO registrations (guild_id, member_id, player_id, registered_at)"
                                    + " VALUES (?, ?, ?, ?)",
                            server,
                            id,
                            id,
                            START.getEpochSecond());
                }
            }
        });
        store.checkpoint();
    }

    /** When each server's feed last started: what happened before then needn't be announced. */
    final Map<Long, Long> begun = new HashMap<>();

    void start() {
        Database database = store.database();
        executor = new ManualExecutor(clock);
        guilds = new Guilds(database);
        outbox = new Outbox(database, UnlockAnnouncement.STORED);
        LinkChanges linkChanges = new LinkChanges(outbox, clock);
        players = new Players(database, linkChanges);
        departures = new Departures(
                new RestingLinks(database, linkChanges, clock, clock),
                (server, member) -> CompletableFuture.completedFuture(
                        gone.contains(ModelMembers.who(server, member)) ? Membership.LEFT : Membership.PRESENT),
                Database::isOutage);
        delivery = new Delivery(
                new Delivery.Ports(outbox, guilds, discord, departures, Map::of),
                new AnnouncementKinds(new UnlockKind(Words.english())),
                Words.english(),
                clock,
                random,
                new DeliveryThreads(executor));
        feeds = new Feeds(
                guilds, new FeedChannels(database, clock, List.of(this::begins)), outbox, delivery, discord, clock);
        schedule = new PollSchedule(database, SETTINGS, 60, (handle, player, found) -> {}, clock);
        schedule.start();
        recorder = new UnlockRecorder(database, schedule, outbox, LINKS, SETTINGS, clock);
        PollRecording recording = new PollRecording(recorder, schedule, this::context, Runnable::run, delivery::wake);
        poll = new UnlockPoll(site, schedule, recording, SETTINGS, clock);
        delivery.start();
    }

    /** What the site says in time about unlocks: something or nothing; and the process may end while it's being asked. */
    private Map<RecentUnlock, UnlockAnnouncement.Context> context(Player player, List<RecentUnlock> unlocks) {
        int luck = random.nextInt(20);
        if (luck == 0 && store.isPlanned()) {
            throw store.die();
        }
        return luck < 10
                ? Map.of()
                : unlocks.stream()
                        .distinct()
                        .collect(Collectors.toMap(
                                unlock -> unlock, unlock -> new UnlockAnnouncement.Context(1, luck, 3.4, false, 0)));
    }

    private void begins(Handle handle, long server, String kind) {
        if (kind.equals(UnlockAnnouncement.KIND)) {
            begun.put(server, clock.instant().getEpochSecond());
            players.startAnew(handle, server, clock.instant());
        }
    }

    /**
     * Ends the process, whatever it was doing; its requests to Discord are still on their way. Returns whether the
     * power failed, so that unsynced data is lost.
     */
    boolean end() {
        executor.shutdown();
        discord.orphan();
        return store.revive();
    }

    private boolean isFeed(long channelId) {
        return !store.isDead() && guilds.channels().stream().anyMatch(feed -> feed.channelId() == channelId);
    }
}
