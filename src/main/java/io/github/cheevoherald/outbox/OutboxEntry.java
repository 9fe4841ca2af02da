package io.github.cheevoherald.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of the outbox. Before it is rendered it may become several messages; once it has content it is exactly one.
 *
 * @param content the message as rendered, which never changes once it was tried; null before it is rendered
 * @param nonce the message's nonce; null before it is rendered
 * @param channelId the channel of the first try; null before
 * @param listed whether it counts towards the number of list messages a minute
 * @param form how the message is drawn; null before it is rendered
 * @param refusedBy the rule by which Discord refused this message alone, so that others go first; null if it did not
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
        @Nullable MessageForm form,
        @Nullable String refusedBy) {

    /** The feed it goes to. */
    public FeedKey feed() {
        return new FeedKey(guildId, announcement.kind());
    }

    /** How far an entry is. */
    public enum State {
        /** Never tried, or surely not posted. */
        PENDING,
        /** Tried, and possibly posted. */
        SENDING,
        /** Posted. */
        SENT,
        /** Given up, with the reason beside it. */
        DROPPED
    }
}
