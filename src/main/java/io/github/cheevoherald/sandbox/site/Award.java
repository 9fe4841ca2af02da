package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row of a player's awards.
 *
 * @param id grows with insertion
 * @param player ULID
 * @param gameId the game, or the event's game
 * @param tier of an event, from 0, or null
 * @param awardedAt the date of the unlock that completed it
 */
public record Award(
        long id,
        String player,
        Kind kind,
        long gameId,
        @Nullable Integer tier,
        Instant awardedAt) {

    /** What a player has done to get it. */
    public enum Kind {
        /** All that it takes to finish the game, some of it in casual. */
        BEATEN_CASUAL,
        /** All that it takes to finish the game, in hardcore. */
        BEATEN_HARDCORE,
        /** The whole set, some of it in casual. */
        COMPLETED,
        /** The whole set in hardcore. */
        MASTERED,
        /** A tier of an event. */
        EVENT;

        /** As the second API spells it. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** As the first API spells it. */
        String earlierWord() {
            return this == BEATEN_CASUAL ? "beaten-softcore" : word();
        }
    }

    boolean isFor(String ulid, long game, Kind wanted) {
        return player.equals(ulid) && gameId == game && kind == wanted;
    }
}
