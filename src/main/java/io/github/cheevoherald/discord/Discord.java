package io.github.cheevoherald.discord;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** What the bot does at Discord by itself, outside of answers to commands. */
public interface Discord {

    /**
     * Posts a message, pinging nobody. The future never fails.
     *
     * @param nonce at most 25 characters, never the same for two messages
     */
    CompletableFuture<SendResult> send(long guildId, long channelId, String nonce, MessageCreateData message);

    /** What a server's channel is to the bot, as far as Discord told us. */
    ChannelAccess access(long guildId, long channelId);

    /**
     * Reads a page of a channel, 100 messages. The future never fails.
     *
     * @param beforeId only messages older than this one; 0 for the newest
     */
    CompletableFuture<HistoryResult> history(long guildId, long channelId, long beforeId);

    /**
     * Says something to a server itself, outside of its feed: in its system channel, else to its owner. The future
     * never fails; false when neither is allowed.
     */
    CompletableFuture<Boolean> tell(long guildId, String sentence);

    /** Whether Discord limits posts to a channel at present; empty while it does not. */
    Optional<SlowDown> slowDown(long channelId);

    /** Discord's time. */
    Clock clock();
}
