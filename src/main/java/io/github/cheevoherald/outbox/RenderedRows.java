package io.github.cheevoherald.outbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Replaces entries by the messages that they were rendered to. */
final class RenderedRows {
    private final OutboxRows rows;
    private final Withdrawal withdrawal;

    RenderedRows(OutboxRows rows, Withdrawal withdrawal) {
        this.rows = rows;
        this.withdrawal = withdrawal;
    }

    Optional<OutboxEntry> replace(
            Handle handle,
            List<OutboxEntry> entries,
            List<Outbox.Message> messages,
            Map<OutboxEntry, Announcement> left) {
        boolean withdrawn = false;
        for (OutboxEntry entry : entries) {
            withdrawn |= withdrawal.finish(handle, entry.id());
        }
        if (withdrawn) {
            return Optional.empty();
        }
        for (OutboxEntry replaced : entries) {
            if (handle.execute("DELETE FROM outbox WHERE entry_id = ? AND " + Outbox.WAITING, replaced.id()) == 0) {
                handle.rollback();
                return Optional.empty();
            }
        }
        OutboxEntry first = entries.get(0);
        messages.forEach(message -> rows.insert(handle, first.guildId(), message, first.createdAt()));
        left.forEach((entry, rest) -> rows.insertRest(handle, entry.guildId(), rest, entry.createdAt()));
        return handle.createQuery("SELECT * FROM outbox WHERE nonce = ?")
                .bind(0, messages.get(0).nonce())
                .map(rows::entry)
                .findOne();
    }

    void inPlaceOf(Handle handle, OutboxEntry entry, List<Outbox.Message> messages) {
        Optional<QueuePosition> position = QueuePosition.of(handle, entry);
        if (position.isEmpty() || withdrawal.finish(handle, entry.id())) {
            return;
        }
        if (handle.execute("DELETE FROM outbox WHERE entry_id = ? AND " + Outbox.WAITING, entry.id()) == 0) {
            return;
        }
        for (int i = 0; i < messages.size(); i++) {
            rows.insert(handle, entry.guildId(), messages.get(i), entry.createdAt());
            position.get().take(handle, messages.get(i), i, messages.size());
        }
    }

    void unrendered(Handle handle, long entryId, Announcement announcement) {
        handle.createUpdate("""
                        UPDATE outbox SET payload = :payload, sort_at = :sort, content = NULL, nonce = NULL, form = NULL,
                            listed = 0, unlocks = :items, player_ulid = :ulid, attempts = attempts + 1
                        WHERE entry_id = :entry AND state = 'pending'
                        """)
                .bind("payload", rows.write(announcement))
                .bind("sort", announcement.oldest())
                .bind("items", announcement.count())
                .bind("ulid", announcement.ulid())
                .bind("entry", entryId)
                .execute();
    }
}
