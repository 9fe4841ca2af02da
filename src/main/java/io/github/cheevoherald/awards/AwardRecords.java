package io.github.cheevoherald.awards;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.PlayerRecords;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** A player's awards, and how far they are known. */
public final class AwardRecords implements PlayerRecords {
    @Override
    public Map<String, List<Map<String, Object>>> of(Handle handle, Player player) {
        return Map.of(
                "award_ledger",
                PlayerRecords.rows(handle, "SELECT * FROM award_ledger WHERE player_id = ? ORDER BY number", player),
                "award_links",
                PlayerRecords.rows(handle, "SELECT * FROM award_links WHERE player_id = ?", player));
    }

    @Override
    public void forget(Handle handle, Player player) {
        handle.execute("DELETE FROM award_ledger WHERE player_id = ?", player.id());
        handle.execute("DELETE FROM award_links WHERE player_id = ?", player.id());
    }
}
