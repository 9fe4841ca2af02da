package io.github.cheevoherald.outbox;

import io.github.cheevoherald.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Announcements that Discord refused for what they say, each on its own, while the feed's others go on. They are tried
 * again now and then.
 */
public final class RefusedEntries {
    /** The longest time from one attempt to the next. */
    public static final Duration MAX_DELAY = Duration.ofHours(4);

    private final Database database;
    private final OutboxRows rows;
    private final Withdrawal withdrawal;

    RefusedEntries(Database database, OutboxRows rows, Withdrawal withdrawal) {
        this.database = database;
        this.rows = rows;
        this.withdrawal = withdrawal;
    }

    /** A feed's entry that is due to be tried again, the one with the oldest item first; others go before it. */
    public Optional<OutboxEntry> next(FeedKey feed, Instant now) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM outbox WHERE guild_id = ? AND kind = ? AND refused_by IS NOT NULL
                            AND state IN ('pending', 'sending')
                            AND next_attempt_at_ms <= ?
                        ORDER BY sort_at, created_at_ms, part_at, entry_id LIMIT 1
                        """)
                .bind(0, feed.guildId())
                .bind(1, feed.kind())
                .bind(2, now.toEpochMilli())
                .map(rows::entry)
                .findOne());
    }

    /**
     * Records that Discord refused an entry, and lets the feed's others pass it. From its first refusal on it is kept for as
     * long as any other, however long it waited before. If an earlier attempt may have posted it, the channel is searched
     * before it is tried again.
     */
    public void add(
            long entryId, String refusedBy, String problem, boolean doubtful, Instant now, Instant nextAttemptAt) {
        database.useTransaction(handle -> {
            if (!doubtful && withdrawal.finish(handle, entryId)) {
                return;
            }
            handle.createUpdate("""
                        UPDATE outbox SET refused_by = :rule, problem = :problem, next_attempt_at_ms = :next,
                            created_at_ms = CASE WHEN refused_by IS NULL THEN :now ELSE created_at_ms END,
                            state = CASE WHEN :doubtful THEN state ELSE 'pending' END,
                            channel_id = CASE WHEN :doubtful THEN channel_id END,
                            first_tried_at_ms = CASE WHEN :doubtful THEN first_tried_at_ms END
                        WHERE entry_id = :entry AND state IN ('pending', 'sending')
                        """)
                    .bind("rule", refusedBy)
                    .bind("problem", problem)
                    .bind("now", now.toEpochMilli())
                    .bind("next", nextAttemptAt.toEpochMilli())
                    .bind("doubtful", doubtful)
                    .bind("entry", entryId)
                    .execute();
        });
    }

    /** Drops an entry for good, and keeps the rule that refused it. */
    public void drop(long entryId, String refusedBy, String problem, Instant now) {
        database.useTransaction(handle -> handle.execute(
                "UPDATE outbox SET state = 'dropped', refused_by = ?, problem = ?, settled_at_ms = ?, picture = NULL"
                        + " WHERE entry_id = ?",
                refusedBy,
                problem,
                now.toEpochMilli(),
                entryId));
    }

    /** Drops those of a server that were first refused before the given time and aren't due now; returns them. */
    public List<OutboxEntry> dropOlderThan(long guildId, Instant refusedBefore, Instant now) {
        return database.inTransaction(handle -> {
            List<OutboxEntry> old = handle.createQuery("SELECT * FROM outbox WHERE guild_id = ? AND created_at_ms < ?"
                            + " AND next_attempt_at_ms > ?"
                            + " AND refused_by IS NOT NULL AND state IN ('pending', 'sending') ORDER BY sort_at")
                    .bind(0, guildId)
                    .bind(1, refusedBefore.toEpochMilli())
                    .bind(2, now.toEpochMilli())
                    .map(rows::entry)
                    .list();
            return old.stream()
                    .filter(entry -> handle.execute(
                                    "UPDATE outbox SET state = 'dropped', settled_at_ms = ?, picture = NULL WHERE entry_id = ? AND "
                                            + Outbox.WAITING,
                                    now.toEpochMilli(),
                                    entry.id())
                            > 0)
                    .toList();
        });
    }

    /** Those of a server that are not settled, and those dropped since the given time, oldest item first. */
    public List<OutboxEntry> of(long guildId, Instant droppedSince) {
        return database.read(handle -> handle.createQuery("SELECT * FROM outbox WHERE guild_id = ?"
                        + " AND refused_by IS NOT NULL AND withdrawn IS NULL AND (state IN ('pending', 'sending') OR settled_at_ms >= ?)"
                        + " ORDER BY sort_at, entry_id")
                .bind(0, guildId)
                .bind(1, droppedSince.toEpochMilli())
                .map(rows::entry)
                .list());
    }
}
