package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.discord.HistoryResult;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out, before a message is sent again, whether an earlier attempt posted it after all. */
final class ResendCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ResendCheck.class);

    /** Longer than a request can be under way, and than Discord's clock can be misread. */
    private static final Duration BEFORE_FIRST_TRY = Duration.ofHours(1);

    private final Outbox outbox;
    private final AnnouncementKinds kinds;
    private final HistorySearch history;

    ResendCheck(Outbox outbox, AnnouncementKinds kinds, Discord discord) {
        this.outbox = outbox;
        this.kinds = kinds;
        this.history = new HistorySearch(discord);
    }

    /**
     * The result of an earlier attempt: posted, or why nobody can tell now; empty when the message is not in the channel
     * and may be sent again with its nonce. The future never fails.
     */
    CompletableFuture<Optional<SendResult>> resolve(OutboxEntry entry, long channelId) {
        AnnouncementKind kind = kinds.of(entry);
        Set<ItemKey> wanted = wanted(entry, kind);
        // A refused entry may have been posted before others that have passed it since.
        long stopAt = entry.refusedBy() == null ? outbox.posted().newest(channelId, kind.name()) : 0;
        if (entry.firstTriedAt() != null) {
            stopAt = Math.max(stopAt, HistorySearch.idAt(entry.firstTriedAt().minus(BEFORE_FIRST_TRY)));
        }
        return history.search(entry.guildId(), channelId, kind, wanted, stopAt)
                .thenApply(found -> result(entry, channelId, found))
                .exceptionally(failure -> Optional.of(new SendResult.Unknown(failure.toString())));
    }

    /** A message that somebody was taken out of without a trace is recognised by what it says about others. */
    private static Set<ItemKey> wanted(OutboxEntry entry, AnnouncementKind kind) {
        Set<ItemKey> wanted = new HashSet<>();
        if (entry.content() == null) {
            MessageForm form = Objects.requireNonNullElse(entry.form(), MessageForm.CARDS);
            Composer.draw(kind, entry.announcement(), form)
                    .forEach(part -> wanted.addAll(readBack(kind, part.message())));
        } else {
            wanted.addAll(readBack(kind, MessageJson.read(entry.content())));
        }
        return wanted;
    }

    private static Set<ItemKey> readBack(AnnouncementKind kind, MessageCreateData message) {
        return kind.readBack(message.getContent(), message.getEmbeds());
    }

    private static Optional<SendResult> result(OutboxEntry entry, long channelId, HistorySearch.Found found) {
        return found.end()
                .fold(new HistoryResult.Cases<Optional<SendResult>>(
                        page -> found.messageId() == 0
                                ? Optional.empty()
                                : Optional.of(new SendResult.Sent(found.messageId())),
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
