package io.github.cheevoherald.players;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A RetroAchievements user whom we watch.
 *
 * @param id our own, in this database
 * @param ulid the site's identifier, which never changes
 * @param name the current one
 * @param picture path of the profile picture on the media host
 * @param goneSince since when the site does not have the player or has banned them; null while they are there
 */
public record Player(
        long id,
        String ulid,
        String name,
        String picture,
        @Nullable Instant goneSince,
        boolean banned) {}
