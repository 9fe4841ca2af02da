package io.github.cheevoherald.players;

import org.jspecify.annotations.Nullable;

/**
 * A registration that the site could not confirm yet.
 *
 * @param username as the member typed it
 * @param problem why it will not be confirmed; null while it still waits
 */
public record Noted(
        long guildId,
        long memberId,
        String username,
        @Nullable Problem problem) {

    /** Why a noted registration came to nothing. */
    public enum Problem {
        /** The site knows no such player. */
        NO_SUCH_PLAYER,
        /** The site has banned the player. */
        BANNED,
        /** Another member of the server has the player. */
        TAKEN,
        /** The server has as many players as it may have. */
        SERVER_FULL,
        /** The bot watches as many players as it may, over all servers. */
        BOT_FULL
    }
}
