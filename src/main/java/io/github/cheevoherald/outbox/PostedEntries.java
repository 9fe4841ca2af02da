package io.github.cheevoherald.outbox;

import io.github.cheevoherald.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks up messages that were posted. */
public final class PostedEntries {
    private final Database database;

    PostedEntries(Database database) {
        this.database = database;
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

    /** When the list messages that were posted in a feed since the given time were settled, oldest first. */
    public List<Instant> listsSince(FeedKey feed, Instant time) {
        return database.read(handle -> handle.createQuery("SELECT settled_at_ms FROM outbox WHERE settled_at_ms > ?"
                        + " AND guild_id = ? AND kind = ? AND listed = 1 AND state = 'sent' AND " + Outbox.SETTLED
                        + " ORDER BY settled_at_ms")
                .bind(0, time.toEpochMilli())
                .bind(1, feed.guildId())
                .bind(2, feed.kind())
                .mapTo(Long.class)
                .map(Instant::ofEpochMilli)
                .list());
    }
}
