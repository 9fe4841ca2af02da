package io.github.cheevoherald.players;

import io.github.cheevoherald.resilience.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A registration that waits for the site's answer, when it was requested by the site's clock, and failures in a row.
 */
record PendingRow(PendingRegistration pending, Instant at, int failures) {
    static final Duration MAX_PAUSE = Duration.ofMinutes(10);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(10), MAX_PAUSE);

    /** Shortens waits beyond the maximum: those were written by a clock that ran ahead. */
    static void adoptTime(Handle handle, long now) {
        long latest = now + MAX_PAUSE.toMillis();
        handle.execute("UPDATE noted_registrations SET next_try_at_ms = ? WHERE next_try_at_ms > ?", latest, latest);
    }

    static List<PendingRow> waiting(Handle handle, long now) {
        return handle.createQuery("""
                        SELECT * FROM noted_registrations
                        WHERE problem IS NULL AND next_try_at_ms <= :now
                            AND NOT EXISTS (SELECT 1 FROM guilds g
                                WHERE g.guild_id = noted_registrations.guild_id
                                    AND (g.left_alone = 1 OR g.left_at_ms IS NOT NULL))
                        ORDER BY next_try_at_ms, noted_at, guild_id, member_id LIMIT 50
                        """)
                .bind("now", now)
                .map((row, context) -> new PendingRow(
                        PendingRegistration.of(row, context),
                        Instant.ofEpochSecond(row.getLong("noted_at")),
                        row.getInt("failures")))
                .list();
    }

    boolean stillWaits(Handle handle) {
        return handle.createQuery("""
                        SELECT COUNT(*) FROM noted_registrations
                        WHERE guild_id = :guild AND member_id = :member AND username = :name AND noted_at = :at
                            AND problem IS NULL
                        """)
                        .bind("guild", pending.guildId())
                        .bind("member", pending.memberId())
                        .bind("name", pending.username())
                        .bind("at", at.getEpochSecond())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** Tries again later; at once after the first failure, which may have been the last of an outage. */
    void putOff(Handle handle, long now) {
        Duration pause = failures == 0 ? Duration.ZERO : BACKOFF.ceiling(failures);
        handle.execute("""
                        UPDATE noted_registrations SET failures = failures + 1, next_try_at_ms = ?
                        WHERE guild_id = ? AND member_id = ? AND username = ? AND problem IS NULL
                        """, now + pause.toMillis(), pending.guildId(), pending.memberId(), pending.username());
    }
}
