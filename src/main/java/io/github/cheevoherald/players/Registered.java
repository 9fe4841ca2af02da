package io.github.cheevoherald.players;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A member of a server and the player that the member is linked to there.
 *
 * @param restingSince since when the member is known to have left the server; null while there
 */
public record Registered(
        long guildId,
        long memberId,
        Player player,
        @Nullable Instant restingSince) {}
