package io.github.cheevoherald.sandbox;

import io.github.cheevoherald.sandbox.discord.Chat;
import io.github.cheevoherald.sandbox.discord.Message;

/** A change of a message, for the page. */
record MessageEvent(Chat.Change change, TalkRoutes.MessageView message) {
    static MessageEvent of(Chat.Change change, Message message) {
        return new MessageEvent(change, TalkRoutes.MessageView.of(message));
    }
}
