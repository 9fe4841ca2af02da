package io.github.cheevoherald.players;

import java.time.Instant;
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
        boolean paused) {}
