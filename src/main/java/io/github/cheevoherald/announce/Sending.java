package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Sends a rendered message and settles what Discord answers. */
final class Sending {
    private final Outbox outbox;
    private final Discord discord;
    private final ListPictures pictures;
    private final Settlement settlement;
    private final Afterwards afterwards;
    private final FeedWork work;

    /** What follows a settled attempt. */
    record Afterwards(BlockedFeedNotices notices, Publishing publishing) {}

    Sending(
            Outbox outbox,
            Discord discord,
            ListPictures pictures,
            Settlement settlement,
            Afterwards afterwards,
            FeedWork work) {
        this.outbox = outbox;
        this.discord = discord;
        this.pictures = pictures;
        this.settlement = settlement;
        this.afterwards = afterwards;
        this.work = work;
    }

    /**
     * Sends a message, unless it was dropped or withdrawn meanwhile, which returns false. Once it is settled, and unless
     * the feed has to rest, {@code step} goes on with the feed.
     */
    boolean attempt(FeedSlot slot, OutboxEntry entry, long channelId, Consumer<FeedSlot> step) {
        if (!outbox.sending(entry.id(), channelId, discord.clock().instant())) {
            return false;
        }
        slot.tried();
        work.storeWorks();
        settlement.begins(slot.feed());
        ListPictures.Pictured sent = pictures.message(entry, discord.clock().instant());
        CompletableFuture<SendResult> answer = discord.send(
                        slot.feed().guildId(), channelId, Objects.requireNonNull(entry.nonce()), sent.message())
                .exceptionally(failure -> new SendResult.Unknown(failure.toString()))
                .whenComplete((result, failure) -> sent.answered().run());
        work.afterAnswer(slot, answer, result -> settle(slot, entry, channelId, result, step));
        return true;
    }

    /** Settles an attempt, in a piece of work of its own. */
    void settle(FeedSlot slot, OutboxEntry entry, long channelId, SendResult result, Consumer<FeedSlot> step) {
        try {
            Optional<Instant> rest = settlement.settle(entry, channelId, result);
            work.storeWorks();
            if (result.channelRefusal().isPresent()) {
                afterwards.notices().give(slot.feed().guildId(), channelId);
            }
            result.postedId().ifPresent(message -> afterwards.publishing().posted(entry, channelId, message));
            slot.works();
            if (rest.isPresent() || work.isClosing()) {
                work.end(slot, rest.orElse(null));
                return;
            }
        } catch (RuntimeException | Error e) {
            // Discord's answer must not be lost: without it the message would be sent again.
            work.failed(slot, e);
            if (!work.later(() -> settle(slot, entry, channelId, result, step))) {
                work.end(slot, null);
            }
            FeedWork.passOn(e);
            return;
        }
        step.accept(slot);
    }
}
