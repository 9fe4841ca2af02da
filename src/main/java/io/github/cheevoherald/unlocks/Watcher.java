package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.store.HotStatement;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** A server that has a player registered, and a feed. */
record Watcher(long guildId, Instant registeredAt, boolean baselined) {

    private static final HotStatement OF = new HotStatement("""
            SELECT r.guild_id, r.registered_at, r.baselined
            FROM registrations r
            JOIN feeds f ON f.guild_id = r.guild_id AND f.kind = 'unlocks'
            LEFT JOIN guilds g ON g.guild_id = r.guild_id
            WHERE r.player_id = ? AND g.left_at_ms IS NULL AND COALESCE(g.left_alone, 0) = 0
            """);

    static List<Watcher> of(Handle handle, Player player) {
        return OF.list(
                handle,
                row -> new Watcher(row.getLong(1), Instant.ofEpochSecond(row.getLong(2)), row.getInt(3) == 1),
                player.id());
    }

    boolean wants(Instant date, Instant oldest) {
        return !date.isBefore(oldest) && (baselined || date.isAfter(registeredAt));
    }
}
