package io.github.cheevoherald.leaderboards;

import io.github.cheevoherald.leaderboards.ScoreComparison.SeenScore;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.retroachievements.LeaderboardEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Every score ever seen of players whose scores were announced somewhere. Works inside its callers' transactions. */
final class SeenScores {

    /** A player's latest scores in these games, by leaderboard. */
    Map<Long, SeenScore> latest(Handle handle, long playerId, Collection<Long> gameIds) {
        Map<Long, SeenScore> latest = new HashMap<>();
        handle.createQuery("""
                        SELECT leaderboard_id, score, formatted, place FROM scores
                        WHERE player_id = :player AND latest = 1 AND game_id IN (<games>)
                        """)
                .bind("player", playerId)
                .bindList("games", List.copyOf(gameIds))
                .map((row, context) ->
                        latest.put(row.getLong(1), new SeenScore(row.getLong(2), row.getString(3), row.getInt(4))))
                .list();
        return latest;
    }

    /** When a player's scores in these games were last read, by the site's clock; never for those that are missing. */
    Map<Long, Instant> read(Handle handle, long playerId, Collection<Long> gameIds) {
        Map<Long, Instant> read = new HashMap<>();
        handle.createQuery(
                        "SELECT game_id, read_at FROM score_reads WHERE player_id = :player AND game_id IN (<games>)")
                .bind("player", playerId)
                .bindList("games", List.copyOf(gameIds))
                .map((row, context) -> read.put(row.getLong(1), Instant.ofEpochSecond(row.getLong(2))))
                .list();
        return read;
    }

    /** Records that a player's scores in a game were read. */
    void markRead(Handle handle, long playerId, long gameId, Instant at) {
        handle.execute("""
                        INSERT INTO score_reads (player_id, game_id, read_at) VALUES (?, ?, ?)
                        ON CONFLICT (player_id, game_id) DO UPDATE SET read_at = excluded.read_at
                        """, playerId, gameId, at.getEpochSecond());
    }

    /** Makes an entry the player's latest score on its leaderboard; false if that score was seen before. */
    boolean add(Handle handle, long playerId, long gameId, LeaderboardEntry entry, int rank) {
        long board = entry.board().id();
        int added = handle.execute("""
                        INSERT INTO scores (player_id, leaderboard_id, score, game_id, formatted, place, latest)
                        VALUES (?, ?, ?, ?, ?, ?, 1) ON CONFLICT (player_id, leaderboard_id, score) DO NOTHING
                        """, playerId, board, entry.score(), gameId, entry.formattedScore(), rank);
        handle.createUpdate("""
                        UPDATE scores SET latest = CASE WHEN score = :score THEN 1 ELSE 0 END,
                            place = CASE WHEN score = :score THEN :rank ELSE place END
                        WHERE player_id = :player AND leaderboard_id = :board AND (latest = 1 OR score = :score)
                        """)
                .bind("score", entry.score())
                .bind("rank", rank)
                .bind("player", playerId)
                .bind("board", board)
                .execute();
        return added > 0;
    }

    /** Records that a player has no score on a leaderboard any more: the site withdrew it, or hid the leaderboard. */
    void withdraw(Handle handle, long playerId, long leaderboardId) {
        handle.execute(
                "UPDATE scores SET latest = 0 WHERE player_id = ? AND leaderboard_id = ? AND latest = 1",
                playerId,
                leaderboardId);
    }

    /** The other members of a server with a score on a leaderboard, as far as their scores are announced there. */
    List<Rival> rivals(Handle handle, long guildId, long leaderboardId, long playerId) {
        return handle.createQuery("""
                        SELECT p.*, s.score FROM scores s JOIN players p ON p.player_id = s.player_id
                        WHERE s.leaderboard_id = :board AND s.latest = 1 AND s.player_id <> :player
                            AND p.banned = 0 AND p.gone_since_ms IS NULL AND EXISTS (SELECT 1
                        """ + Sittings.WANTED + """
                             AND r.guild_id = :guild AND r.player_id = p.player_id)
                        ORDER BY lower(p.name), p.player_id
                        """)
                .bind("board", leaderboardId)
                .bind("player", playerId)
                .bind("guild", guildId)
                .map((row, context) -> new Rival(Players.player(row, context), row.getLong("score")))
                .list();
    }
}
