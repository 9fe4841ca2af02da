package io.github.cheevoherald.retroachievements;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A player in the second API's list of everybody.
 *
 * @param points casual points only, so an upgrade changes both
 * @param lastActivityAt in whole seconds, in a game or on the site's pages; null if they never were active
 * @param playedAt when an emulator last said what they do, at least at the start of a game; null if none did
 * @param gameId the game they played last; null if the site doesn't say
 */
public record ActivePlayer(
        String ulid,
        String displayName,
        long points,
        long pointsHardcore,
        @Nullable Instant lastActivityAt,
        @Nullable Instant playedAt,
        @Nullable Long gameId) {}
