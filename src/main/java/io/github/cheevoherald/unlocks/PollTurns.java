package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.Players;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
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

    /** Who goes first, so many at most. */
    List<Long> called(Handle handle, int most) {
        return handle.createQuery("SELECT player_id FROM players WHERE due_at_ms = 0 LIMIT ?")
                .bind(0, most)
                .mapTo(Long.class)
                .list();
    }

    /** What a poll of the player needs to know; empty when nobody watches the player any more. */
    Optional<DuePoll> due(Handle handle, long playerId, long now) {
        return handle.createQuery("""
                        SELECT players.*, EXISTS (SELECT 1 FROM registrations r
                            WHERE r.player_id = players.player_id AND r.baselined = 0) AS without_baseline
                        FROM players WHERE player_id = ? AND
                        """ + WATCHED)
                .bind(0, playerId)
                .bind(1, now - Players.GIVEN_UP_AFTER.toMillis())
                .map((row, context) -> duePoll(handle, row, context))
                .findOne();
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
    record Next(long at, boolean sweep, int left, Pace pace) {}

    /** What a sweep alone changes is left alone by other polls, and with it an index. */
    void succeeded(Handle handle, long playerId, PollWindow window, Instant active, Next next) {
        long polledAt = window.siteNow().getEpochSecond();
        handle.createUpdate("""
                        UPDATE players SET polled_at = :polled, active_at = max(active_at, :active), failures = 0,
                            due_at_ms = CASE WHEN (SELECT COUNT(*) FROM registrations r
                                WHERE r.player_id = players.player_id AND r.baselined = 0) > :left
                                THEN 0 ELSE :next END,
                            pace = :pace
                        WHERE player_id = :player
                        """)
                .bind("polled", polledAt)
                .bind("active", active.getEpochSecond())
                .bind("left", next.left())
                .bind("next", next.at())
                .bind("pace", next.pace().text())
                .bind("player", playerId)
                .execute();
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

    private static DuePoll duePoll(Handle handle, ResultSet row, StatementContext context) throws SQLException {
        Player player = Players.player(row, context);
        return new DuePoll(
                player,
                seconds(row, "polled_at"),
                seconds(row, "swept_at"),
                Instant.ofEpochSecond(row.getLong("active_at")),
                row.getInt("failures"),
                row.getInt("sweep_due") == 1,
                new DuePoll.WideFailures(
                        row.getInt("wide_failures"), Instant.ofEpochSecond(row.getLong("wide_failed_at"))),
                row.getBoolean("without_baseline") ? withoutBaseline(handle, player.id()) : List.of());
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

    private static @Nullable Instant seconds(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochSecond(value);
    }
}
