package io.github.cheevoherald.outbox;

import io.github.cheevoherald.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks up messages that were posted. */
public final class PostedEntries {
    /** How many messages of a channel Discord publishes in an hour. */
    static final int MAX_PUBLISHED = 10;

    private static final Duration PUBLISHED_WITHIN = Duration.ofHours(1);

    private final Database database;
    private final OutboxRows rows;

    PostedEntries(Database database, OutboxRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** A feed's latest announcement that was posted. */
    public Optional<Announcement> last(FeedKey feed) {
        return database.read(handle -> handle.createQuery(
                        "SELECT payload FROM outbox WHERE guild_id = ? AND kind = ?" + " AND state = 'sent' AND "
                                + Outbox.SETTLED + " ORDER BY settled_at_ms DESC, entry_id DESC LIMIT 1")
                .bind(0, feed.guildId())
                .bind(1, feed.kind())
                .map((row, context) -> rows.read(row.getString(1)))
                .findOne());
    }

    /**
     * Records that a posted message is published now; false if that would be more than Discord allows in the channel.
     */
    public boolean publish(long entryId, long channelId, Instant now) {
        return database.inTransaction(handle -> {
            int published = handle.createQuery("SELECT COUNT(*) FROM outbox WHERE channel_id = ?"
                            + " AND published_at_ms > ? AND entry_id <> ?")
                    .bind(0, channelId)
                    .bind(1, now.minus(PUBLISHED_WITHIN).toEpochMilli())
                    .bind(2, entryId)
                    .mapTo(Integer.class)
                    .one();
            return published < MAX_PUBLISHED
                    && handle.execute(
                                    "UPDATE outbox SET published_at_ms = ? WHERE entry_id = ? AND state = 'sent'",
                                    now.toEpochMilli(),
                                    entryId)
                            > 0;
        });
    }

    /**
     * The newest message of a kind known to be in a channel; 0 if there is none. Feeds of other kinds may share the
     * channel and be ahead.
     */
    public long newest(long channelId, String kind) {
        return database.read(handle -> handle.createQuery(
                        "SELECT message_id FROM outbox WHERE channel_id = ?"
                                + " AND state = 'sent' AND message_id IS NOT NULL AND kind = ? ORDER BY message_id DESC LIMIT 1")
                .bind(0, channelId)
                .bind(1, kind)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /** When the latest announcement in a channel was posted. */
    public Optional<Instant> latest(long channelId) {
        return database.read(handle -> handle.createQuery("SELECT settled_at_ms FROM outbox WHERE channel_id = ?"
                        + " AND state = 'sent' AND message_id IS NOT NULL ORDER BY message_id DESC LIMIT 1")
                .bind(0, channelId)
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli));
    }

    /**
     * When the list messages that were posted in a feed since the given time were settled, oldest first. Those whose player
     * was forgotten since count, too.
     */
    public List<Instant> listsSince(FeedKey feed, Instant time) {
        return database.read(handle -> handle.createQuery("SELECT settled_at_ms FROM outbox WHERE settled_at_ms > ?"
                        + " AND guild_id = ? AND kind = ? AND listed = 1 AND (state = 'sent' OR withdrawn = '') AND "
                        + Outbox.SETTLED
                        + " ORDER BY settled_at_ms")
                .bind(0, time.toEpochMilli())
                .bind(1, feed.guildId())
                .bind(2, feed.kind())
                .mapTo(Long.class)
                .map(Instant::ofEpochMilli)
                .list());
    }
}
