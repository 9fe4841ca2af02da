package io.github.cheevoherald.outbox;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The position of a rendered message in its feed's queue, to be shared by the messages that it is split into. These keep
 * its date and are ordered by a part number below 0; every other row has part number 0. A part that is split further
 * divides the numbers up to the next part among its own.
 *
 * @param sort the date that the message is ordered by
 * @param from the first part number to give
 * @param until the first part number that is taken
 */
record QueuePosition(long sort, long from, long until) {
    private static final long FIRST = Long.MIN_VALUE / 2;

    /** The position of a message that is not settled yet. Found by its nonce too, since its replacement may have its number. */
    static Optional<QueuePosition> of(Handle handle, OutboxEntry entry) {
        return handle.createQuery(
                        "SELECT sort_at, part_at FROM outbox WHERE entry_id = ? AND nonce = ? AND " + Outbox.WAITING)
                .bind(0, entry.id())
                .bind(1, entry.nonce())
                .map((row, context) -> of(handle, entry, row.getLong(1), row.getLong(2)))
                .findOne();
    }

    private static QueuePosition of(Handle handle, OutboxEntry entry, long sort, long part) {
        return part == 0
                ? new QueuePosition(sort, number(handle, entry, sort, "MAX(part_at) + 1", Long.MIN_VALUE, FIRST), 0)
                : new QueuePosition(sort, part, number(handle, entry, sort, "MIN(part_at)", part, 0));
    }

    private static long number(
            Handle handle, OutboxEntry entry, long sort, String which, long above, long ifThereIsNone) {
        return handle.createQuery("SELECT COALESCE(" + which + ", ?) FROM outbox WHERE guild_id = ? AND kind = ?"
                        + " AND sort_at = ? AND created_at_ms = ? AND part_at > ? AND part_at < 0 AND "
                        + Outbox.WAITING)
                .bind(0, ifThereIsNone)
                .bind(1, entry.guildId())
                .bind(2, entry.announcement().kind())
                .bind(3, sort)
                .bind(4, entry.createdAt().toEpochMilli())
                .bind(5, above)
                .mapTo(Long.class)
                .one();
    }

    /** Gives a message that has a row by now its position as one of {@code count} parts. */
    void take(Handle handle, Outbox.Message message, int index, int count) {
        handle.execute(
                "UPDATE outbox SET sort_at = ?, part_at = ? WHERE nonce = ?",
                sort,
                from + (until - from) / count * index,
                message.nonce());
    }
}
