package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.players.Player;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A server that has a player registered by a member who is there, and a feed.
 *
 * @param reach how far back is known what the site showed when the baseline was made
 */
record Watcher(long guildId, Instant registeredAt, boolean baselined, Instant reach) {

    static List<Watcher> of(Handle handle, Player player) {
        return handle.createQuery("""
                        SELECT r.guild_id, r.registered_at, r.baselined,
                            COALESCE(r.reach, r.registered_at - :baseline)
                        FROM registrations r
                        JOIN feeds f ON f.guild_id = r.guild_id AND f.kind = 'unlocks'
                        LEFT JOIN guilds g ON g.guild_id = r.guild_id
                        WHERE r.player_id = :player AND r.resting_since_ms IS NULL AND g.left_at_ms IS NULL
                            AND COALESCE(g.left_alone, 0) = 0
                        """)
                .bind("baseline", PollWindow.BASELINE.toSeconds())
                .bind("player", player.id())
                .map((row, context) -> new Watcher(
                        row.getLong(1),
                        Instant.ofEpochSecond(row.getLong(2)),
                        row.getInt(3) == 1,
                        Instant.ofEpochSecond(row.getLong(4))))
                .list();
    }

    /** What is dated before the reach may have been there at the registration already. */
    boolean wants(Instant date, Instant oldest) {
        return !date.isBefore(oldest) && (date.isAfter(registeredAt) || (baselined && !date.isBefore(reach)));
    }
}
