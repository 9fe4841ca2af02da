package io.github.cheevoherald.sets;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.PlayerRecords;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The games that a player has played, completed and requested, and when these are read. */
public final class InterestRecords implements PlayerRecords {
    @Override
    public Map<String, List<Map<String, Object>>> of(Handle handle, Player player) {
        return Map.of(
                "game_interests",
                PlayerRecords.rows(handle, "SELECT * FROM game_interests WHERE player_id = ? ORDER BY game_id", player),
                "interest_reads",
                PlayerRecords.rows(handle, "SELECT * FROM interest_reads WHERE player_id = ?", player));
    }

    @Override
    public void forget(Handle handle, Player player) {
        handle.execute("DELETE FROM game_interests WHERE player_id = ?", player.id());
        handle.execute("DELETE FROM interest_reads WHERE player_id = ?", player.id());
    }
}
