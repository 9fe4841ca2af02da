package io.github.cheevoherald.retroachievements;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A player's profile from GetUserProfile.
 *
 * @param name as the site spells it; can change
 * @param ulid never changes
 * @param userPic path on the media host
 * @param permissions below 0: banned or spam
 */
public record Profile(
        String name,
        String ulid,
        String userPic,
        @Nullable Instant memberSince,
        @Nullable String richPresence,
        long lastGameId,
        int contribCount,
        int contribYield,
        long totalPoints,
        long totalSoftcorePoints,
        @Nullable Long totalTruePoints,
        int permissions,
        boolean untracked,
        long id,
        boolean userWallActive,
        String motto) {

    /** Whether the site has banned this player. */
    public boolean isBanned() {
        return permissions < 0;
    }
}
