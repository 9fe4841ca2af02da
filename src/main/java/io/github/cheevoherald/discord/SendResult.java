package io.github.cheevoherald.discord;

/** What became of a message that was to be sent. */
public sealed interface SendResult {

    /** Discord took it. */
    record Sent(long messageId) implements SendResult {}

    /** Discord took it at an earlier attempt with the same nonce, and somebody has deleted it since. */
    record SentAndDeleted() implements SendResult {}

    /** Discord said no for a reason of the channel's, or we know that it would: nothing was posted. */
    record ChannelRefused(Reason reason) implements SendResult {}

    /**
     * Discord said no to what this message says, by a rule that people may change: nothing was posted, other messages may
     * be, and so may this one some day.
     *
     * @param why in Discord's words
     */
    record ContentRefused(Rule rule, String why) implements SendResult {}

    /** Discord said no to the message's form: nothing was posted, and the same message never will be. */
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
        FORBIDDEN,
        /** Discord lets nobody, or not us, send messages for a while. */
        SENDING_DISABLED,
        /** The channel is of a kind in which nobody posts messages. */
        WRONG_KIND,
        /** The thread is archived or locked. */
        THREAD_CLOSED
    }

    /** By which rule a message is not taken. */
    enum Rule {
        /** The server's own filter of words, links and the like. */
        AUTOMOD,
        /** Discord takes a link for harmful. */
        HARMFUL_LINK,
        /** Discord takes it for explicit. */
        EXPLICIT,
        /** One that we do not know. */
        OTHER
    }
}
