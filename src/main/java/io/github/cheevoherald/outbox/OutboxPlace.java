package io.github.cheevoherald.outbox;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A rendered message's place among all that waits, for the parts that it becomes: they share its date, and are told apart
 * by numbers below 0, which whatever is no part has. A part that is divided further shares out what lies up to the next
 * one.
 *
 * @param sort the date that the message goes by
 * @param from the first number to give
 * @param until the number that is somebody else's
 */
record OutboxPlace(long sort, long from, long until) {
    private static final long FIRST = Long.MIN_VALUE / 2;

    /** The place of a message that still waits. By its nonce, too: what replaced it may have its number. */
    static Optional<OutboxPlace> of(Handle handle, OutboxEntry entry) {
        return handle.createQuery(
                        "SELECT sort_at, part_at FROM outbox WHERE entry_id = ? AND nonce = ? AND " + Outbox.WAITING)
                .bind(0, entry.id())
                .bind(1, entry.nonce())
                .map((row, context) -> of(handle, entry, row.getLong(1), row.getLong(2)))
                .findOne();
    }

    private static OutboxPlace of(Handle handle, OutboxEntry entry, long sort, long part) {
        return part == 0
                ? new OutboxPlace(sort, number(handle, entry, sort, "MAX(part_at) + 1", Long.MIN_VALUE, FIRST), 0)
                : new OutboxPlace(sort, part, number(handle, entry, sort, "MIN(part_at)", part, 0));
    }

    private static long number(
            Handle handle, OutboxEntry entry, long sort, String which, long above, long ifThereIsNone) {
        return handle.createQuery("SELECT COALESCE(" + which + ", ?) FROM outbox WHERE guild_id = ? AND sort_at = ?"
                        + " AND created_at_ms = ? AND part_at > ? AND part_at < 0 AND " + Outbox.WAITING)
                .bind(0, ifThereIsNone)
                .bind(1, entry.guildId())
                .bind(2, sort)
                .bind(3, entry.createdAt().toEpochMilli())
                .bind(4, above)
                .mapTo(Long.class)
                .one();
    }

    /** Gives a message, by now a row, its place as one of so many parts. */
    void take(Handle handle, Outbox.Message message, int index, int count) {
        handle.execute(
                "UPDATE outbox SET sort_at = ?, part_at = ? WHERE nonce = ?",
                sort,
                from + (until - from) / count * index,
                message.nonce());
    }
}
