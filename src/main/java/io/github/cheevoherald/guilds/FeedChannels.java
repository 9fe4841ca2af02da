package io.github.cheevoherald.guilds;

import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Decides which kinds are announced in a server, and where: in the server's default channel, or in a channel of the
 * kind's own.
 */
public final class FeedChannels {
    /** The kinds that begin with a server's default channel. */
    private static final List<String> FIRST_KINDS = List.of("unlocks", "awards");

    /** Feeds in one channel of a server share what is known of its being blocked. */
    private static final String SHARE_BLOCK = """
            UPDATE feeds SET blocked_reason = other.blocked_reason, blocked_at_ms = other.blocked_at_ms,
                told = other.told, tell_at_ms = other.tell_at_ms
            FROM feeds other
            WHERE feeds.guild_id = ? AND feeds.kind = ? AND feeds.blocked_reason IS NULL
              AND other.guild_id = feeds.guild_id AND other.channel_id = feeds.channel_id
              AND other.blocked_reason IS NOT NULL
            """;

    private final Database database;
    private final Clock siteClock;
    private final List<FeedListener> listeners;

    /** Dates the beginning of a kind by RetroAchievements' clock, and calls each listener then. */
    public FeedChannels(Database database, Clock siteClock, List<FeedListener> listeners) {
        this.database = database;
        this.siteClock = siteClock;
        this.listeners = List.copyOf(listeners);
    }

    /** Begins the kinds that came with this version as of now. Call it once at the start. */
    public void beginNew() {
        long siteNow = siteClock.instant().getEpochSecond();
        database.useTransactionAlone(
                handle -> handle.execute("UPDATE feeds SET begun_at = ? WHERE begun_at IS NULL", siteNow));
    }

    /** Corrects the beginning of kinds that were dated between two times by a wrong clock. */
    public void redate(Instant from, Instant to, Duration correction) {
        database.useTransactionAlone(handle -> handle.execute(
                "UPDATE feeds SET begun_at = begun_at + ? WHERE begun_at BETWEEN ? AND ?",
                correction.toSeconds(),
                from.getEpochSecond(),
                to.getEpochSecond()));
    }

    /** The channel of every kind that has none of its own. */
    public OptionalLong defaultChannel(long guildId) {
        return database.read(handle -> defaultChannel(handle, guildId));
    }

    private static OptionalLong defaultChannel(Handle handle, long guildId) {
        return handle.createQuery("SELECT default_channel_id FROM guilds WHERE guild_id = ?")
                .bind(0, guildId)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /**
     * Makes the channel the server's default. Kinds with a channel of their own keep it, and kinds turned off stay off; a
     * server's first default channel turns on unlocks and awards.
     */
    public void setDefault(long guildId, long channelId) {
        database.useTransactionAlone(handle -> {
            boolean first = defaultChannel(handle, guildId).isEmpty();
            handle.createUpdate("""
                            INSERT INTO guilds (guild_id, default_channel_id) VALUES (:guild, :channel)
                            ON CONFLICT (guild_id) DO UPDATE SET default_channel_id = :channel
                            """)
                    .bind("guild", guildId)
                    .bind("channel", channelId)
                    .execute();
            kinds(handle, guildId, 0).forEach(kind -> put(handle, guildId, kind, channelId, false));
            if (first) {
                List<String> own = kinds(handle, guildId, 1);
                FIRST_KINDS.stream()
                        .filter(kind -> !own.contains(kind))
                        .forEach(kind -> put(handle, guildId, kind, channelId, false));
            }
        });
    }

    /**
     * Turns a kind on in a channel of its own, or moves it there. In the default channel it follows that one from now on.
     */
    public void set(long guildId, String kind, long channelId) {
        database.useTransactionAlone(handle -> {
            handle.execute("INSERT INTO guilds (guild_id) VALUES (?) ON CONFLICT (guild_id) DO NOTHING", guildId);
            boolean own = defaultChannel(handle, guildId).orElse(0) != channelId;
            put(handle, guildId, kind, channelId, own);
        });
    }

    /** Turns a kind off, if it is on; {@code also} runs in the same transaction and decides about the backlog. */
    public <T> T off(long guildId, String kind, Function<Handle, T> also) {
        return database.aloneInTransaction(handle -> {
            handle.execute("DELETE FROM feeds WHERE guild_id = ? AND kind = ?", guildId, kind);
            forgetUnusedDefault(handle, guildId);
            return also.apply(handle);
        });
    }

    /** Turns every kind off; {@code also} runs in the same transaction and decides about the backlog. */
    public <T> T allOff(long guildId, Function<Handle, T> also) {
        return database.aloneInTransaction(handle -> {
            handle.execute("DELETE FROM feeds WHERE guild_id = ?", guildId);
            forgetUnusedDefault(handle, guildId);
            return also.apply(handle);
        });
    }

    /** With the last kind turned off, the next default channel is a first one again. */
    private static void forgetUnusedDefault(Handle handle, long guildId) {
        handle.execute("""
                        UPDATE guilds SET default_channel_id = NULL
                        WHERE guild_id = ? AND NOT EXISTS (SELECT 1 FROM feeds f WHERE f.guild_id = guilds.guild_id)
                        """, guildId);
    }

    private static List<String> kinds(Handle handle, long guildId, int ownChannel) {
        return handle.createQuery("SELECT kind FROM feeds WHERE guild_id = ? AND own_channel = ? ORDER BY kind")
                .bind(0, guildId)
                .bind(1, ownChannel)
                .mapTo(String.class)
                .list();
    }

    /** A blocked feed is tried again at once, and forgets in another channel why it was blocked. */
    private void put(Handle handle, long guildId, String kind, long channelId, boolean own) {
        boolean begins = handle.execute(
                        """
                        INSERT INTO feeds (guild_id, kind, channel_id, begun_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT (guild_id, kind) DO NOTHING
                        """, guildId, kind, channelId, siteClock.instant().getEpochSecond())
                > 0;
        handle.createUpdate("""
                        UPDATE feeds SET channel_id = :channel, own_channel = :own, probe_at_ms = NULL,
                            blocked_reason = CASE WHEN channel_id = :channel THEN blocked_reason END,
                            blocked_at_ms = CASE WHEN channel_id = :channel THEN blocked_at_ms END,
                            told = CASE WHEN channel_id = :channel THEN told ELSE 0 END,
                            tell_at_ms = CASE WHEN channel_id = :channel THEN tell_at_ms END
                        WHERE guild_id = :guild AND kind = :kind
                        """)
                .bind("guild", guildId)
                .bind("kind", kind)
                .bind("channel", channelId)
                .bind("own", own ? 1 : 0)
                .execute();
        handle.execute(SHARE_BLOCK, guildId, kind);
        if (begins) {
            listeners.forEach(listener -> listener.began(handle, guildId, kind));
        }
    }
}
