package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.Announcement.PlayerCard;
import io.github.cheevoherald.outbox.Announcement.Unlock;
import io.github.cheevoherald.outbox.Announcement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.time.Instant;
import java.util.List;

/**
 * Whose made-up unlock shows people how an announcement looks.
 *
 * @param player a name; empty for a made-up one
 * @param page the profile page; empty for none
 * @param picture the profile picture; empty for none
 * @param badge a picture where an achievement's badge stands
 */
public record Example(String player, String page, String picture, String badge) {

    /** It has no achievement's page, so that nobody who reads the channel back can take it for an announcement. */
    Unlocks announcement(Words words, Instant now) {
        String name = player.isEmpty() ? words.say("test.player") : player;
        Unlock unlock = new Unlock(
                0,
                words.say("test.achievement"),
                words.say("test.description"),
                "",
                badge,
                10,
                14,
                null,
                words.say("test.game"),
                "",
                words.say("test.console"),
                now.getEpochSecond(),
                true,
                false,
                false);
        return new Unlocks(new PlayerCard("", name, page, picture), List.of(unlock));
    }
}
