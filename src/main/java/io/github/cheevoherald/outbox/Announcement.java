package io.github.cheevoherald.outbox;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a feed is to be told, complete in itself: nothing is looked up elsewhere when it is sent. Stored as JSON, so a
 * changed shape gets a new name and the old one stays readable.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes(@JsonSubTypes.Type(value = Announcement.Unlocks.class, name = "unlocks-1"))
public sealed interface Announcement {

    /** Unlocks of one player that were found together, oldest first. */
    record Unlocks(PlayerCard player, List<Unlock> unlocks) implements Announcement {
        public Unlocks {
            if (unlocks.isEmpty()) {
                throw new IllegalArgumentException("an announcement of no unlocks");
            }
            unlocks = List.copyOf(unlocks);
        }
    }

    /** The player as shown: addresses are absolute. */
    record PlayerCard(String ulid, String name, String url, String pictureUrl) {}

    /**
     * One unlock as shown: addresses are absolute, texts are as the site sent them.
     *
     * @param type as in the site's answer, or null
     * @param unlockedAt seconds since 1970
     * @param upgrade whether the player had it in softcore before
     * @param late whether it arrived long after its date
     */
    record Unlock(
            long achievementId,
            String title,
            String description,
            String url,
            String badgeUrl,
            int points,
            int retroPoints,
            @Nullable String type,
            String gameTitle,
            String gameUrl,
            String console,
            long unlockedAt,
            boolean hardcore,
            boolean upgrade,
            boolean late) {}
}
