package io.github.cheevoherald.sets;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The games that players have played, whose sets they have completed, and for which they requested one. */
public final class GameInterests implements Completions {
    /** How often a player's games are read again. */
    static final Duration GAMES_KEPT = Duration.ofDays(7);

    /** How often a player's requests are read again. */
    static final Duration REQUESTS_KEPT = Duration.ofDays(1);

    /** After some failures in a row that concern one player, their next try isn't as near as this. */
    private static final Duration SOON = Duration.ofMinutes(10);

    private static final String LINKED =
            "EXISTS (SELECT 1 " + Players.ANNOUNCED_LINKS + " AND f.kind = 'sets' AND r.player_id = p.player_id)";

    private final Database database;

    public GameInterests(Database database) {
        this.database = database;
    }

    /** Moves stored times that lie too far in the future. Call it once at the start, before they are used. */
    public void adoptTime(Instant now) {
        long games = now.plus(GAMES_KEPT).toEpochMilli();
        long requests = now.plus(REQUESTS_KEPT).toEpochMilli();
        database.useTransactionAlone(handle -> {
            handle.execute("UPDATE interest_reads SET games_due_ms = ? WHERE games_due_ms > ?", games, games);
            handle.execute(
                    "UPDATE interest_reads SET requests_due_ms = ? WHERE requests_due_ms > ?", requests, requests);
        });
    }

    /** Whose games are to be read, the longest overdue first. */
    Optional<Player> gamesDue(Instant now) {
        return due("games_due_ms", now);
    }

    /** Whose requests are to be read, the longest overdue first. */
    Optional<Player> requestsDue(Instant now) {
        return due("requests_due_ms", now);
    }

    private Optional<Player> due(String column, Instant now) {
        return database.read(handle -> handle.createQuery("SELECT p.* FROM players p"
                        + " LEFT JOIN interest_reads i ON i.player_id = p.player_id"
                        + " WHERE p.gone_since_ms IS NULL AND COALESCE(i." + column + ", 0) <= :now AND " + LINKED
                        + " ORDER BY COALESCE(i." + column + ", 0), p.player_id LIMIT 1")
                .bind("now", now.toEpochMilli())
                .map(Players::player)
                .findOne());
    }

    /** Records a player's games; those known before are kept. */
    void gamesRead(Player player, Set<Long> played, Set<Long> completed, Instant now) {
        Set<Long> games = new HashSet<>(played);
        games.addAll(completed);
        database.useTransaction(handle -> {
            if (!player.isStored(handle)) {
                return;
            }
            PreparedBatch rows = handle.prepareBatch("""
                    INSERT INTO game_interests (player_id, game_id, played, completed, requested)
                    VALUES (:player, :game, 1, :completed, 0)
                    ON CONFLICT (player_id, game_id) DO UPDATE SET played = 1, completed = excluded.completed
                    """);
            games.forEach(game -> rows.bind("player", player.id())
                    .bind("game", game)
                    .bind("completed", completed.contains(game) ? 1 : 0)
                    .add());
            execute(rows);
            handle.createUpdate("""
                            INSERT INTO interest_reads (player_id, games_known, games_due_ms, requests_due_ms)
                            VALUES (:player, 1, :due, 0)
                            ON CONFLICT (player_id) DO UPDATE SET games_known = 1, games_due_ms = excluded.games_due_ms
                            """)
                    .bind("player", player.id())
                    .bind("due", now.plus(GAMES_KEPT).toEpochMilli())
                    .execute();
        });
    }

    /** Records the sets that a player requested; those known before are kept. */
    void requestsRead(Player player, Set<Long> requested, Instant now) {
        database.useTransaction(handle -> {
            if (!player.isStored(handle)) {
                return;
            }
            PreparedBatch rows = handle.prepareBatch("""
                    INSERT INTO game_interests (player_id, game_id, played, completed, requested)
                    VALUES (:player, :game, 0, 0, 1)
                    ON CONFLICT (player_id, game_id) DO UPDATE SET requested = 1
                    """);
            requested.forEach(
                    game -> rows.bind("player", player.id()).bind("game", game).add());
            execute(rows);
            putOffRequests(handle, player, now.plus(REQUESTS_KEPT));
        });
    }

