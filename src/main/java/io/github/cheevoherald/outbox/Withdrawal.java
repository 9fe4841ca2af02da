package io.github.cheevoherald.outbox;

import io.github.cheevoherald.outbox.OutboxEntry.State;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Takes one player out of a server's backlog, inside the transaction that ends the link. A row that was never tried is
 * dropped or, where it concerns others too, replaced by a row without the player: whoever holds the old one finds it
 * gone. A row that may be posted already is only marked, until the channel or Discord's answer shows which.
 */
public final class Withdrawal {
    private static final String DROPPED = "the player's link to this server ended";

    private Withdrawal() {}

    /** Takes the player out of whatever waits for the server. */
    public static void of(Handle handle, long guildId, String ulid, Instant now) {
        for (long entryId : candidates(handle, guildId, ulid)) {
            OutboxEntry entry = handle.createQuery("SELECT * FROM outbox WHERE entry_id = ?")
                    .bind(0, entryId)
                    .map(OutboxRows::entry)
                    .one();
            if (entry.announcement().parts().stream()
                    .noneMatch(part -> part.player().ulid().equals(ulid))) {
                continue;
            }
            if (entry.state() == State.SENDING) {
                mark(handle, entryId, ulid, now);
            } else {
                takeOut(handle, entry, Set.of(ulid), now);
            }
        }
    }

    /** Without reading a long backlog; other people's texts may hold anything, so what counts is the player's card. */
    private static List<Long> candidates(Handle handle, long guildId, String ulid) {
        return handle.createQuery("SELECT entry_id FROM outbox WHERE guild_id = :guild AND " + Outbox.WAITING
                        + " AND payload LIKE :holding")
                .bind("guild", guildId)
                .bind("holding", "%" + ulid + "%")
                .mapTo(Long.class)
                .list();
    }

    private static void mark(Handle handle, long entryId, String ulid, Instant now) {
        handle.execute(
                "UPDATE outbox SET withdrawn = COALESCE(withdrawn || ' ', '') || ?, withdrawn_at_ms = ? WHERE entry_id = ?",
                ulid,
                now.toEpochMilli(),
                entryId);
    }

    /** Acts on the mark of an entry that is surely not posted; true when there was one, and the entry is no more. */
    static boolean finished(Handle handle, long entryId) {
        List<Marked> marked = handle.createQuery(
                        "SELECT * FROM outbox WHERE entry_id = ? AND withdrawn IS NOT NULL" + " AND " + Outbox.WAITING)
                .bind(0, entryId)
                .map((row, context) -> new Marked(
                        OutboxRows.entry(row, context),
                        Set.of(row.getString("withdrawn").split(" ")),
                        Instant.ofEpochMilli(row.getLong("withdrawn_at_ms"))))
                .list();
        marked.forEach(one -> takeOut(handle, one.entry(), one.ulids(), one.at()));
        return !marked.isEmpty();
    }

    private record Marked(OutboxEntry entry, Set<String> ulids, Instant at) {}

    private static void takeOut(Handle handle, OutboxEntry entry, Set<String> ulids, Instant now) {
        List<Announcement.Unlocks> others = entry.announcement().parts().stream()
                .filter(part -> !ulids.contains(part.player().ulid()))
                .toList();
        if (others.isEmpty()) {
            handle.execute(
                    "UPDATE outbox SET state = 'dropped', problem = ?, settled_at_ms = ?, withdrawn = ? WHERE entry_id = ?",
                    DROPPED,
                    now.toEpochMilli(),
                    String.join(" ", ulids),
                    entry.id());
            return;
        }
        Announcement without = others.size() == 1 ? others.get(0) : new Announcement.Summary(others);
        // In this order, since the number of a deleted row may be given again.
        OutboxRows.insert(handle, entry.guildId(), without, entry.createdAt());
        handle.execute("DELETE FROM outbox WHERE entry_id = ?", entry.id());
    }
}
