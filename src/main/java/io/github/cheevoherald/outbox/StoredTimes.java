package io.github.cheevoherald.outbox;

import io.github.cheevoherald.store.Database;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Brings stored times to this process's own clock. The process before may have gone by a clock that was ahead: what it
 * added or settled did not happen later than now, and what was added keeps its order.
 */
final class StoredTimes {
    private StoredTimes() {}

    static void adopt(Database database, Instant now) {
        long millis = now.toEpochMilli();
        database.useTransactionAlone(handle -> {
            handle.execute(
                    "UPDATE outbox SET created_at_ms = ? - place.later FROM"
                            + " (SELECT entry_id, DENSE_RANK() OVER (ORDER BY created_at_ms DESC) - 1 AS later"
                            + " FROM outbox WHERE created_at_ms > ? AND " + Outbox.WAITING + ") AS place"
                            + " WHERE place.entry_id = outbox.entry_id",
                    millis,
                    millis);
            handle.execute(
                    "UPDATE outbox SET settled_at_ms = ? WHERE settled_at_ms > ? AND " + Outbox.SETTLED,
                    millis,
                    millis);
            handle.execute("UPDATE outbox SET published_at_ms = ? WHERE published_at_ms > ?", millis, millis);
            handle.execute("UPDATE outbox SET withdrawn_at_ms = ? WHERE withdrawn_at_ms > ?", millis, millis);
            adoptAttempts(handle, "refused_by IS NULL", now.plus(Outbox.MAX_DELAY));
            adoptAttempts(handle, "refused_by IS NOT NULL", now.plus(RefusedEntries.MAX_DELAY));
        });
    }

    private static void adoptAttempts(Handle handle, String which, Instant latest) {
        handle.execute(
                "UPDATE outbox SET next_attempt_at_ms = ? WHERE next_attempt_at_ms > ? AND " + which + " AND "
                        + Outbox.WAITING,
                latest.toEpochMilli(),
                latest.toEpochMilli());
    }
}
