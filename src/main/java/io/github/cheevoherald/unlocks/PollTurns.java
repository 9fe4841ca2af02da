package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.Players;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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

    /** Longer than any poll: the site is given 20 seconds a request and a wide window has few of them. */
    static final Duration LEASE = Duration.ofSeconds(60);

    /** Frees what a process that died had taken. */
    void freeAll(Handle handle) {
        handle.execute("UPDATE players SET leased_until_ms = 0 WHERE leased_until_ms > 0");
    }

    /** Somebody who goes first, if there is anybody. */
    Optional<Long> called(Handle handle, long now) {
        return handle.createQuery("SELECT player_id FROM players WHERE due_at_ms = 0 AND leased_until_ms <= ? LIMIT 1")
                .bind(0, now)
                .mapTo(Long.class)
                .findOne();
    }

    /** Until when somebody else has the player's turn; empty when nobody has. */
    Optional<Long> leasedUntil(Handle handle, long playerId, long now) {
        return handle.createQuery("SELECT leased_until_ms FROM players WHERE player_id = ? AND leased_until_ms > ?")
                .bind(0, playerId)
                .bind(1, now)
                .mapTo(Long.class)
                .findOne();
    }

    /** Takes a player's turn; empty when somebody else has it, or nobody watches the player any more. */
    Optional<DuePoll> lease(Handle handle, long playerId, long now) {
        Optional<DuePoll> due = handle.createQuery("SELECT * FROM players WHERE player_id = ? AND leased_until_ms <= ?")
                .bind(0, playerId)
                .bind(1, now)
                .map((row, context) -> duePoll(handle, row, context))
                .findOne();
        boolean watched = due.isPresent() && isWatched(handle, due.get().player(), now);
        if (watched) {
            handle.execute(
                    "UPDATE players SET leased_until_ms = ? WHERE player_id = ?", now + LEASE.toMillis(), playerId);
        } else if (due.isPresent()) {
            handle.execute("UPDATE players SET due_at_ms = ? WHERE player_id = ?", NEVER, playerId);
        }
        return watched ? due : Optional.empty();
    }

    private static boolean isWatched(Handle handle, Player player, long now) {
        Instant gone = player.goneSince();
        if (gone != null && gone.plus(Players.GIVEN_UP_AFTER).toEpochMilli() <= now) {
            return false;
        }
        return handle.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM registrations r LEFT JOIN guilds g ON g.guild_id = r.guild_id
                            WHERE r.player_id = ? AND g.left_at_ms IS NULL)
                        """).bind(0, player.id()).mapTo(Boolean.class).one();
    }

    /** When a player is to be asked for again, whether with a sweep, and what is known by then. */
    record Next(long at, boolean sweep, Pace pace) {}

    void succeeded(Handle handle, long playerId, PollWindow window, Instant active, Next next) {
        handle.createUpdate("""
                        UPDATE players SET polled_at = :polled,
                            swept_at = CASE WHEN :sweep THEN :polled ELSE swept_at END,
                            active_at = max(active_at, :active), failures = 0, sweep_due = :sweepDue,
                            due_at_ms = CASE WHEN EXISTS (SELECT 1 FROM registrations r
                                WHERE r.player_id = :player AND r.baselined = 0) THEN 0 ELSE :next END,
                            leased_until_ms = 0, pace = :pace
                        WHERE player_id = :player
                        """)
                .bind("polled", window.siteNow().getEpochSecond())
                .bind("sweep", window.sweep())
                .bind("active", active.getEpochSecond())
                .bind("sweepDue", next.sweep())
                .bind("next", next.at())
                .bind("pace", next.pace().text())
                .bind("player", playerId)
                .execute();
    }

    void failed(Handle handle, long playerId, long at) {
        handle.execute(
                "UPDATE players SET failures = failures + 1, due_at_ms = ?, leased_until_ms = 0 WHERE player_id = ?",
                at,
                playerId);
    }

    /** Gives a turn back that came to nothing on our side. */
    void free(Handle handle, long playerId) {
        handle.execute("UPDATE players SET leased_until_ms = 0 WHERE player_id = ?", playerId);
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
                withoutBaseline(handle, player.id()));
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
