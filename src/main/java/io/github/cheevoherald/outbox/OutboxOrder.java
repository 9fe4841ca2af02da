package io.github.cheevoherald.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * In which order what waits for a server goes: by its oldest unlock, then by which was added first; what Discord refused
 * alone keeps nobody waiting. Asked with the
 * kind, so that an index gives the order and a long queue is not sorted for each of its messages.
 */
final class OutboxOrder {
    private static final String WAITING = "e.state IN ('pending', 'sending')";

    /** With the condition of the index, which is not recognised in a narrower one. */
    private static final String PENDING = WAITING + " AND e.state = 'pending'";

    private static final String ORDER = " ORDER BY e.sort_at, e.created_at_ms, e.part_at, e.entry_id";
    private static final String OF_SERVER = "SELECT * FROM outbox e WHERE e.guild_id = :guild AND e.kind = 'unlocks'"
            + " AND e.refused_by IS NULL AND ";
    private static final String BEHIND = "e.guild_id = :guild AND e.kind = 'unlocks' AND e.refused_by IS NULL AND " + WAITING
            + " AND (e.sort_at, e.created_at_ms, e.part_at, e.entry_id) > (:sort, :created, 0, :entry)";

    private OutboxOrder() {}

    static Optional<OutboxEntry> next(Handle handle, long guildId) {
        return first(handle, guildId, "e.state = 'sending'").or(() -> first(handle, guildId, WAITING));
    }

    private static Optional<OutboxEntry> first(Handle handle, long guildId, String condition) {
        return handle.createQuery(OF_SERVER + condition + ORDER + " LIMIT 1")
                .bind("guild", guildId)
                .map(OutboxRows::entry)
                .findOne();
    }

    static List<OutboxEntry> untouched(Handle handle, long guildId, int mostUnlocks) {
        List<OutboxEntry> entries = new ArrayList<>();
        try (Stream<OutboxEntry> waiting =
                handle
                        .createQuery(OF_SERVER + PENDING + ORDER)
                        .bind("guild", guildId)
                        .map(OutboxRows::entry)
                        .stream()) {
            int unlocks = 0;
            Iterator<OutboxEntry> next = waiting.iterator();
            while (next.hasNext()) {
                OutboxEntry entry = next.next();
                unlocks += entry.announcement().count();
                if (entry.content() != null || (unlocks > mostUnlocks && !entries.isEmpty())) {
                    break;
                }
                entries.add(entry);
            }
        }
        return entries;
    }

    static Optional<OutboxEntry> news(Handle handle, long guildId, int mostUnlocks, Instant since) {
        return handle.createQuery(OF_SERVER + PENDING + """
                             AND e.created_at_ms > :since
                            AND e.listed = 0 AND e.unlocks <= :most AND e.player_ulid IS NOT NULL
                            AND NOT EXISTS (
                                SELECT 1 FROM outbox b
                                WHERE b.guild_id = e.guild_id AND b.player_ulid = e.player_ulid
                                    AND b.state IN ('pending', 'sending') AND b.refused_by IS NULL
                                    AND (b.sort_at, b.created_at_ms, b.part_at, b.entry_id)
                                        < (e.sort_at, e.created_at_ms, e.part_at, e.entry_id))
                            AND NOT EXISTS (
                                SELECT 1 FROM outbox b
                                WHERE b.guild_id = e.guild_id AND b.player_ulid IS NULL
                                    AND b.state IN ('pending', 'sending') AND b.refused_by IS NULL
                                    AND b.sort_at <= e.sort_at
                                    AND b.payload LIKE '%"ulid":"' || e.player_ulid || '"%')
                        """ + ORDER + " LIMIT 1")
                .bind("guild", guildId)
                .bind("since", since.toEpochMilli())
                .bind("most", mostUnlocks)
                .map(OutboxRows::entry)
                .findOne();
    }

    static long nextDate(Handle handle, List<OutboxEntry> entries) {
        OutboxEntry last = entries.get(entries.size() - 1);
        String ulid = entries.get(0).announcement().ulid();
        if (ulid == null
                || entries.stream()
                        .anyMatch(entry -> !ulid.equals(entry.announcement().ulid()))) {
            return nextDate(handle, last, "", "");
        }
        return Math.min(
                nextDate(handle, last, " AND e.player_ulid = :ulid", ulid),
                nextDate(
                        handle,
                        last,
                        " AND e.player_ulid IS NULL AND e.payload LIKE '%\"ulid\":\"' || :ulid || '\"%'",
                        ulid));
    }

    private static long nextDate(Handle handle, OutboxEntry last, String condition, String ulid) {
        return handle.createQuery("SELECT e.sort_at FROM outbox e WHERE " + BEHIND + condition + ORDER + " LIMIT 1")
                .bind("guild", last.guildId())
                .bind("sort", last.announcement().oldest())
                .bind("created", last.createdAt().toEpochMilli())
                .bind("entry", last.id())
                .bind("ulid", ulid)
                .mapTo(Long.class)
                .findOne()
                .orElse(Long.MAX_VALUE);
    }
}
