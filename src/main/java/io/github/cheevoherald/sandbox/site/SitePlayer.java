package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user of the embedded site. Their points are those of their unlocks plus those from before the world began.
 *
 * @param username never changes, and names the picture
 * @param displayName the name that the site shows; may change
 * @param permissions below 0 if banned or spam
 * @param deleted if true, the profile returns 404 and there are no unlocks
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

    /** Returns a copy with another display name; the username still finds them. */
    public SitePlayer withDisplayName(String name) {
        return with(name, permissions, untracked, richPresence, motto, deleted);
    }

    /** Returns a copy that's banned (-1), marked as spam (-2), or has other rights. */
    public SitePlayer withPermissions(int value) {
        return with(displayName, value, value < 0 || untracked, richPresence, motto, deleted);
    }

    /** Returns a copy with another motto and rich presence. */
    public SitePlayer withWords(String newMotto, @Nullable String newRichPresence) {
        return with(displayName, permissions, untracked, newRichPresence, newMotto, deleted);
    }

    /** Returns a deleted or restored copy. */
    public SitePlayer withDeleted(boolean value) {
        return with(displayName, permissions, untracked, richPresence, motto, value);
    }

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
