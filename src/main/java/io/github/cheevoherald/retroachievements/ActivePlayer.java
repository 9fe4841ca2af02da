package io.github.cheevoherald.retroachievements;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A player in the second API's list of everybody.
 *
 * @param points casual points only, so an upgrade changes both
 * @param lastActivityAt in whole seconds; null if they never were active
 */
public record ActivePlayer(
        String ulid,
        String displayName,
        long points,
        long pointsHardcore,
        @Nullable Instant lastActivityAt) {}
