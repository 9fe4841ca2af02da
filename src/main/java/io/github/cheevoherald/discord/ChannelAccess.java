package io.github.cheevoherald.discord;

import java.util.Set;

/** Whether the bot can post announcements in a channel. */
public sealed interface ChannelAccess {

    /** It can. */
    record Usable() implements ChannelAccess {}

    /** It lacks these permissions there, in the order of Discord's settings. */
    record Missing(Set<NeededPermission> permissions) implements ChannelAccess {}

    /** The channel is neither a text nor an announcement channel. */
    record WrongKind() implements ChannelAccess {}

    /** The server has no such channel. */
    record Gone() implements ChannelAccess {}

    /** The bot is not in the server. */
    record NoServer() implements ChannelAccess {}

    /** Discord has not sent us the server since we connected. */
    record NotKnown() implements ChannelAccess {}

    /** The permissions that a feed needs, named as in Discord's API. */
    enum NeededPermission {
        /** To see the channel at all. */
        VIEW_CHANNEL,
        /** To post. */
        SEND_MESSAGES,
        /** To post embeds. */
        EMBED_LINKS,
        /** To check whether a message was posted when an attempt failed without a clear answer. */
        READ_MESSAGE_HISTORY
    }
}
