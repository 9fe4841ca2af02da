package io.github.cheevoherald.discord;

import io.github.cheevoherald.discord.SendResult.ChannelRefused;
import io.github.cheevoherald.discord.SendResult.ContentRefused;
import io.github.cheevoherald.discord.SendResult.MessageRefused;
import io.github.cheevoherald.discord.SendResult.NotSent;
import io.github.cheevoherald.discord.SendResult.Reason;
import io.github.cheevoherald.discord.SendResult.Rule;
import io.github.cheevoherald.discord.SendResult.SentAndDeleted;
import org.jspecify.annotations.Nullable;

/**
 * Maps Discord's error codes to the cause of a refused message. Only the codes for a bad form mean that the same message
 * will never be accepted.
 */
final class RefusalCodes {
    private RefusalCodes() {}

    /** What the code means for posting a message; null if nothing. */
    static @Nullable SendResult resultOf(int code, String why) {
        Reason reason = ofTheChannel(code);
        if (reason != null) {
            return new ChannelRefused(reason);
        }
        Rule rule = ofTheContent(code);
        if (rule != null) {
            return new ContentRefused(rule, why);
        }
        return switch (code) {
            case 10008 -> new SentAndDeleted(); // Unknown message: we name none but by a nonce that made it.
            case 40005, // Request entity too large
                    50006, // Cannot send an empty message
                    50035, // Invalid form body
                    50109 -> // The request body contains invalid JSON
                new MessageRefused(why);
            case 20016, // Slow mode
                    20028, // The channel has hit the write rate limit
                    20029, // The server has hit the write rate limit
                    40002, // The account must be verified
                    40006, // This feature has been temporarily disabled server-side
                    40062, // Service resource is being rate limited
                    40333, // Cloudflare is blocking the request
                    50014, // Invalid authentication token
                    110001, // Application not yet available
                    130000 -> // API resource is currently overloaded
                new NotSent(why);
            default -> null;
        };
    }

    private static @Nullable Reason ofTheChannel(int code) {
        return switch (code) {
            case 10003 -> Reason.CHANNEL_GONE; // Unknown channel
            case 10004 -> Reason.SERVER_LEFT; // Unknown guild
            case 50001 -> Reason.NO_VIEW; // Missing access
            case 40004 -> Reason.SENDING_DISABLED; // Send messages has been temporarily disabled
            case 40058, // Cannot send a message in a forum channel
                    50008, // Cannot send messages in a non-text channel
                    50024 -> // Cannot execute action on this channel type
                Reason.WRONG_KIND;
            case 50083, // Tried to perform an operation on an archived thread
                    160005 -> // Thread is locked
                Reason.THREAD_CLOSED;
            case 50009, // Channel verification level is too high
                    50013, // Lacking permissions
                    50095 -> // This server is not available in your location
                Reason.FORBIDDEN;
            default -> null;
        };
    }

    private static @Nullable Rule ofTheContent(int code) {
        return switch (code) {
            case 200000, 200001 -> Rule.AUTOMOD; // Message, or title, was blocked by automatic moderation
            case 240000 -> Rule.HARMFUL_LINK; // Message blocked by harmful links filter
            case 20009 -> Rule.EXPLICIT; // Explicit content cannot be sent
            default -> null;
        };
    }
}
