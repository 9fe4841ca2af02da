package io.github.cheevoherald.leaderboards;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.PlayerRecords;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** A player's scores, when they were read, and the games of a sitting under way. */
public final class ScoreRecords implements PlayerRecords {
    @Override
    public Map<String, List<Map<String, Object>>> of(Handle handle, Player player) {
        return Map.of(
                "scores",
                PlayerRecords.rows(handle, "SELECT * FROM scores WHERE player_id = ? ORDER BY leaderboard_id", player),
                "score_reads",
                PlayerRecords.rows(handle, "SELECT * FROM score_reads WHERE player_id = ?", player),
                "sitting_games",
                PlayerRecords.rows(handle, "SELECT * FROM sitting_games WHERE player_id = ?", player));
    }

    @Override
    public void forget(Handle handle, Player player) {
        handle.execute("DELETE FROM scores WHERE player_id = ?", player.id());
        handle.execute("DELETE FROM score_reads WHERE player_id = ?", player.id());
        handle.execute("DELETE FROM sitting_games WHERE player_id = ?", player.id());
    }
}
