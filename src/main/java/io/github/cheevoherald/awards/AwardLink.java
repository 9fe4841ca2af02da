package io.github.cheevoherald.awards;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A server in which a player's awards are announced.
 *
 * @param since when the link or the feed began, whichever was later, in seconds by the site's clock
 * @param knownBefore the number of the player's latest award that was recorded before this link was known
 * @param afterId a row of the site's that was surely inserted after the beginning; null until one is seen
 * @param listRead whether the list of all the player's awards was read since
 */
record AwardLink(
        long guildId,
        Instant since,
        long knownBefore,
        @Nullable Long afterId,
        boolean listRead) {

    /** Whether the site surely inserted the row after the beginning. */
    boolean isAfterBeginning(@Nullable Long awardId) {
        return awardId != null && afterId != null && awardId >= afterId;
    }
}
