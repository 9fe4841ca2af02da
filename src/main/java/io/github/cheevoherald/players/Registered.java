package io.github.cheevoherald.players;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A member of a server and the player they are linked to there.
 *
 * @param restingSince when we learned that the member left the server; null while they are there
 */
public record Registered(
        long guildId,
        long memberId,
        Player player,
        @Nullable Instant restingSince) {}
