package io.github.cheevoherald.players;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A member of a server, the player they are linked to there, and when we learned that they left; null while they are
 * there.
 */
public record Registered(
        long guildId,
        long memberId,
        Player player,
        @Nullable Instant restingSince) {}
