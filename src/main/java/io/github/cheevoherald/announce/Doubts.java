package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out, before a further attempt, whether an earlier one posted the message after all. */
final class Doubts {
    private static final Logger LOG = LoggerFactory.getLogger(Doubts.class);

    /** More than a request can be under way, and than Discord's clock can be misread. */
    private static final Duration BEFORE_FIRST_TRY = Duration.ofHours(1);

    private final Outbox outbox;
    private final HistoryLook history;

    Doubts(Outbox outbox, Discord discord) {
        this.outbox = outbox;
        this.history = new HistoryLook(discord);
    }

    /**
     * What is known of a message that was tried: that it was posted, or why nobody can tell now; empty when it is not
     * there and may be sent again with its nonce. The future never fails.
     */
    CompletableFuture<Optional<SendResult>> resolve(OutboxEntry entry, long channelId) {
        var wanted = Announced.in(MessageJson.read(Objects.requireNonNull(entry.content())));
        // Others have passed what is set aside: it may stand before them.
        long stopAt = entry.refusedBy() == null ? outbox.newestSent(channelId) : 0;
        if (entry.firstTriedAt() != null) {
            stopAt = Math.max(stopAt, HistoryLook.idAt(entry.firstTriedAt().minus(BEFORE_FIRST_TRY)));
        }
        return history.look(entry.guildId(), channelId, wanted, stopAt)
                .thenApply(seen -> result(entry, channelId, seen))
                .exceptionally(failure -> Optional.of(new SendResult.Unknown(failure.toString())));
    }

    private static Optional<SendResult> result(OutboxEntry entry, long channelId, HistoryLook.Seen seen) {
        return seen.fold(new HistoryLook.Seen.Cases<Optional<SendResult>>(
                read -> read.messageId() == 0 ? Optional.empty() : Optional.of(new SendResult.Sent(read.messageId())),
                notAllowed -> withoutHistory(entry, channelId),
                refused -> Optional.of(new SendResult.ChannelRefused(refused.reason())),
                unavailable -> Optional.of(new SendResult.Unknown(unavailable.why()))));
    }

    private static Optional<SendResult> withoutHistory(OutboxEntry entry, long channelId) {
        LOG.warn(
                "Server {}: without Read Message History in channel {} an announcement may appear twice",
                entry.guildId(),
                channelId);
        return Optional.empty();
    }
}
