package io.github.cheevoherald.players;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * A member of a server, and the player they are linked to there.
 *
 * @param restingSince when we learned that they left; null while they are there
 * @param paused whether they want nothing announced about them there for now
 */
public record Registered(
        long guildId,
        long memberId,
        Player player,
        @Nullable Instant restingSince,
        boolean paused) {

    /** Reads one from a row of the registrations and players. */
    static Registered of(ResultSet row, StatementContext context) throws SQLException {
        long resting = row.getLong("resting_since_ms");
        return new Registered(
                row.getLong("guild_id"),
                row.getLong("member_id"),
                Players.player(row, context),
                resting == 0 ? null : Instant.ofEpochMilli(resting),
                row.getInt("paused") == 1);
    }
}
