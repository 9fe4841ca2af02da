package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user of the embedded site. Points come from the unlocks, on top of what was earned before the world began.
 *
 * @param username never changes and names the picture
 * @param displayName what the site shows; may change
 * @param permissions below 0: banned or spam
 * @param deleted as if it never was: 404 on the profile, no unlocks
 */
public record SitePlayer(
        long id,
        String ulid,
        String username,
        String displayName,
        Instant memberSince,
        int permissions,
        boolean untracked,
        @Nullable String richPresence,
        String motto,
        long earlierPoints,
        long earlierSoftcorePoints,
        boolean deleted) {

    /** The same player under another display name; the first name still finds them. */
    public SitePlayer withDisplayName(String name) {
        return with(name, permissions, untracked, richPresence, motto, deleted);
    }

    /** The same player, banned (-1), spam (-2) or with other rights. */
    public SitePlayer withPermissions(int value) {
        return with(displayName, value, value < 0 || untracked, richPresence, motto, deleted);
    }

    /** The same player with words about themselves and what they are doing. */
    public SitePlayer withWords(String newMotto, @Nullable String newRichPresence) {
        return with(displayName, permissions, untracked, newRichPresence, newMotto, deleted);
    }

    /** The same player, gone from the site or back on it. */
    public SitePlayer withDeleted(boolean value) {
        return with(displayName, permissions, untracked, richPresence, motto, value);
    }

    /** What never changes stays, all that may is given. */
    private SitePlayer with(
            String displayName,
            int permissions,
            boolean untracked,
            @Nullable String richPresence,
            String motto,
            boolean deleted) {
        return new SitePlayer(
                id,
                ulid,
                username,
                displayName,
                memberSince,
                permissions,
                untracked,
                richPresence,
                motto,
                earlierPoints,
                earlierSoftcorePoints,
                deleted);
    }

    boolean isNamed(String name) {
        return displayName.equalsIgnoreCase(name) || username.equalsIgnoreCase(name);
    }
}
