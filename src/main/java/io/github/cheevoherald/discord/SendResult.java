package io.github.cheevoherald.discord;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The result of sending a message. */
public sealed interface SendResult {
    /** Why nothing is sent before the bot has a connection. */
    String NOT_CONNECTED = "not connected";

    /** Why nothing is sent once the connection has ended for good. */
    String SHUT_DOWN = "the connection is shut down";

    /** Discord posted it. */
    record Sent(long messageId) implements SendResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.sent().apply(this);
        }
    }

    /** Discord posted it at an earlier attempt with the same nonce, and somebody has deleted it since. */
    record SentAndDeleted() implements SendResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.sentAndDeleted().apply(this);
        }
    }

    /** The channel takes no messages, as Discord says or as we know in advance: nothing was posted. */
    record ChannelRefused(Reason reason) implements SendResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.channelRefused().apply(this);
        }
    }

    /**
     * Discord refused this message's content, in its own words, by a rule that people may change. Nothing was posted;
     * other messages may be, and so may this one some day.
     */
    record ContentRefused(Rule rule, String why) implements SendResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.contentRefused().apply(this);
        }
    }

    /** Discord refused the message's form. Nothing was posted, and the same message never will be. */
    record MessageRefused(String why) implements SendResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.messageRefused().apply(this);
        }
    }

    /** Discord can't have seen it, and the channel may take it later. */
    record NotSent(String why) implements SendResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.notSent().apply(this);
        }
    }

    /** Discord may or may not have posted it: a cut answer, a time-out, a server error. */
    record Unknown(String why) implements SendResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.unknown().apply(this);
        }
    }

    /** Why a channel takes no messages. */
    enum Reason {
        /** The channel no longer exists. */
        CHANNEL_GONE,
        /** The bot is no longer in the server. */
        SERVER_LEFT,
        /** The bot may not see the channel. */
        NO_VIEW,
        /** The bot may not write in the channel. */
        NO_SEND,
        /** The bot may not write in threads of the channel. */
        NO_SEND_IN_THREADS,
        /** The bot may not post embeds in the channel. */
        NO_EMBEDS,
        /** Discord refused, and we can't name the missing permission. */
        FORBIDDEN,
        /** Discord blocks sending, for everyone or for us, for a while. */
        SENDING_DISABLED,
        /** The channel is of a kind that has no messages. */
        WRONG_KIND,
        /** The thread is locked: only moderators can write in it or reopen it. */
        THREAD_CLOSED
    }

    /** The rule by which a message is refused. */
    enum Rule {
        /** The server's own content filter (AutoMod). */
        AUTOMOD,
        /** Discord considers a link harmful. */
        HARMFUL_LINK,
        /** Discord considers it explicit. */
        EXPLICIT,
        /** A rule that we don't know. */
        OTHER
    }

    /** One function for each case, so that a new case doesn't compile until every caller has decided about it. */
    record Cases<R>(
            Function<? super Sent, ? extends R> sent,
            Function<? super SentAndDeleted, ? extends R> sentAndDeleted,
            Function<? super ChannelRefused, ? extends R> channelRefused,
            Function<? super ContentRefused, ? extends R> contentRefused,
            Function<? super MessageRefused, ? extends R> messageRefused,
            Function<? super NotSent, ? extends R> notSent,
            Function<? super Unknown, ? extends R> unknown) {}

    /** Why the channel takes no messages, if that is the result. */
    default Optional<Reason> channelRefusal() {
        return this instanceof ChannelRefused refused ? Optional.of(refused.reason()) : Optional.empty();
    }

    /** The posted message, if the result says which it is. */
    default OptionalLong postedId() {
        return this instanceof Sent sent ? OptionalLong.of(sent.messageId()) : OptionalLong.empty();
    }

    /** The same result of something that failed before the message could have been sent. */
    default SendResult beforeAnyRequest() {
        return this instanceof Unknown unknown ? new NotSent(unknown.why()) : this;
    }

    /** Whether Discord certainly posted the message, now or at an earlier attempt. */
    default boolean isPosted() {
        return this instanceof Sent || this instanceof SentAndDeleted;
    }

    /** Applies the function for this case. */
    <R> R fold(Cases<R> cases);
}
