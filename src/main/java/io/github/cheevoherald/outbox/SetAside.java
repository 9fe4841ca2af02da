package io.github.cheevoherald.outbox;

import io.github.cheevoherald.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Announcements that Discord refused for what they are, each alone, while the server's others go on. */
public final class SetAside {
    /** No announcement is set aside for longer at a time; what seems to be was written by a clock that ran ahead. */
    public static final Duration LONGEST = Duration.ofHours(4);

    private final Database database;

    SetAside(Database database) {
        this.database = database;
    }

    /** The entry of a server that is to be tried again by now, the oldest unlock first; others go before it. */
    public Optional<OutboxEntry> next(long guildId, Instant now) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM outbox WHERE guild_id = ? AND refused_by IS NOT NULL
                            AND state IN ('pending', 'sending')
                            AND (next_attempt_at_ms <= ? OR next_attempt_at_ms > ?)
                        ORDER BY sort_at, created_at_ms, part_at, entry_id LIMIT 1
                        """)
                .bind(0, guildId)
                .bind(1, now.toEpochMilli())
                .bind(2, now.plus(LONGEST).toEpochMilli())
                .map(OutboxRows::entry)
                .findOne());
    }

    /**
     * Lets the server's others pass an entry.
     *
     * @param doubtful whether an earlier attempt may have posted it: it is looked for before it is tried again
     */
    public void add(long entryId, String refusedBy, String problem, boolean doubtful, Instant nextAttemptAt) {
        database.useTransaction(handle -> {
            if (!doubtful && Withdrawal.finished(handle, entryId)) {
                return;
            }
            handle.createUpdate("""
                        UPDATE outbox SET refused_by = :rule, problem = :problem, next_attempt_at_ms = :next,
                            state = CASE WHEN :doubtful THEN state ELSE 'pending' END,
                            channel_id = CASE WHEN :doubtful THEN channel_id END,
                            first_tried_at_ms = CASE WHEN :doubtful THEN first_tried_at_ms END
                        WHERE entry_id = :entry AND state IN ('pending', 'sending')
                        """)
                    .bind("rule", refusedBy)
                    .bind("problem", problem)
                    .bind("next", nextAttemptAt.toEpochMilli())
                    .bind("doubtful", doubtful)
                    .bind("entry", entryId)
                    .execute();
        });
    }

    /** Gives an entry up for good, and keeps by which rule. */
    public void drop(long entryId, String refusedBy, String problem, Instant now) {
        database.useTransaction(handle -> handle.execute(
                "UPDATE outbox SET state = 'dropped', refused_by = ?, problem = ?, settled_at_ms = ? WHERE entry_id = ?",
                refusedBy,
                problem,
                now.toEpochMilli(),
                entryId));
    }

    /** Gives up what a server has had set aside since before the given time, and returns it. */
    public List<OutboxEntry> dropOlderThan(long guildId, Instant createdBefore, Instant now) {
        return database.inTransaction(handle -> {
            List<OutboxEntry> old = handle.createQuery("SELECT * FROM outbox WHERE guild_id = ? AND created_at_ms < ?"
                            + " AND refused_by IS NOT NULL AND state IN ('pending', 'sending') ORDER BY sort_at")
                    .bind(0, guildId)
                    .bind(1, createdBefore.toEpochMilli())
                    .map(OutboxRows::entry)
                    .list();
            old.forEach(entry -> handle.execute(
                    "UPDATE outbox SET state = 'dropped', settled_at_ms = ? WHERE entry_id = ?",
                    now.toEpochMilli(),
                    entry.id()));
            return old;
        });
    }

    /** What a server has set aside, and what of it was given up since the given time, oldest unlock first. */
    public List<OutboxEntry> of(long guildId, Instant givenUpSince) {
        return database.read(handle -> handle.createQuery("SELECT * FROM outbox WHERE guild_id = ?"
                        + " AND refused_by IS NOT NULL AND (state IN ('pending', 'sending') OR settled_at_ms >= ?)"
                        + " ORDER BY sort_at, entry_id")
                .bind(0, guildId)
                .bind(1, givenUpSince.toEpochMilli())
                .map(OutboxRows::entry)
                .list());
    }
}
