package io.github.cheevoherald.discord;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** What the bot does on Discord on its own, apart from answering commands. */
public interface Discord {

    /**
     * Posts a message, pinging only the roles that it names as pinged. Its nonce has at most 25 characters and is unique to it. The future never fails.
     */
    CompletableFuture<SendResult> send(long guildId, long channelId, String nonce, MessageCreateData message);

    /**
     * Whether the bot can post in a channel or thread, as far as is known. Blocks for up to 10 seconds while Discord is
     * asked about one that it hasn't sent us, such as an archived thread.
     */
    ChannelAccess access(long guildId, long channelId);

    /** Reads a page of 100 messages older than the given one, or the newest ones for 0. The future never fails. */
    CompletableFuture<HistoryResult> history(long guildId, long channelId, long beforeId);

    /**
     * Sends a notice outside the feed: to the server's system channel, or else to its owner. The future never fails; it
     * is false if both refuse.
     */
    CompletableFuture<Boolean> tell(long guildId, String sentence);

    /** Whether Discord limits posts to a channel at present; empty while it does not. */
    Optional<SlowDown> slowDown(long channelId);

    /** The message as it is shown once it is posted: with the application's emojis instead of their markers. */
    default MessageCreateData drawn(MessageCreateData message) {
        return message;
    }

    /** Pings, publishing, and the bot's own face. */
    ServerExtras extras();

    /** Discord's time. */
    Clock clock();
}
