package io.github.cheevoherald.unlocks.schedule;

import io.github.cheevoherald.players.Baselines;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.rota.PlayPattern;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The poll schedule's table, with a row for each player who was ever linked. */
public final class PollTurns {
    /** The due time of a player who isn't watched. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Moves the player to the front as active at the given time; adds them if they are new. */
    public void add(Handle handle, long playerId, Instant activeAt) {
        handle.createUpdate("""
                        INSERT INTO poll_schedule (player_id, active_at, due_at_ms) VALUES (:player, :active, 0)
                        ON CONFLICT (player_id) DO UPDATE SET due_at_ms = 0, active_at =
                            CASE WHEN poll_schedule.active_at < :active THEN :active ELSE poll_schedule.active_at END
                        """)
                .bind("player", playerId)
                .bind("active", activeAt.getEpochSecond())
                .execute();
    }

    /** Moves the player to the front. */
    public void moveToFront(Handle handle, long playerId) {
        handle.execute("UPDATE poll_schedule SET due_at_ms = 0 WHERE player_id = ?", playerId);
    }

    /** Moves every player who is linked in the server to the front. */
    void moveServerToFront(Handle handle, long guildId) {
        handle.execute(
                "UPDATE poll_schedule SET due_at_ms = 0 WHERE player_id IN"
                        + " (SELECT player_id FROM registrations WHERE guild_id = ? AND resting_since_ms IS NULL AND paused = 0)",
                guildId);
    }

    /** The players at the front, at most {@code max} of them. */
    List<Long> atFront(Handle handle, int max) {
        return handle.createQuery("SELECT player_id FROM poll_schedule WHERE due_at_ms = 0 LIMIT ?")
                .bind(0, max)
                .mapTo(Long.class)
                .list();
    }

    /** The player's poll; empty if they are no longer watched. */
    Optional<DuePoll> due(Handle handle, long playerId, long now) {
        return handle.createQuery("""
                        SELECT p.player_id, p.ulid, p.name, p.picture, p.gone_since_ms, p.banned,
                            s.polled_at, s.swept_at, s.active_at, s.failures, s.sweep_due,
                            s.wide_failures, s.wide_failed_at,
                            EXISTS (SELECT 1 FROM registrations r
                                WHERE r.player_id = s.player_id AND r.baselined = 0) AS without_baseline
                        FROM poll_schedule s JOIN players p ON p.player_id = s.player_id
                        WHERE s.player_id = :player AND
                        """ + Players.WATCHED)
                .bind("player", playerId)
                .bind("givenUp", now - Players.GIVEN_UP_AFTER.toMillis())
                .map((row, context) -> duePoll(handle, row, context))
                .findOne();
    }

    /** Stops polling a player, unless they are watched again by now. */
    public void retire(Handle handle, long playerId, long now) {
        retire(handle, "player_id = :player", now).bind("player", playerId).execute();
    }

    /** Stops polling every player who isn't watched. */
    void retireAll(Handle handle, long now) {
        retire(handle, "due_at_ms < :never", now).execute();
    }

    private static Update retire(Handle handle, String which, long now) {
        return handle.createUpdate(
                        "UPDATE poll_schedule SET due_at_ms = :never WHERE " + which + """
                         AND NOT EXISTS (SELECT 1 FROM players p WHERE p.player_id = poll_schedule.player_id AND
                        """ + Players.WATCHED + ")")
                .bind("never", NEVER)
                .bind("givenUp", now - Players.GIVEN_UP_AFTER.toMillis());
    }

    /**
     * A player's next poll.
     *
     * @param sweep whether it has to be a sweep
     * @param left how many registrations this poll leaves without a baseline; if there are more, some are newer than it
     */
    record Next(long at, boolean sweep, int left, PlayPattern pace) {}

    /** Records a good poll. Only a sweep writes the sweep columns, which saves updating their index. */
    void succeeded(Handle handle, long playerId, PollWindow window, Instant active, Next next) {
        long polledAt = window.siteNow().getEpochSecond();
        handle.createUpdate("""
                        UPDATE poll_schedule SET polled_at = :polled, failures = 0, pace = :pace,
                            active_at = CASE WHEN active_at < :active THEN :active ELSE active_at END,
                            due_at_ms = CASE WHEN (SELECT COUNT(*) FROM registrations r
                                WHERE r.player_id = poll_schedule.player_id AND r.baselined = 0) > :left
                                THEN 0 ELSE :next END
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
                    "UPDATE poll_schedule SET swept_at = ?, sweep_due = 0, wide_failures = 0 WHERE player_id = ?",
                    polledAt,
                    playerId);
        } else if (next.sweep()) {
            handle.execute("UPDATE poll_schedule SET sweep_due = 1 WHERE player_id = ?", playerId);
        }
    }

    /** Records a failed poll. If an ordinary window fails too, the wide one wasn't to blame, so its count restarts. */
    void failed(Handle handle, long playerId, PollWindow window, long at) {
        handle.execute(
                "UPDATE poll_schedule SET failures = failures + 1, due_at_ms = ?,"
                        + " wide_failures = CASE WHEN ? THEN wide_failures + 1 ELSE 0 END, wide_failed_at = ?"
                        + " WHERE player_id = ?",
                at,
                window.sweep(),
                window.siteNow().getEpochSecond(),
                playerId);
    }

    /** Makes the player due at the given time, if they weren't due earlier. */
    void dueBy(Handle handle, long playerId, long at) {
        handle.execute(
                "UPDATE poll_schedule SET due_at_ms = ? WHERE player_id = ? AND due_at_ms > ?", at, playerId, at);
    }

    /** Marks everyone last swept before a time (in seconds); {@code atOnce} makes their polls due now. */
    List<Long> markSweeps(Handle handle, long before, boolean atOnce, long now) {
        return handle.createQuery("""
                        UPDATE poll_schedule SET sweep_due = 1,
                            due_at_ms = CASE WHEN :atOnce AND due_at_ms > :now AND due_at_ms < :never THEN :now
                                ELSE due_at_ms END
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

    private static List<DuePoll.NewRegistration> withoutBaseline(Handle handle, long playerId) {
        return handle.createQuery("SELECT guild_id, member_id, " + Baselines.SINCE
                        + " FROM registrations WHERE player_id = ? AND baselined = 0")
                .bind(0, playerId)
                .map((row, context) -> new DuePoll.NewRegistration(
                        row.getLong(1), row.getLong(2), Instant.ofEpochSecond(row.getLong(3))))
                .list();
    }

    static @Nullable Instant seconds(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochSecond(value);
    }
}
