package io.github.cheevoherald.outbox;

import io.github.cheevoherald.outbox.events.EventAnnouncement;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.store.Database;
import java.util.List;

/** Reads every unsettled outbox entry, in the order they are sent in each feed. */
public final class Unsettled {
    private Unsettled() {}

    /** The entries in this database, of every kind. */
    public static List<OutboxEntry> in(Database database) {
        OutboxRows rows = new OutboxRows(List.of(UnlockAnnouncement.STORED, EventAnnouncement.STORED));
        return database.read(handle -> handle.createQuery("SELECT * FROM outbox WHERE " + Outbox.WAITING
                        + " ORDER BY guild_id, kind, sort_at, created_at_ms, part_at, entry_id")
                .map(rows::entry)
                .list());
    }
}
