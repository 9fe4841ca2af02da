package io.github.cheevoherald.discord;

/** What became of a message that was to be sent. */
public sealed interface SendResult {

    /** Discord took it. */
    record Sent(long messageId) implements SendResult {}

    /** Discord said no for a reason of the channel's, or we know that it would: nothing was posted. */
    record ChannelRefused(Reason reason) implements SendResult {}

    /** Discord said no for a reason of the message's own: nothing was posted, and the same message never will be. */
    record MessageRefused(String why) implements SendResult {}

    /** Discord cannot have seen it, and the same channel may take it later. */
    record NotSent(String why) implements SendResult {}

    /** Nobody knows whether Discord acted on it: a cut answer, a time-out, a server error. */
    record Unknown(String why) implements SendResult {}

    /** Why a channel takes nothing. */
    enum Reason {
        /** The channel does not exist any more. */
        CHANNEL_GONE,
        /** The bot is not in the server any more. */
        SERVER_LEFT,
        /** The bot may not see the channel. */
        NO_VIEW,
        /** The bot may not write in the channel. */
        NO_SEND,
        /** The bot may not post embeds in the channel. */
        NO_EMBEDS,
        /** Discord refused without a permission that we could name. */
        FORBIDDEN
    }
}
