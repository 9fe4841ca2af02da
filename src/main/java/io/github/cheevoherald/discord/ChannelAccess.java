package io.github.cheevoherald.discord;

import java.util.Set;

/** What a channel is to the bot. */
public sealed interface ChannelAccess {

    /** It can be a feed. */
    record Usable() implements ChannelAccess {}

    /** These permissions are missing there, in the order in which people know them. */
    record Missing(Set<NeededPermission> permissions) implements ChannelAccess {}

    /** It is of a kind that announcements are not posted in: only text and announcement channels are. */
    record WrongKind() implements ChannelAccess {}

    /** The server has no such channel. */
    record Gone() implements ChannelAccess {}

    /** The bot is not in the server. */
    record NoServer() implements ChannelAccess {}

    /** Discord has not told us about the server since we connected. */
    record NotKnown() implements ChannelAccess {}

    /** What the bot needs in a feed's channel, named as Discord's API does. */
    enum NeededPermission {
        /** To see the channel at all. */
        VIEW_CHANNEL,
        /** To post. */
        SEND_MESSAGES,
        /** To post embeds. */
        EMBED_LINKS,
        /** To see, after a doubtful attempt, whether a message was posted. */
        READ_MESSAGE_HISTORY
    }
}
