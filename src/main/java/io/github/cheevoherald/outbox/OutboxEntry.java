package io.github.cheevoherald.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of the outbox. Before it is rendered it may become several messages; with content it is exactly one.
 *
 * @param content the message as rendered, fixed for ever once it was tried; null before
 * @param nonce of that message; null while there is no content
 * @param channelId the channel of the first try; null before
 * @param attempts how often it was tried
 * @param listed whether it is a message of a list, of which only so many go out a minute
 * @param refusedBy by which rule Discord refused it alone, so that others go first; null for what nobody refused
 */
public record OutboxEntry(
        long id,
        long guildId,
        State state,
        Announcement announcement,
        @Nullable String content,
        @Nullable String nonce,
        @Nullable Long channelId,
        int attempts,
        Instant createdAt,
        Instant nextAttemptAt,
        @Nullable Instant firstTriedAt,
        boolean listed,
        @Nullable String refusedBy) {

    /** How far an entry is. */
    public enum State {
        /** Never tried, or surely not posted. */
        PENDING,
        /** Tried, and perhaps posted. */
        SENDING,
        /** Posted. */
        SENT,
        /** Given up, with the reason beside it. */
        DROPPED
    }
}
