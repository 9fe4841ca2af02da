package io.github.cheevoherald.retroachievements;

/**
 * A player's profile from GetUserProfile, as far as it is used.
 *
 * @param name as the site spells it; can change
 * @param ulid never changes
 * @param userPic path on the media host
 * @param permissions below 0: banned or spam
 */
public record Profile(String name, String ulid, String userPic, int permissions) {

    /** Whether the site has banned this player. */
    public boolean isBanned() {
        return permissions < 0;
    }
}
