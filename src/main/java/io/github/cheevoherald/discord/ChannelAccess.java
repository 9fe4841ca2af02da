package io.github.cheevoherald.discord;

import java.util.Set;
import java.util.function.Function;

/** What the bot can do in a channel. */
public sealed interface ChannelAccess {

    /** The channel can be a feed. */
    record Usable() implements ChannelAccess {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.usable().apply(this);
        }
    }

    /** These permissions are missing, in the order people know them. */
    record Missing(Set<NeededPermission> permissions) implements ChannelAccess {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.missing().apply(this);
        }
    }

    /** Announcements can't be posted in a channel of this kind: only in text and announcement channels. */
    record WrongKind() implements ChannelAccess {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.wrongKind().apply(this);
        }
    }

    /** The server has no such channel. */
    record Gone() implements ChannelAccess {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.gone().apply(this);
        }
    }

    /** The bot is not in the server. */
    record NoServer() implements ChannelAccess {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.noServer().apply(this);
        }
    }

    /** Discord has sent nothing about the server since we connected. */
    record NotKnown() implements ChannelAccess {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.notKnown().apply(this);
        }
    }

    /** The permissions that a feed's channel needs, named as in Discord's API. */
    enum NeededPermission {
        /** To see the channel at all. */
        VIEW_CHANNEL,
        /** To post. */
        SEND_MESSAGES,
        /** To post embeds. */
        EMBED_LINKS,
        /** To find out, after a doubtful attempt, whether a message was posted. */
        READ_MESSAGE_HISTORY
    }

    /** One function for each case, so that a new case doesn't compile until every caller has decided about it. */
    record Cases<R>(
            Function<? super Usable, ? extends R> usable,
            Function<? super Missing, ? extends R> missing,
            Function<? super WrongKind, ? extends R> wrongKind,
            Function<? super Gone, ? extends R> gone,
            Function<? super NoServer, ? extends R> noServer,
            Function<? super NotKnown, ? extends R> notKnown) {}

    /** Whether the channel can be a feed as it is. */
    default boolean isUsable() {
        return fold(new Cases<Boolean>(
                usable -> true,
                missing -> false,
                wrongKind -> false,
                gone -> false,
                noServer -> false,
                notKnown -> false));
    }

    /** Applies the function for this case. */
    <R> R fold(Cases<R> cases);
}
