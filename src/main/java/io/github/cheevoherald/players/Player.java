package io.github.cheevoherald.players;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
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
        boolean banned) {

    /**
     * Whether the player is still stored, for the transaction that records something about them: they may have been
     * forgotten since they were read, and their id given to another.
     */
    public boolean isStored(Handle handle) {
        return handle.createQuery("SELECT EXISTS (SELECT 1 FROM players WHERE player_id = ? AND ulid = ?)")
                .bind(0, id)
                .bind(1, ulid)
                .mapTo(Boolean.class)
                .one();
    }
}
