package io.github.cheevoherald.unlocks.schedule;

import io.github.cheevoherald.rota.PlayPattern;
import io.github.cheevoherald.rota.SavedTurn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads players' saved turns from the schedule. */
final class SavedTurns {
    /** Enough to know a player well; older unlocks say nothing about the present. */
    private static final int MAX_UNLOCKS = 2_000;

    private static final String JOINED =
            "SELECT s.*, p.ulid FROM poll_schedule s JOIN players p ON p.player_id = s.player_id WHERE ";

    /** A watched player and their saved turn. */
    record Watched(long playerId, String ulid, SavedTurn turn) {}

    List<Watched> all(Handle handle, long never) {
        return handle.createQuery(JOINED + "s.due_at_ms < ?")
                .bind(0, never)
                .map((row, context) -> watched(handle, row))
                .list();
    }

    Optional<Watched> one(Handle handle, long playerId) {
        return handle.createQuery(JOINED + "s.player_id = ?")
                .bind(0, playerId)
                .map((row, context) -> watched(handle, row))
                .findOne();
    }

    private static Watched watched(Handle handle, ResultSet row) throws SQLException {
        long playerId = row.getLong("player_id");
        String text = row.getString("pace");
        long activeAt = row.getLong("active_at");
        PlayPattern pace =
                text == null ? fromLedger(handle, playerId, activeAt) : parse(handle, text, playerId, activeAt);
        SavedTurn turn = new SavedTurn(
                pace.active(activeAt),
                row.getLong("polled_at") * 1000,
                row.getLong("due_at_ms"),
                row.getInt("failures") > 0);
        return new Watched(playerId, row.getString("ulid"), turn);
    }

    private static PlayPattern parse(Handle handle, String text, long playerId, long activeAt) {
        try {
            return PlayPattern.parse(text);
        } catch (IllegalArgumentException e) {
            return fromLedger(handle, playerId, activeAt);
        }
    }

    private static PlayPattern fromLedger(Handle handle, long playerId, long activeAt) {
        List<Long> dates = handle.createQuery(
                        "SELECT unlocked_at FROM ledger WHERE player_id = ? ORDER BY unlocked_at DESC LIMIT ?")
                .bind(0, playerId)
                .bind(1, MAX_UNLOCKS)
                .mapTo(Long.class)
                .list();
        long since = dates.isEmpty() ? activeAt : dates.get(dates.size() - 1);
        return PlayPattern.ofNewcomer(since).with(dates);
    }
}
