package io.github.cheevoherald.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The order in which a feed's entries go: by their oldest item, then by which was added first. An entry that Discord
 * refused alone keeps nobody waiting. Every query names the kind, so that an index gives the order and a long queue is
 * not sorted for each of its messages.
 */
final class OutboxQueue {
    private static final String WAITING = "e.state IN ('pending', 'sending')";

    /** With the condition of the index, which SQLite does not recognise in a narrower one. */
    private static final String PENDING = WAITING + " AND e.state = 'pending'";

    private static final String ORDER = " ORDER BY e.sort_at, e.created_at_ms, e.part_at, e.entry_id";
    private static final String OF_FEED = "e.guild_id = :guild AND e.kind = :kind AND e.refused_by IS NULL AND ";
    private static final String ENTRIES = "SELECT * FROM outbox e WHERE " + OF_FEED;
    private static final String BEHIND = OF_FEED + WAITING
            + " AND (e.sort_at, e.created_at_ms, e.part_at, e.entry_id) > (:sort, :created, 0, :entry)";

    private final OutboxRows rows;

    OutboxQueue(OutboxRows rows) {
        this.rows = rows;
    }

    Optional<OutboxEntry> next(Handle handle, FeedKey feed) {
        return first(handle, feed, "e.state = 'sending'").or(() -> first(handle, feed, WAITING));
    }

    private Optional<OutboxEntry> first(Handle handle, FeedKey feed, String condition) {
        return handle.createQuery(ENTRIES + condition + ORDER + " LIMIT 1")
                .bind("guild", feed.guildId())
                .bind("kind", feed.kind())
                .map(rows::entry)
                .findOne();
    }

    List<OutboxEntry> untouched(Handle handle, FeedKey feed, int maxItems) {
        List<OutboxEntry> entries = new ArrayList<>();
        try (Stream<OutboxEntry> waiting = handle
                .createQuery(ENTRIES + PENDING + ORDER)
                .bind("guild", feed.guildId())
                .bind("kind", feed.kind())
                .map(rows::entry)
                .stream()) {
            int items = 0;
            Iterator<OutboxEntry> next = waiting.iterator();
            while (next.hasNext()) {
                OutboxEntry entry = next.next();
                items += entry.announcement().count();
                if (entry.content() != null || (items > maxItems && !entries.isEmpty())) {
                    break;
                }
                entries.add(entry);
            }
        }
        return entries;
    }

    Optional<OutboxEntry> news(Handle handle, FeedKey feed, int maxItems, Instant since) {
        return handle.createQuery(ENTRIES + PENDING + """
                             AND e.created_at_ms > :since
                            AND e.listed = 0 AND e.unlocks <= :max AND e.player_ulid IS NOT NULL
                            AND NOT EXISTS (
                                SELECT 1 FROM outbox b
                                WHERE b.guild_id = e.guild_id AND b.player_ulid = e.player_ulid AND b.kind = e.kind
                                    AND b.state IN ('pending', 'sending') AND b.refused_by IS NULL
                                    AND (b.sort_at, b.created_at_ms, b.part_at, b.entry_id)
                                        < (e.sort_at, e.created_at_ms, e.part_at, e.entry_id))
                            AND NOT EXISTS (
                                SELECT 1 FROM outbox b
                                WHERE b.guild_id = e.guild_id AND b.player_ulid IS NULL AND b.kind = e.kind
                                    AND b.state IN ('pending', 'sending') AND b.refused_by IS NULL
                                    AND b.sort_at <= e.sort_at
                                    AND b.payload LIKE '%"ulid":"' || e.player_ulid || '"%')
                        """ + ORDER + " LIMIT 1")
                .bind("guild", feed.guildId())
                .bind("kind", feed.kind())
                .bind("since", since.toEpochMilli())
                .bind("max", maxItems)
                .map(rows::entry)
                .findOne();
    }

    long nextDate(Handle handle, List<OutboxEntry> entries) {
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
                .bind("kind", last.announcement().kind())
                .bind("sort", last.announcement().oldest())
                .bind("created", last.createdAt().toEpochMilli())
                .bind("entry", last.id())
                .bind("ulid", ulid)
                .mapTo(Long.class)
                .findOne()
                .orElse(Long.MAX_VALUE);
    }
}
