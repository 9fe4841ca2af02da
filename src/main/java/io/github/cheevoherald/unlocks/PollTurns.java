package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.rota.PlayPattern;
import io.github.cheevoherald.store.HotStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The players' turns as the database keeps them. */
final class PollTurns {
    /** Due never: nobody watches the player. */
    static final long NEVER = Long.MAX_VALUE;

    /**
     * Somebody hears of the player, who is linked to a member there: in a server that we are in and are to serve, and that
     * has a feed. And the site has neither banned the player nor lost them long ago.
     */
    private static final String WATCHED = """
            EXISTS (SELECT 1 FROM registrations r JOIN feeds f ON f.guild_id = r.guild_id AND f.kind = 'unlocks'
                LEFT JOIN guilds g ON g.guild_id = r.guild_id
                WHERE r.player_id = players.player_id AND r.resting_since_ms IS NULL AND g.left_at_ms IS NULL
                    AND COALESCE(g.left_alone, 0) = 0)
            AND banned = 0 AND (gone_since_ms IS NULL OR gone_since_ms > ?)
            """;

    private static final HotStatement CALLED =
            new HotStatement("SELECT player_id FROM players WHERE due_at_ms = 0 LIMIT ?");

    private static final HotStatement DUE = new HotStatement("""
            SELECT player_id, ulid, name, picture, gone_since_ms, polled_at, swept_at, active_at, failures, sweep_due,
                wide_failures, wide_failed_at,
                EXISTS (SELECT 1 FROM registrations r WHERE r.player_id = players.player_id AND r.baselined = 0)
            FROM players WHERE player_id = ? AND
            """ + WATCHED);

    private static final HotStatement SUCCEEDED = new HotStatement("""
            UPDATE players SET polled_at = ?, active_at = max(active_at, ?), failures = 0,
                due_at_ms = CASE WHEN (SELECT COUNT(*) FROM registrations r
                    WHERE r.player_id = players.player_id AND r.baselined = 0) > ? THEN 0 ELSE ? END,
                pace = ?
            WHERE player_id = ?
            """);

    /** Who goes first, so many at most. */
    List<Long> called(Handle handle, int most) {
        return CALLED.list(handle, row -> row.getLong(1), most);
    }

    /** What a poll of the player needs to know; empty when nobody watches the player any more. */
    Optional<DuePoll> due(Handle handle, long playerId, long now) {
        long givenUp = now - Players.GIVEN_UP_AFTER.toMillis();
        return DUE.list(handle, row -> duePoll(handle, row), playerId, givenUp).stream()
                .findFirst();
    }

    /** Lets go of a player whom nobody watches any more, unless somebody does again by now. */
    void retire(Handle handle, long playerId, long now) {
        handle.execute(
                "UPDATE players SET due_at_ms = ? WHERE player_id = ? AND NOT (" + WATCHED + ")",
                NEVER,
                playerId,
                now - Players.GIVEN_UP_AFTER.toMillis());
    }

    /** The same for everybody at once. */
    void retireAll(Handle handle, long now) {
        handle.execute(
                "UPDATE players SET due_at_ms = ? WHERE due_at_ms < ? AND NOT (" + WATCHED + ")",
                NEVER,
                NEVER,
                now - Players.GIVEN_UP_AFTER.toMillis());
    }

    /**
     * When a player is to be asked for again and what is known by then.
     *
     * @param sweep whether with a sweep
     * @param left how many registrations wait for a baseline of that sweep; any other is there since the poll began
     */
    record Next(long at, boolean sweep, int left, PlayPattern pace) {}

    /** What a sweep alone changes is left alone by other polls, and with it an index. */
    void succeeded(Handle handle, long playerId, PollWindow window, Instant active, Next next) {
        long polledAt = window.siteNow().getEpochSecond();
        SUCCEEDED.execute(
                handle,
                polledAt,
                active.getEpochSecond(),
                next.left(),
                next.at(),
                next.pace().text(),
                playerId);
        if (window.sweep()) {
            handle.execute(
                    "UPDATE players SET swept_at = ?, sweep_due = 0, wide_failures = 0 WHERE player_id = ?",
                    polledAt,
                    playerId);
        } else if (next.sweep()) {
            handle.execute("UPDATE players SET sweep_due = 1 WHERE player_id = ?", playerId);
        }
    }

    /** An ordinary window that fails, too, shows that it is not the width. */
    void failed(Handle handle, long playerId, PollWindow window, long at) {
        handle.execute(
                "UPDATE players SET failures = failures + 1, due_at_ms = ?,"
                        + " wide_failures = CASE WHEN ? THEN wide_failures + 1 ELSE 0 END, wide_failed_at = ?"
                        + " WHERE player_id = ?",
                at,
                window.sweep(),
                window.siteNow().getEpochSecond(),
                playerId);
    }

    void dueBy(Handle handle, long playerId, long at) {
        handle.execute("UPDATE players SET due_at_ms = min(due_at_ms, ?) WHERE player_id = ?", at, playerId);
    }

    /** Marks everyone who was last swept before a time (seconds); {@code atOnce} makes their polls due now. */
    List<Long> markSweeps(Handle handle, long before, boolean atOnce, long now) {
        return handle.createQuery("""
                        UPDATE players SET sweep_due = 1,
                            due_at_ms = CASE WHEN :atOnce AND due_at_ms < :never THEN min(due_at_ms, :now) ELSE due_at_ms END
                        WHERE swept_at <= :before AND sweep_due = 0 RETURNING player_id
                        """)
                .bind("atOnce", atOnce)
                .bind("never", NEVER)
                .bind("now", now)
                .bind("before", before)
                .mapTo(Long.class)
                .list();
    }

    private static DuePoll duePoll(Handle handle, ResultSet row) throws SQLException {
        long playerId = row.getLong(1);
        long gone = row.getLong(5);
        return new DuePoll(
                new Player(
                        playerId,
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        gone == 0 ? null : Instant.ofEpochMilli(gone),
                        false),
                seconds(row, 6),
                seconds(row, 7),
                Instant.ofEpochSecond(row.getLong(8)),
                row.getInt(9),
                row.getInt(10) == 1,
                new DuePoll.WideFailures(row.getInt(11), Instant.ofEpochSecond(row.getLong(12))),
                row.getBoolean(13) ? withoutBaseline(handle, playerId) : List.of());
    }

    Player player(Handle handle, long playerId) {
        return handle.createQuery("SELECT * FROM players WHERE player_id = ?")
                .bind(0, playerId)
                .map(Players::player)
                .one();
    }

    private static List<DuePoll.NewRegistration> withoutBaseline(Handle handle, long playerId) {
        return handle.createQuery(
                        "SELECT guild_id, member_id, registered_at FROM registrations WHERE player_id = ? AND baselined = 0")
                .bind(0, playerId)
                .map((row, context) -> new DuePoll.NewRegistration(
                        row.getLong(1), row.getLong(2), Instant.ofEpochSecond(row.getLong(3))))
                .list();
    }

    private static @Nullable Instant seconds(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochSecond(value);
    }
}
