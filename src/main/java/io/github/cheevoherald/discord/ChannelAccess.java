package io.github.cheevoherald.discord;

import java.util.Set;

/**
 * What the bot can do in a channel.
 *
 * @param missing the missing permissions in the order people know them, if the kind says so
 * @param missingExtras permissions that only an extra needs, and that are missing
 */
public record ChannelAccess(Kind kind, Set<NeededPermission> missing, Set<ExtraPermission> missingExtras) {

    /** Whether the channel can be a feed, and if not, why. */
    public enum Kind {
        /** The channel can be a feed. */
        USABLE,
        /** Permissions are missing. */
        MISSING,
        /** Announcements can't be posted in a channel of this kind: only in text and announcement channels and threads. */
        WRONG_KIND,
        /** The thread is locked, and the bot may not manage threads. */
        LOCKED,
        /** Discord doesn't show the bot the channel, as with a private thread that it wasn't added to. */
        HIDDEN,
        /** The server has no such channel. */
        GONE,
        /** The bot is not in the server. */
        NO_SERVER,
        /** Discord has sent nothing about the server since we connected. */
        NOT_KNOWN
    }

    /** The permissions that a feed's channel needs, named as in Discord's API. */
    public enum NeededPermission {
        /** To see the channel at all. */
        VIEW_CHANNEL,
        /** To post in a channel that is no thread. */
        SEND_MESSAGES,
        /** To post in a thread. */
        SEND_MESSAGES_IN_THREADS,
        /** To post embeds. */
        EMBED_LINKS,
        /** To find out, after a doubtful attempt, whether a message was posted. */
        READ_MESSAGE_HISTORY
    }

    /** Permissions without which announcements lack something, named as in Discord's API. */
    public enum ExtraPermission {
        /** To post pictures. */
        ATTACH_FILES
    }

    /** Nothing is known about extras. */
    public ChannelAccess(Kind kind, Set<NeededPermission> missing) {
        this(kind, missing, Set.of());
    }

    /** No permission is missing. */
    public ChannelAccess(Kind kind) {
        this(kind, Set.of());
    }
}
