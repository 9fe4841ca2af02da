package io.github.cheevoherald.players;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * A registration that RetroAchievements has not confirmed yet, with the name as the member typed it, and why it failed;
 * null while it is still pending.
 */
public record PendingRegistration(
        long guildId,
        long memberId,
        String username,
        @Nullable Problem problem) {

    /**
     * Condition on {@code players p}: a registration of theirs, requested from {@code :from} to {@code :until} by the
     * site's clock, still waits.
     */
    public static final String WAITS = """
            EXISTS (SELECT 1 FROM noted_registrations n WHERE n.problem IS NULL AND n.noted_at BETWEEN :from AND :until
                AND lower(n.username) IN (lower(p.name), lower(p.ulid)))""";

    /** Why a pending registration failed. */
    public enum Problem {
        /** The site does not know the player. */
        NO_SUCH_PLAYER,
        /** The site has banned the player. */
        BANNED,
        /** Another member of the server has the player. */
        TAKEN,
        /** The server has reached its limit of players. */
        SERVER_FULL,
        /** The bot has reached its limit of players over all servers. */
        BOT_FULL
    }

    /** Reads one from a row of the registrations that wait. */
    static PendingRegistration of(ResultSet row, StatementContext context) throws SQLException {
        String problem = row.getString("problem");
        return new PendingRegistration(
                row.getLong("guild_id"),
                row.getLong("member_id"),
                row.getString("username"),
                problem == null ? null : Problem.valueOf(problem));
    }
}
