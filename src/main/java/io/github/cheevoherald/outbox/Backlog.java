package io.github.cheevoherald.outbox;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a server, as its people see it.
 *
 * @param unlocks how many wait in all
 * @param oldest when the oldest of those was added that Discord did not refuse; null when there is none
 * @param problem what became of the last attempt at what goes next; null when nothing is known
 * @param underWay whether what goes next was sent, and Discord has not answered
 */
public record Backlog(
        int unlocks, @Nullable Instant oldest, @Nullable String problem, boolean underWay) {

    static Backlog of(Handle handle, long guildId, int unlocks) {
        Optional<Instant> oldest = handle.createQuery("SELECT MIN(created_at_ms) FROM outbox WHERE guild_id = ?"
                        + " AND refused_by IS NULL AND state IN ('pending', 'sending')")
                .bind(0, guildId)
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
        Optional<OutboxEntry> next = OutboxOrder.next(handle, guildId);
        String problem = next.flatMap(entry -> handle.createQuery("SELECT problem FROM outbox WHERE entry_id = ?")
                        .bind(0, entry.id())
                        .mapTo(String.class)
                        .findOne())
                .orElse(null);
        boolean sending =
                next.filter(entry -> entry.state() == OutboxEntry.State.SENDING).isPresent();
        return new Backlog(unlocks, oldest.orElse(null), problem, sending && problem == null);
    }
}
