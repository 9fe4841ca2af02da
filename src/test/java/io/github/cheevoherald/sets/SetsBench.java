package io.github.cheevoherald.sets;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.guilds.FeedChannels;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.outbox.sets.SetAnnouncement;
import io.github.cheevoherald.outbox.sets.SetNews;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.StoreKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The watch over sets on a real database, with a site whose lists a test changes. */
final class SetsBench implements AutoCloseable {
    static final long SERVER = 1;
    static final long OTHER = 2;
    static final Duration TURN = Duration.ofMinutes(15);

    final MutableClock clock;
    final ListedSets site;
    final Database database;
    final Outbox outbox;
    GameInterests interests;
    SetWatch watch;
    private InterestRefresh refresh;

    SetsBench(StoreKind store, Path folder) {
        this(MutableClock.at("2026-03-01T12:00:00Z"), store, folder);
    }

    private SetsBench(MutableClock clock, StoreKind store, Path folder) {
        this(clock, store.open(folder, clock));
    }

    SetsBench(MutableClock clock, Database database) {
        this.clock = clock;
        this.database = database;
        site = new ListedSets(clock);
        outbox = new Outbox(database, SetAnnouncement.STORED);
        interests = new GameInterests(database);
        watch = newWatch();
        refresh = new InterestRefresh(interests, site.players(), clock);
    }

    private SetWatch newWatch() {
        SiteLinks links = new SiteLinks(URI.create("https://site.test/"), URI.create("https://media.test/"));
        SetRecorder recorder = new SetRecorder(database, outbox, interests, links, clock);
        return new SetWatch(site.lists(), recorder, interests, clock, clock);
    }

    /** A new process on the same database. */
    void restart() {
        interests = new GameInterests(database);
        interests.adoptTime(clock.instant());
        watch = newWatch();
        refresh = new InterestRefresh(interests, site.players(), clock);
    }

    void turnOn(long server) {
        new FeedChannels(database, clock, List.of()).set(server, SetAnnouncement.KIND, 70 + server);
    }

    void turnOff(long server) {
        new FeedChannels(database, clock, List.of()).allOff(server, handle -> 0);
    }

    /** Registers a player of that name as of now. */
    void register(long server, String name) {
        database.useTransaction(handle -> {
            handle.execute(
                    "INSERT INTO players (ulid, name, picture, profile_at_ms) VALUES (?, ?, '', 0)"
                            + " ON CONFLICT (ulid) DO NOTHING",
                    ulid(name),
                    name);
            handle.execute(
                    "INSERT INTO registrations (guild_id, member_id, player_id, registered_at)"
                            + " SELECT ?, player_id, player_id, ? FROM players WHERE name = ?",
                    server,
                    clock.instant().getEpochSecond(),
                    name);
        });
    }

    /** Registers a player who has played these games, and reads that. */
    void registerPlaying(long server, String name, Long... games) {
        site.played.put(ulid(name), Set.of(games));
        register(server, name);
        readInterests();
    }

    long playerId(String name) {
        return database.read(handle -> handle.createQuery("SELECT player_id FROM players WHERE name = ?")
                .bind(0, name)
                .mapTo(Long.class)
                .one());
    }

    void execute(String statement) {
        database.useTransaction(handle -> handle.execute(statement));
    }

    static String ulid(String name) {
        return "01" + name.toUpperCase(java.util.Locale.ROOT);
    }

    /** Games that can't be recorded. */
    static Set<Long> unreadable() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Long> iterator() {
                throw new IllegalStateException("games that can't be recorded");
            }

            @Override
            public int size() {
                return 1;
            }
        };
    }

    /** Reads everything that is due. */
    void readInterests() {
        int before;
        do {
            before = site.asked.size();
            refresh.readGames();
            refresh.readRequests();
        } while (site.asked.size() > before);
    }

    /** The next look, 15 minutes after the last one. */
    void look() {
        clock.advance(TURN);
        int unused = watch.run();
    }

    void looks(int times) {
        for (int i = 0; i < times; i++) {
            look();
        }
    }

    /** The news that wait for a server, oldest first. */
    List<SetNews> news(long server) {
        List<SetNews> all = new ArrayList<>();
        for (OutboxEntry entry : outbox.untouched(new FeedKey(server, SetAnnouncement.KIND), 10_000)) {
            all.addAll(((SetAnnouncement) entry.announcement()).sets());
        }
        return all;
    }

    SetNews onlyNews(long server) {
        List<SetNews> all = news(server);
        if (all.size() != 1) {
            throw new AssertionError("not one but " + all);
        }
        return all.get(0);
    }

    static List<String> names(List<SetNews.Fan> fans) {
        return fans.stream().map(SetNews.Fan::name).toList();
    }

    @Override
    public void close() {
        database.close();
    }
}
