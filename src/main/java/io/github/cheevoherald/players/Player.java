package io.github.cheevoherald.players;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A RetroAchievements user whom we watch.
 *
 * @param id ours, inside this database
 * @param ulid the site's identity of the player; never changes
 * @param name as the site spells it at present
 * @param picture path of the profile picture on the media host
 * @param goneSince since when the site knows no such player, or has shut the player out; null while it does neither
 * @param banned whether the site has shut the player out
 */
public record Player(
        long id,
        String ulid,
        String name,
        String picture,
        @Nullable Instant goneSince,
        boolean banned) {}
