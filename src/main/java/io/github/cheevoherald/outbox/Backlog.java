package io.github.cheevoherald.outbox;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A feed's backlog as the server's people see it.
 *
 * @param items how many items are not posted yet
 * @param oldest when the oldest of those that Discord did not refuse was added; null when there is none
 * @param problem what became of the last attempt at the next entry; null when nothing is known
 * @param underWay whether the next entry was sent, and Discord has not answered
 */
public record Backlog(
        int items, @Nullable Instant oldest, @Nullable String problem, boolean underWay) {

    static Backlog of(Handle handle, FeedKey feed, Optional<OutboxEntry> next) {
        int items = OutboxCleanup.waitingItems(handle, feed);
        Optional<Instant> oldest = handle.createQuery("SELECT MIN(created_at_ms) FROM outbox WHERE guild_id = ?"
                        + " AND kind = ? AND refused_by IS NULL AND " + Outbox.WAITING)
                .bind(0, feed.guildId())
                .bind(1, feed.kind())
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
        String problem = next.flatMap(entry -> handle.createQuery("SELECT problem FROM outbox WHERE entry_id = ?")
                        .bind(0, entry.id())
                        .mapTo(String.class)
                        .findOne())
                .orElse(null);
        boolean sending =
                next.filter(entry -> entry.state() == OutboxEntry.State.SENDING).isPresent();
        return new Backlog(items, oldest.orElse(null), problem, sending && problem == null);
    }
}
