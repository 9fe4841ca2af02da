package io.github.cheevoherald.guilds;

import io.github.cheevoherald.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The servers the bot is or was in, and their feeds. */
public final class Guilds {
    /** The longest wait before a blocked feed is tried again. */
    public static final Duration MAX_PROBE_DELAY = Duration.ofMinutes(5);

    /** How long after a notice that could not be delivered the next one is tried. */
    public static final Duration UNTIL_NEXT_NOTICE = Duration.ofDays(1);

    private final Database database;

    public Guilds(Database database) {
        this.database = database;
    }

    /** Moves stored times that lie in the future to now. Call it once at the start, before they are used. */
    public void adoptTime(Instant now) {
        long millis = now.toEpochMilli();
        long latestProbe = now.plus(MAX_PROBE_DELAY).toEpochMilli();
        database.useTransactionAlone(handle -> {
            handle.execute("UPDATE feeds SET blocked_at_ms = ? WHERE blocked_at_ms > ?", millis, millis);
            handle.execute("UPDATE feeds SET probe_at_ms = ? WHERE probe_at_ms > ?", latestProbe, latestProbe);
            long latestNotice = now.plus(UNTIL_NEXT_NOTICE).toEpochMilli();
            handle.execute("UPDATE feeds SET tell_at_ms = ? WHERE tell_at_ms > ?", latestNotice, latestNotice);
            handle.execute("UPDATE guilds SET left_at_ms = ? WHERE left_at_ms > ?", millis, millis);
            handle.execute("UPDATE guilds SET face_at_ms = ? WHERE face_at_ms > ?", millis, millis);
        });
    }

    /** How servers want their announcements to look, and whom to ping. */
    public FeedOptions options() {
        return new FeedOptions(database);
    }