    private static void execute(PreparedBatch rows) {
        if (rows.size() > 0) {
            int[] unused = rows.execute();
        }
    }

    /** Has a player's games read again at a later time. */
    void putOffGames(Player player, Instant until) {
        database.useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO interest_reads (player_id, games_known, games_due_ms, requests_due_ms)
                        SELECT player_id, 0, :due, 0 FROM players WHERE player_id = :player
                        ON CONFLICT (player_id) DO UPDATE SET games_due_ms = excluded.games_due_ms
                        """)
                .bind("player", player.id())
                .bind("due", until.toEpochMilli())
                .execute());
    }

    /** Has a player's requests read again at a later time. */
    void putOffRequests(Player player, Instant until) {
        database.useTransaction(handle -> putOffRequests(handle, player, until));
    }

    private static void putOffRequests(Handle handle, Player player, Instant until) {
        handle.createUpdate("""
                        INSERT INTO interest_reads (player_id, games_known, games_due_ms, requests_due_ms)
                        SELECT player_id, 0, 0, :due FROM players WHERE player_id = :player
                        ON CONFLICT (player_id) DO UPDATE SET requests_due_ms = excluded.requests_due_ms
                        """)
                .bind("player", player.id())
                .bind("due", until.toEpochMilli())
                .execute();
    }

    /**
     * Records that a player has unlocked something in these games, in the transaction that records the unlocks. Players
     * whose games nobody has read are left out: reading them will show it.
     */
    public void unlocked(Handle handle, long playerId, Collection<Long> games) {
        PreparedBatch rows = handle.prepareBatch("""
                INSERT INTO game_interests (player_id, game_id, played, completed, requested)
                SELECT player_id, :game, 1, 0, 0 FROM interest_reads WHERE player_id = :player
                ON CONFLICT (player_id, game_id) DO UPDATE SET played = 1
                """);
        for (long game : new HashSet<>(games)) {
            rows.bind("player", playerId).bind("game", game).add();
        }
        execute(rows);
    }

    @Override
    public Set<Long> ofGame(Handle handle, long gameId) {
        return new HashSet<>(
                handle.createQuery("SELECT player_id FROM game_interests WHERE game_id = ? AND completed = 1")
                        .bind(0, gameId)
                        .mapTo(Long.class)
                        .list());
    }

    /**
     * Whether the games of somebody who has been announced since then are still unknown. Whoever's can't be read for long
     * doesn't count.
     */
    boolean hasUnread(Instant since, Instant now) {
        return database.read(handle -> handle.createQuery("SELECT EXISTS (SELECT 1 " + Players.ANNOUNCED_LINKS + """
                         AND f.kind = 'sets' AND f.begun_at <= :since AND r.registered_at <= :since
                            AND NOT EXISTS (SELECT 1 FROM players p WHERE p.player_id = r.player_id
                                AND p.gone_since_ms IS NOT NULL)
                            AND NOT EXISTS (SELECT 1 FROM interest_reads i WHERE i.player_id = r.player_id
                                AND (i.games_known = 1 OR i.games_due_ms > :soon)))
                        """)
                .bind("since", since.getEpochSecond())
                .bind("soon", now.plus(SOON).toEpochMilli())
                .mapTo(Boolean.class)
                .one());
    }

    /** Deletes what is known about players who are no longer registered anywhere. */
    public void forgetUnlinked() {
        database.useTransaction(handle -> {
            handle.execute("DELETE FROM game_interests WHERE player_id NOT IN (SELECT player_id FROM registrations)");
            handle.execute("DELETE FROM interest_reads WHERE player_id NOT IN (SELECT player_id FROM registrations)");
        });
    }
}
