package io.github.cheevoherald.retroachievements;

/**
 * What is used of GetUserProfile: the name, which can change, as the site spells it; the ULID, which never changes; the
 * picture's path on the media host; and the permissions, below 0 for banned or spam.
 */
public record Profile(String name, String ulid, String userPic, int permissions) {

    /** Whether the site has banned this player. */
    public boolean isBanned() {
        return permissions < 0;
    }
}