    /** The server's feed of a kind. */
    public Optional<Feed> feed(long guildId, String kind) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM feeds WHERE guild_id = :guild AND kind = :kind")
                        .bind("guild", guildId)
                        .bind("kind", kind)
                        .map(Guilds::read)
                        .findOne());
    }

    /** The channels of every feed. */
    public List<FeedChannel> channels() {
        record Place(long guildId, long channelId) {}
        Map<Place, List<String>> kinds = new LinkedHashMap<>();
        Map<Place, Set<Long>> roles = new HashMap<>();
        database.<List<?>>read(handle -> handle.createQuery("""
                        SELECT f.guild_id, f.channel_id, f.kind, o.mention_role_id FROM feeds f
                        LEFT JOIN feed_options o ON o.guild_id = f.guild_id AND o.kind = f.kind
                        ORDER BY f.guild_id, f.channel_id, f.kind
                        """)
                .map((row, context) -> {
                    Place place = new Place(row.getLong(1), row.getLong(2));
                    long role = row.getLong(4);
                    if (role != 0) {
                        roles.computeIfAbsent(place, any -> new HashSet<>()).add(role);
                    }
                    return kinds.computeIfAbsent(place, any -> new ArrayList<>())
                            .add(row.getString(3));
                })
                .list());
        return kinds.entrySet().stream()
                .map(entry -> new FeedChannel(
                        entry.getKey().guildId(),
                        entry.getKey().channelId(),
                        entry.getValue(),
                        roles.getOrDefault(entry.getKey(), Set.of())))
                .toList();
    }

    /** The feeds of the servers that the operator lets the bot serve. */
    public List<Feed> servedFeeds() {
        return database.read(handle -> handle.createQuery("""
                        SELECT f.* FROM feeds f LEFT JOIN guilds g ON g.guild_id = f.guild_id
                        WHERE COALESCE(g.left_alone, 0) = 0 ORDER BY f.guild_id, f.kind
                        """).map(Guilds::read).list());
    }

    /** The feeds of a kind in the servers that the bot is in and serves, inside the transaction that announces it. */
    public List<Feed> announced(Handle handle, String kind) {
        return handle.createQuery("""
                        SELECT f.* FROM feeds f LEFT JOIN guilds g ON g.guild_id = f.guild_id
                        WHERE f.kind = :kind AND g.left_at_ms IS NULL AND COALESCE(g.left_alone, 0) = 0
                        ORDER BY f.guild_id
                        """).bind("kind", kind).map(Guilds::read).list();
    }

    /** Makes a server's blocked feeds be tried again at once. */
    public void probeAtOnce(long guildId) {
        database.useTransaction(
                handle -> handle.execute("UPDATE feeds SET probe_at_ms = NULL WHERE guild_id = ?", guildId));
    }

    /**
     * Records that a channel takes nothing, and when to try the feeds in it again; false when no feed is in it any
     * more.
     */
    public boolean block(long guildId, long channelId, String reason, Instant now, Instant probeAt) {
        return database.inTransaction(handle ->
                handle.execute("""
                                UPDATE feeds SET blocked_reason = ?,
                                    blocked_at_ms = COALESCE(blocked_at_ms, ?), probe_at_ms = ?
                                WHERE guild_id = ? AND channel_id = ?
                                """, reason, now.toEpochMilli(), probeAt.toEpochMilli(), guildId, channelId) > 0);
    }

    /**
     * Claims the notice to the server that this channel is blocked, and returns the feeds it is about; none if it was
     * given, or tried within a day. Notices may come twice: after a crash before {@link #noticeGiven} it is given again a day later.
     */
    public List<Feed> claimNotice(long guildId, long channelId, Instant now) {
        Instant next = now.plus(UNTIL_NEXT_NOTICE);
        return database.inTransaction(handle -> handle.createQuery("""
                        UPDATE feeds SET tell_at_ms = :next
                        WHERE guild_id = :guild AND channel_id = :channel
                          AND blocked_reason IS NOT NULL AND told = 0
                          AND (tell_at_ms IS NULL OR tell_at_ms <= :now)
                        RETURNING *
                        """)
                .bind("next", next.toEpochMilli())
                .bind("now", now.toEpochMilli())
                .bind("guild", guildId)
                .bind("channel", channelId)
                .map(Guilds::read)
                .list());
    }

    /** Records that the notice claimed at that time was given; there is no other until the feed works or moves. */
    public void noticeGiven(Feed feed, Instant claimedAt) {
        database.useTransaction(handle -> handle.execute(
                """
                        UPDATE feeds SET told = 1
                        WHERE guild_id = ? AND channel_id = ? AND tell_at_ms = ?
                        """,
                feed.guildId(),
                feed.channelId(),
                claimedAt.plus(UNTIL_NEXT_NOTICE).toEpochMilli()));
    }

    /** Whether a channel of a server's feeds is recorded as taking nothing. */
    public boolean isBlocked(long guildId, long channelId) {
        return database.read(handle -> handle.createQuery("SELECT EXISTS (SELECT 1 FROM feeds"
                        + " WHERE guild_id = ? AND channel_id = ? AND blocked_reason IS NOT NULL)")
                .bind(0, guildId)
                .bind(1, channelId)
                .mapTo(Boolean.class)
                .one());
    }

    /** Records that a channel accepted a message, inside the transaction that settles it. */
    public void unblock(Handle handle, long guildId, long channelId) {
        handle.execute("""
                        UPDATE feeds SET blocked_reason = NULL, blocked_at_ms = NULL, probe_at_ms = NULL, told = 0,
                            tell_at_ms = NULL
                        WHERE guild_id = ? AND channel_id = ?
                          AND blocked_reason IS NOT NULL
                        """, guildId, channelId);
    }

    /**
     * Records which servers the bot is in, and returns those it is back in: their registrations need a new baseline in
     * the same transaction.
     */
    public Set<Long> present(Handle handle, Set<Long> guildIds, Instant now) {
        Set<Long> known = new HashSet<>(handle.createQuery("SELECT guild_id FROM guilds WHERE left_at_ms IS NULL")
                .mapTo(Long.class)
                .list());
        Set<Long> returned = new HashSet<>();
        for (long guildId : guildIds) {
            if (!known.remove(guildId) && joined(handle, guildId)) {
                returned.add(guildId);
            }
        }
        for (long missing : known) {
            left(handle, missing, now);
        }
        return returned;
    }

    /** Records that the bot joined a server; true if it had left that server before, as with {@link #present}. */
    public boolean joined(Handle handle, long guildId) {
        boolean returned =
                handle.execute("UPDATE guilds SET left_at_ms = NULL WHERE guild_id = ? AND left_at_ms > 0", guildId)
                        > 0;
        handle.execute("INSERT INTO guilds (guild_id) VALUES (?) ON CONFLICT (guild_id) DO NOTHING", guildId);
        return returned;
    }

    /** Dates the beginning of a server's feeds anew: what the site showed before is not announced. */
    public void beginAnew(Handle handle, long guildId, Instant siteNow) {
        handle.execute("UPDATE feeds SET begun_at = ? WHERE guild_id = ?", siteNow.getEpochSecond(), guildId);
    }

    /**
     * Records which servers the operator lets the bot serve, and returns those that are served again: their
     * registrations need a new baseline in the same transaction.
     */
    public Set<Long> serve(Handle handle, LongPredicate served) {
        Map<Long, Boolean> leftAlone = new HashMap<>();
        handle.createQuery("SELECT guild_id, left_alone FROM guilds")
                .map((row, context) -> leftAlone.put(row.getLong(1), row.getInt(2) == 1))
                .list();
        Set<Long> servedAgain = new HashSet<>();
        leftAlone.forEach((guildId, before) -> {
            boolean now = !served.test(guildId);
            if (now != before) {
                handle.execute("UPDATE guilds SET left_alone = ? WHERE guild_id = ?", now ? 1 : 0, guildId);
            }
            if (before && !now) {
                servedAgain.add(guildId);
            }
        });
        return servedAgain;
    }

    /** Records that the bot was removed from a server. */
    public void left(long guildId, Instant now) {
        database.useTransactionAlone(handle -> left(handle, guildId, now));
    }

    /** Records, inside a transaction, that the bot is not in a server, as of now unless that is known already. */
    public void left(Handle handle, long guildId, Instant now) {
        handle.execute("INSERT INTO guilds (guild_id) VALUES (?) ON CONFLICT (guild_id) DO NOTHING", guildId);
        handle.execute(
                "UPDATE guilds SET left_at_ms = ? WHERE guild_id = ? AND left_at_ms IS NULL",
                now.toEpochMilli(),
                guildId);
    }

    /** Servers that the bot left before the given time and is not back in. */
    public List<Long> leftBefore(Instant time) {
        return database.read(handle -> handle.createQuery("SELECT guild_id FROM guilds WHERE left_at_ms < ?")
                .bind(0, time.toEpochMilli())
                .mapTo(Long.class)
                .list());
    }

    /** Deletes a server and its feeds, inside the transaction that forgets the rest of it. */
    public void forget(Handle handle, long guildId) {
        handle.execute("DELETE FROM feeds WHERE guild_id = ?", guildId);
        handle.execute("DELETE FROM feed_options WHERE guild_id = ?", guildId);
        handle.execute("DELETE FROM guilds WHERE guild_id = ?", guildId);
    }

    private static Feed read(ResultSet row, StatementContext context) throws SQLException {
        return new Feed(
                row.getLong("guild_id"),
                row.getString("kind"),
                row.getLong("channel_id"),
                row.getString("blocked_reason"),
                instant(row, "blocked_at_ms"),
                instant(row, "probe_at_ms"),
                row.getInt("own_channel") == 1,
                Instant.ofEpochSecond(row.getLong("begun_at")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
