package io.github.cheevoherald.awards;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.guilds.FeedChannels;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement.PlayersAward;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.players.LinkListener;
import io.github.cheevoherald.players.PausedLinks;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.DatabaseAddress;
import io.github.cheevoherald.unlocks.LinkChanges;
import io.github.cheevoherald.unlocks.schedule.FeedBeginnings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Awards on a real store, with the site in memory and a clock that the test moves. */
final class AwardBench implements AutoCloseable {
    static final Duration HORIZON = Duration.ofDays(14);

    final MutableClock clock;
    final AwardSite site = new AwardSite();
    final Database database;
    final Outbox outbox;
    final Players players;
    private final PausedLinks pauses;
    final Guilds guilds;
    final FeedChannels channels;

    /** How far the time that we take for the site's is ahead. */
    Duration ahead = Duration.ZERO;

    boolean killWhenAdded;
    private AwardWatch watch;

    AwardBench(DatabaseAddress address) {
        this(MutableClock.at("2026-03-01T12:00:00Z"), address);
    }

    private AwardBench(MutableClock clock, DatabaseAddress address) {
        this(clock, Database.open(address, clock));
    }

    AwardBench(MutableClock clock, Database database) {
        this.clock = clock;
        this.database = database;
        outbox = new Outbox(database, UnlockAnnouncement.STORED, AwardAnnouncement.STORED);
        LinkListener links = new LinkChanges(outbox, clock);
        players = new Players(database, links);
        pauses = new PausedLinks(database, links, siteClock());
        channels = new FeedChannels(database, siteClock(), List.of(new FeedBeginnings()));
        guilds = new Guilds(database);
        watch = watch();
    }

    private Clock siteClock() {
        InstantSource siteTime = this::siteNow;
        return siteTime.withZone(ZoneOffset.UTC);
    }

    /** The time that we take for the site's, in whole seconds. */
    Instant siteNow() {
        return Instant.ofEpochSecond(clock.instant().plus(ahead).getEpochSecond());
    }

    private AwardWatch watch() {
        SiteLinks pages = new SiteLinks(URI.create("http://site/"), URI.create("http://media/"));
        AwardRecorder recorder = new AwardRecorder(database, outbox, pages, clock);
        AwardWatch.Site asked = new AwardWatch.Site(site.second(), site.first(), siteClock());
        return new AwardWatch(database, asked, recorder, HORIZON, clock, this::added);
    }

    private void added() {
        if (killWhenAdded) {
            killWhenAdded = false;
            throw new AwardSite.Killed();
        }
    }

    /** Does what is due; a killed process starts again. */
    void run() {
        try {
            watch.run();
        } catch (AwardSite.Killed e) {
            restart();
        }
    }

    void restart() {
        watch.close();
        watch = watch();
    }

    /** Advances to the next look and does it. */
    void lookAfter(Duration time) {
        clock.advance(time);
        run();
    }

    void look() {
        lookAfter(Duration.ofMinutes(2));
    }

    void feed(long guild) {
        GivenFeed.in(database, guild, "awards", guild * 10);
    }

    void register(long guild, String ulid) {
        register(guild, ulid, clock.instant());
    }

    void register(long guild, String ulid, Instant since) {
        database.useTransactionAlone(handle -> {
            handle.execute(
                    "INSERT INTO players (ulid, name, picture, profile_at_ms) VALUES (?, ?, '/UserPic/x.png', 0)"
                            + " ON CONFLICT (ulid) DO NOTHING",
                    ulid,
                    ulid);
            handle.execute(
                    "INSERT INTO registrations (guild_id, member_id, player_id, registered_at)"
                            + " SELECT ?, ?, player_id, ? FROM players WHERE ulid = ?",
                    guild,
                    member(ulid),
                    since.getEpochSecond(),
                    ulid);
        });
    }

    void pause(long guild, String ulid) {
        pauses.pause(guild, member(ulid));
    }

    void resume(long guild, String ulid) {
        pauses.resume(guild, member(ulid));
    }

    void unregister(long guild, String ulid) {
        players.unregister(guild, member(ulid));
    }

    private static long member(String ulid) {
        return ulid.hashCode() & 0xFFFF;
    }

    /** Whether the list of all the player's awards was read for the link. */
    boolean isListRead(long guild, String ulid) {
        return isTrue("l.list_read > 0", guild, ulid);
    }

    /** Whether it is known of a new row that it came after the link's beginning. */
    boolean knowsOrder(long guild, String ulid) {
        return isTrue("(l.list_read > 0 OR l.after_id IS NOT NULL)", guild, ulid);
    }

    private boolean isTrue(String condition, long guild, String ulid) {
        return database.read(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM award_links l JOIN players p ON p.player_id = l.player_id
                            JOIN registrations r ON r.player_id = l.player_id AND r.guild_id = l.guild_id
                            JOIN feeds f ON f.guild_id = r.guild_id
                            WHERE l.guild_id = ? AND p.ulid = ? AND l.since >= r.registered_at
                                AND l.since >= COALESCE(f.begun_at, 0) AND
                        """ + condition + ")")
                .bind(0, guild)
                .bind(1, ulid)
                .mapTo(Boolean.class)
                .one());
    }

    /** Everything announced in the server, in the order in which it was added, except what was withdrawn. */
    List<PlayersAward> announced(long guild) {
        List<PlayersAward> all = new ArrayList<>();
        List<Long> ids = database.read(handle -> handle.createQuery("SELECT player_id FROM players ORDER BY player_id")
                .mapTo(Long.class)
                .list());
        database.useTransaction(handle -> {
            for (long id : ids) {
                String ulid = handle.createQuery("SELECT ulid FROM players WHERE player_id = ?")
                        .bind(0, id)
                        .mapTo(String.class)
                        .one();
                outbox.ofPlayers().eachAdded(handle, guild, ulid, Instant.EPOCH, one -> add(all, one));
            }
        });
        return all;
    }

    private static void add(List<PlayersAward> all, Announcement announcement) {
        all.addAll(((AwardAnnouncement) announcement).awards());
    }

    /** {@link #announced}, as the player's name and the award. */
    List<String> subjects(long guild) {
        return announced(guild).stream()
                .map(one -> one.player().ulid() + " " + one.subject())
                .toList();
    }

    @Override
    public void close() {
        watch.close();
        database.close();
    }
}
