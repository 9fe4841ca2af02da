package io.github.cheevoherald.discord;

/** The result of an attempt to send a message. */
public sealed interface SendResult {

    /** It was posted. */
    record Sent(long messageId) implements SendResult {}

    /** It was posted by an earlier attempt with the same nonce and has been deleted since. */
    record SentAndDeleted() implements SendResult {}

    /** Nothing was posted: the channel refuses messages, or we know that it would. */
    record ChannelRefused(Reason reason) implements SendResult {}

    /**
     * Nothing was posted: a rule that people can change blocks this message's content. Other messages may be accepted, and
     * so may this one some day.
     *
     * @param why in Discord's words
     */
    record ContentRefused(Rule rule, String why) implements SendResult {}

    /** Nothing was posted: Discord refuses the message's form and always will. */
    record MessageRefused(String why) implements SendResult {}

    /** The message never reached Discord, and the channel may accept it later. */
    record NotSent(String why) implements SendResult {}

    /** Nobody knows whether it was posted: a cut answer, a time-out or a server error. */
    record Unknown(String why) implements SendResult {}

    /** Why a channel refuses messages. */
    enum Reason {
        /** The channel no longer exists. */
        CHANNEL_GONE,
        /** The bot is no longer in the server. */
        SERVER_LEFT,
        /** The bot may not see the channel. */
        NO_VIEW,
        /** The bot may not write in the channel. */
        NO_SEND,
        /** The bot may not post embeds in the channel. */
        NO_EMBEDS,
        /** Discord refused, and no missing permission is known. */
        FORBIDDEN,
        /** Discord has suspended sending for everybody, or for us, for a while. */
        SENDING_DISABLED,
        /** The kind of channel does not allow messages. */
        WRONG_KIND,
        /** The thread is archived or locked. */
        THREAD_CLOSED
    }

    /** The rule that blocks a message. */
    enum Rule {
        /** The server's own content filter (AutoMod). */
        AUTOMOD,
        /** Discord considers a link harmful. */
        HARMFUL_LINK,
        /** Discord considers the content explicit. */
        EXPLICIT,
        /** An unknown rule. */
        OTHER
    }
}
