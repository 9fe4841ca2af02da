package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Whose turn it is to be asked about. Its state is in the database, so a restart goes on where it was. */
public final class PollSchedule {
    private static final Duration ACTIVE = Duration.ofHours(1);
    private static final Duration DOUBLES_EVERY = Duration.ofHours(1);
    private static final long NEVER = Long.MAX_VALUE;

    /** Longer than any poll: the site is given 20 seconds a request and a wide window has few of them. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final Database database;
    private final PollSettings settings;
    private final Clock clock;

    /** Schedules by the given clock. */
    public PollSchedule(Database database, PollSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** Frees what a process that died had taken. To be called before the first {@link #pick()}. */
    public void start() {
        database.useTransaction(
                handle -> handle.execute("UPDATE players SET leased_until_ms = 0 WHERE leased_until_ms > 0"));
    }

    /** Takes the player who is due longest, so that nobody else takes the same one; empty when nobody is due. */
    Optional<DuePoll> pick() {
        long now = clock.millis();
        if (!anyoneDue(now)) {
            return Optional.empty();
        }
        return database.inTransaction(handle -> pick(handle, now));
    }

    private boolean anyoneDue(long now) {
        return database.read(handle -> handle.createQuery(
                        "SELECT EXISTS (SELECT 1 FROM players WHERE due_at_ms <= ? AND leased_until_ms <= ?)")
                .bind(0, now)
                .bind(1, now)
                .mapTo(Boolean.class)
                .one());
    }

    private static Optional<DuePoll> pick(Handle handle, long now) {
        while (true) {
            Optional<DuePoll> candidate = handle.createQuery("""
                            SELECT * FROM players WHERE due_at_ms <= ? AND leased_until_ms <= ?
                            ORDER BY due_at_ms LIMIT 1
                            """)
                    .bind(0, now)
                    .bind(1, now)
                    .map((row, context) -> duePoll(handle, row, context))
                    .findOne();
            if (candidate.isEmpty()) {
                return candidate;
            }
            DuePoll due = candidate.get();
            if (isWatched(handle, due.player(), now)) {
                handle.execute(
                        "UPDATE players SET leased_until_ms = ? WHERE player_id = ?",
                        now + LEASE.toMillis(),
                        due.player().id());
                return candidate;
            }
            handle.execute(
                    "UPDATE players SET due_at_ms = ? WHERE player_id = ?",
                    NEVER,
                    due.player().id());
        }
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

    /** Notes a good poll, in the transaction that records what it found. */
    void succeeded(Handle handle, DuePoll due, PollWindow window, @Nullable Instant newestFound) {
        Instant active = newestFound != null && newestFound.isAfter(due.activeAt()) ? newestFound : due.activeAt();
        boolean backAfterSilence = newestFound != null
                && !window.sweep()
                && due.activeAt().isBefore(window.siteNow().minus(Duration.ofDays(1)));
        long next = backAfterSilence
                ? clock.millis()
                : clock.millis()
                        + interval(Duration.between(active, window.siteNow())).toMillis();
        handle.createUpdate("""
                        UPDATE players SET polled_at = :polled,
                            swept_at = CASE WHEN :sweep THEN :polled ELSE swept_at END,
                            active_at = max(active_at, :active), failures = 0, sweep_due = :sweepDue,
                            due_at_ms = CASE WHEN EXISTS (SELECT 1 FROM registrations r
                                WHERE r.player_id = :player AND r.baselined = 0) THEN 0 ELSE :next END,
                            leased_until_ms = 0
                        WHERE player_id = :player
                        """)
                .bind("polled", window.siteNow().getEpochSecond())
                .bind("sweep", window.sweep())
                .bind("active", active.getEpochSecond())
                .bind("sweepDue", backAfterSilence)
                .bind("next", next)
                .bind("player", due.player().id())
                .execute();
    }

    /** Notes that a poll came to nothing; the window stays open. */
    void failed(DuePoll due, Duration wait) {
        database.useTransaction(handle -> handle.execute(
                "UPDATE players SET failures = failures + 1, due_at_ms = ?, leased_until_ms = 0 WHERE player_id = ?",
                clock.millis() + wait.toMillis(),
                due.player().id()));
    }

    /** Asks for a poll of one player at the next free request. */
    void soon(Handle handle, long playerId, Duration wait) {
        handle.execute(
                "UPDATE players SET due_at_ms = min(due_at_ms, ?) WHERE player_id = ?",
                clock.millis() + wait.toMillis(),
                playerId);
    }

    /**
     * Marks everyone whose last sweep is a sweep interval ago. A sweep costs no request of its own: it widens the
     * player's next poll, which comes early only where sweeps are wanted more often than polls.
     */
    public void markSweeps(Instant siteNow) {
        boolean atOnce = settings.sweepInterval().compareTo(settings.maxInterval()) < 0;
        database.useTransaction(handle -> handle.createUpdate("""
                        UPDATE players SET sweep_due = 1,
                            due_at_ms = CASE WHEN :atOnce AND due_at_ms < :never THEN min(due_at_ms, :now) ELSE due_at_ms END
                        WHERE swept_at <= :before AND sweep_due = 0
                        """)
                .bind("atOnce", atOnce)
                .bind("never", NEVER)
                .bind("now", clock.millis())
                .bind("before", siteNow.minus(settings.sweepInterval()).getEpochSecond())
                .execute());
    }

    /** The shortest interval for an hour after an unlock, then doubling every hour up to the longest. */
    Duration interval(Duration sinceActive) {
        if (sinceActive.compareTo(ACTIVE) <= 0) {
            return settings.minInterval();
        }
        double doublings = (double) sinceActive.minus(ACTIVE).toMillis() / DOUBLES_EVERY.toMillis();
        double millis = settings.minInterval().toMillis() * Math.pow(2, Math.min(doublings, 40));
        return Duration.ofMillis(
                (long) Math.min(millis, (double) settings.maxInterval().toMillis()));
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

    /** A player as stored. */
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
