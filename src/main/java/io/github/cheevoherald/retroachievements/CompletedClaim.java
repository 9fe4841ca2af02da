package io.github.cheevoherald.retroachievements;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A developer's completed work on a set.
 *
 * @param revision whether the set was revised; otherwise it is new
 */
public record CompletedClaim(
        long id,
        long gameId,
        String gameTitle,
        @Nullable String gameIconUrl,
        String console,
        boolean revision,
        Instant finishedAt,
        String developer) {}
