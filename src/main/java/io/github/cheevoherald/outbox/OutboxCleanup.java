package io.github.cheevoherald.outbox;

import io.github.cheevoherald.store.Database;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Drops entries that will not be announced any more, and forgets entries that were settled long ago. */
public final class OutboxCleanup {
    /** How long settled entries are kept. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final Database database;

    OutboxCleanup(Database database) {
        this.database = database;
    }

    /** Drops a server's whole backlog, inside the caller's transaction; returns how many items that were. */
    public int dropAll(Handle handle, long guildId, String problem, Instant now) {
        int items = waitingItems(handle, guildId);
        handle.execute(
                "UPDATE outbox SET state = 'dropped', problem = ?, settled_at_ms = ?, refused_by = NULL WHERE guild_id = ? AND "
                        + Outbox.WAITING,
                problem,
                now.toEpochMilli(),
                guildId);
        return items;
    }

    /** Drops a feed's backlog, inside the caller's transaction; returns how many items that were. */
    public int dropAll(Handle handle, FeedKey feed, String problem, Instant now) {
        int items = waitingItems(handle, feed);
        handle.execute(
                "UPDATE outbox SET state = 'dropped', problem = ?, settled_at_ms = ?, refused_by = NULL"
                        + " WHERE guild_id = ? AND kind = ? AND " + Outbox.WAITING,
                problem,
                now.toEpochMilli(),
                feed.guildId(),
                feed.kind());
        return items;
    }

    /** Drops those of a feed's entries that were added before the given time; returns how many that were. */
    public int dropOlderThan(FeedKey feed, Instant createdBefore, Instant now) {
        return database.inTransaction(handle -> handle.execute(
                "UPDATE outbox SET state = 'dropped', problem = 'waited too long', settled_at_ms = ?"
                        + " WHERE guild_id = ? AND kind = ? AND created_at_ms < ? AND " + Outbox.WAITING,
                now.toEpochMilli(),
                feed.guildId(),
                feed.kind(),
                createdBefore.toEpochMilli()));
    }

    /** Forgets entries that were settled 30 days ago; returns how many that were. */
    public int forgetLongSettled(Instant now) {
        return database.inTransaction(handle -> handle.execute(
                "DELETE FROM outbox WHERE settled_at_ms < ? AND " + Outbox.SETTLED,
                now.minus(KEPT).toEpochMilli()));
    }

    static int waitingItems(Handle handle, long guildId) {
        return handle.createQuery(
                        "SELECT COALESCE(SUM(unlocks), 0) FROM outbox WHERE guild_id = ? AND " + Outbox.WAITING)
                .bind(0, guildId)
                .mapTo(Integer.class)
                .one();
    }

    static int waitingItems(Handle handle, FeedKey feed) {
        return handle.createQuery("SELECT COALESCE(SUM(unlocks), 0) FROM outbox WHERE guild_id = ? AND kind = ?"
                        + " AND " + Outbox.WAITING)
                .bind(0, feed.guildId())
                .bind(1, feed.kind())
                .mapTo(Integer.class)
                .one();
    }
}
