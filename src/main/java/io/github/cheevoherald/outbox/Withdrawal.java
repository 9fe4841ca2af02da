package io.github.cheevoherald.outbox;

import io.github.cheevoherald.outbox.OutboxEntry.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Removes one player from a server's backlog, inside the transaction that ends the link or hides a game of theirs. A row
 * that was never tried is dropped or, where it concerns others too, replaced by a row without the player: whoever holds
 * the old one finds it gone. A row that may be posted already is only marked, until the channel or Discord's answer shows
 * whether it is.
 */
final class Withdrawal {
    private static final String DROPPED = "no longer announced in this server";

    private final OutboxRows rows;

    Withdrawal(OutboxRows rows) {
        this.rows = rows;
    }

    /** Removes the player from everything that is not settled for the server and concerns the game; 0 for all games. */
    void of(Handle handle, long guildId, String ulid, long gameId, Instant now) {
        WithdrawalMark mark = WithdrawalMark.of(ulid, gameId);
        for (long entryId : candidates(handle, guildId, ulid)) {
            OutboxEntry entry = handle.createQuery("SELECT * FROM outbox WHERE entry_id = ?")
                    .bind(0, entryId)
                    .map(rows::entry)
                    .one();
            Announcement announcement = entry.announcement();
            if (announcement.without(mark.leftOut()).equals(Optional.of(announcement))) {
                continue;
            }
            if (entry.state() == State.SENDING) {
                mark(handle, entryId, mark, now);
            } else {
                remove(handle, entry, mark, now);
            }
        }
    }

    /** Without reading a long backlog; other people's texts may hold anything, so the caller looks again. */
    private static List<Long> candidates(Handle handle, long guildId, String ulid) {
        return handle.createQuery("SELECT entry_id FROM outbox WHERE guild_id = :guild AND " + Outbox.WAITING
                        + " AND payload LIKE :holding")
                .bind("guild", guildId)
                .bind("holding", "%" + ulid + "%")
                .mapTo(Long.class)
                .list();
    }

    private static void mark(Handle handle, long entryId, WithdrawalMark mark, Instant now) {
        handle.execute(
                "UPDATE outbox SET withdrawn = COALESCE(withdrawn || ' ', '') || ?, withdrawn_at_ms = ? WHERE entry_id = ?",
                mark.toString(),
                now.toEpochMilli(),
                entryId);
    }

    /** Acts on the mark of an entry that is known not to be posted; true when it had one, and the entry is gone. */
    boolean finish(Handle handle, long entryId) {
        return finish(handle, entryId, Instant.MAX);
    }

    /** Does so if nothing of the entry is left or it was first tried before the given time, by Discord's clock. */
    boolean finish(Handle handle, long entryId, Instant triedBefore) {
        List<Marked> marked = handle.createQuery(
                        "SELECT * FROM outbox WHERE entry_id = ? AND withdrawn IS NOT NULL AND " + Outbox.WAITING)
                .bind(0, entryId)
                .map((row, context) -> new Marked(
                        rows.entry(row, context),
                        WithdrawalMark.parse(row.getString("withdrawn")),
                        Instant.ofEpochMilli(row.getLong("withdrawn_at_ms"))))
                .list();
        marked.removeIf(
                one -> one.entry().announcement().without(one.mark().leftOut()).isPresent()
                        && one.entry().firstTriedAt() != null
                        && !one.entry().firstTriedAt().isBefore(triedBefore));
        marked.forEach(one -> remove(handle, one.entry(), one.mark(), one.at()));
        return !marked.isEmpty();
    }

    private record Marked(OutboxEntry entry, WithdrawalMark mark, Instant at) {}

    private void remove(Handle handle, OutboxEntry entry, WithdrawalMark mark, Instant now) {
        Optional<Announcement> others = entry.announcement().without(mark.leftOut());
        if (others.isEmpty()) {
            handle.execute(
                    "UPDATE outbox SET state = 'dropped', problem = ?, settled_at_ms = ?, withdrawn = ?, refused_by = NULL,"
                            + " picture = NULL WHERE entry_id = ?",
                    DROPPED,
                    now.toEpochMilli(),
                    mark.toString(),
                    entry.id());
            return;
        }
        rows.replace(handle, entry, others.get());
    }
}
