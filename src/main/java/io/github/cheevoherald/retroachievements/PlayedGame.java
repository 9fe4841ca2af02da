package io.github.cheevoherald.retroachievements;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A game that a player has played. */
public record PlayedGame(
        long gameId,
        String title,
        @Nullable Instant lastPlayedAt,
        @Nullable Instant firstUnlockAt,
        @Nullable Instant lastUnlockAt) {}
