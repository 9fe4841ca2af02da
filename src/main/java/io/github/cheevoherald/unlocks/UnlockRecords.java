package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.PlayerRecords;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** A player's unlocks, and when the player is polled. */
public final class UnlockRecords implements PlayerRecords {
    @Override
    public Map<String, List<Map<String, Object>>> of(Handle handle, Player player) {
        return Map.of(
                "ledger",
                PlayerRecords.rows(handle, "SELECT * FROM ledger WHERE player_id = ? ORDER BY unlocked_at", player),
                "held_twins",
                PlayerRecords.rows(handle, "SELECT * FROM held_twins WHERE player_id = ?", player),
                "poll_schedule",
                PlayerRecords.rows(handle, "SELECT * FROM poll_schedule WHERE player_id = ?", player));
    }

    @Override
    public void forget(Handle handle, Player player) {
        handle.execute("DELETE FROM ledger WHERE player_id = ?", player.id());
        handle.execute("DELETE FROM held_twins WHERE player_id = ?", player.id());
        handle.execute("DELETE FROM poll_schedule WHERE player_id = ?", player.id());
    }
}
