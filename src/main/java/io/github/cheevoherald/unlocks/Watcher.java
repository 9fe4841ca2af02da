package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.unlocks.schedule.PollWindow;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A server in which a player's unlocks are announced, since the registration or the feed began there, whichever was later.
 * The baseline holds what the site showed of the time from {@code reach} on.
 */
record Watcher(long guildId, Instant since, boolean baselined, Instant reach) {

    static List<Watcher> of(Handle handle, Player player) {
        return handle.createQuery("""
                        SELECT r.guild_id, r.baselined,
                            CASE WHEN f.begun_at > r.registered_at THEN f.begun_at ELSE r.registered_at END,
                            COALESCE(r.reach, r.registered_at - :baseline)
                        """ + Players.ANNOUNCED_LINKS + " AND f.kind = 'unlocks' AND r.player_id = :player")
                .bind("baseline", PollWindow.BASELINE.toSeconds())
                .bind("player", player.id())
                .map((row, context) -> new Watcher(
                        row.getLong(1),
                        Instant.ofEpochSecond(row.getLong(3)),
                        row.getInt(2) == 1,
                        Instant.ofEpochSecond(row.getLong(4))))
                .list();
    }

    /** Whether to announce an unlock; one dated before the reach may be older than the registration. */
    boolean wants(Instant date, Instant oldest) {
        return !date.isBefore(oldest) && (date.isAfter(since) || (baselined && !date.isBefore(reach)));
    }
}
