package io.github.cheevoherald.retroachievements;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A player's row for an achievement, from the second API.
 *
 * @param id grows with insertion, whatever the date
 * @param unlockedAt the first unlock, in whichever mode
 * @param unlockedHardcoreAt null if it is casual
 */
public record UnlockRow(
        long id,
        long achievementId,
        Instant unlockedAt,
        @Nullable Instant unlockedHardcoreAt) {}
