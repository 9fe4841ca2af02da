package io.github.cheevoherald.outbox.awards;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An award as shown: addresses are absolute, texts are as the site sent them.
 *
 * @param subject what it is for and of which kind, such as {@code game/12#mastered}; ends the page's address, too
 * @param title the game's or the event's
 * @param pictureUrl of the game or the event; empty if unknown
 * @param sceneUrl a picture from within the game, larger than the other; null if unknown
 * @param console empty for an event, and if unknown
 * @param points of the game's core set; null if unknown
 * @param tier of an event, from 0; null for a game, and for an event without tiers
 * @param awardedAt seconds since 1970
 * @param upgrade whether the player had the casual award for the game before
 * @param late whether it arrived long after its date
 * @param holders how many have the same award; null if unknown
 * @param players how many have played the game in that mode; null if unknown
 * @param seconds from the player's first unlock in the game to the award; null if unknown
 * @param number which of their awards of this kind it is for the player; null if unknown
 * @param first whether no other member of the server has it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnnouncedAward(
        Kind kind,
        String subject,
        String title,
        String url,
        String pictureUrl,
        @Nullable String sceneUrl,
        String console,
        @Nullable Integer points,
        @Nullable Integer tier,
        long awardedAt,
        boolean upgrade,
        boolean late,
        @Nullable Integer holders,
        @Nullable Integer players,
        @Nullable Long seconds,
        @Nullable Integer number,
        boolean first) {

    /** The percentage of the game's players who have it; null if unknown. */
    @Nullable Double share() {
        return holders == null || players == null || players == 0 ? null : (Double) (100.0 * holders / players);
    }

    /** What the player has done; stored by name. */
    public enum Kind {
        BEATEN_CASUAL,
        BEATEN_HARDCORE,
        COMPLETED,
        MASTERED,
        EVENT;

        /** Whether it took hardcore; null where that isn't said. */
        @Nullable Boolean hardcore() {
            return this == EVENT ? null : (Boolean) (this == BEATEN_HARDCORE || this == MASTERED);
        }
    }
}
