package io.github.cheevoherald.announce;

import io.github.cheevoherald.announce.NextMessage.Announce;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.members.Departures;
import io.github.cheevoherald.outbox.OutboxEntry;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Delivers one feed's messages, one after the other: choose, check, send, settle. Each check that has to ask Discord ends
 * the piece of work; its answer begins the next.
 */
final class FeedDelivery {
    private final NextMessage next;
    private final Composer composer;
    private final Checks checks;
    private final ListPictures pictures;
    private final Sending sending;
    private final FeedWork work;

    /** Checks before a message is sent. */
    record Checks(ResendCheck resend, CopyCheck copy, Departures departures) {}

    FeedDelivery(
            NextMessage next, Composer composer, Checks checks, ListPictures pictures, Sending sending, FeedWork work) {
        this.next = next;
        this.composer = composer;
        this.checks = checks;
        this.pictures = pictures;
        this.sending = sending;
        this.work = work;
    }

    void step(FeedSlot slot) {
        work.guarded(slot, () -> proceed(slot));
    }

    private void proceed(FeedSlot slot) {
        if (work.isClosing()) {
            work.end(slot, null);
            return;
        }
        long checked = slot.takeMembersChecked();
        next.of(slot)
                .run(new NextMessage.Choice.Cases(
                        rest -> work.end(slot, rest.until()),
                        posted -> searchFirst(slot, posted.entry(), posted.channelId(), checked),
                        announce -> announce(slot, announce, checked)));
    }

    private void announce(FeedSlot slot, Announce choice, long checked) {
        long channelId = choice.channelId();
        if (checks.copy().concerns(choice.selection().entries())) {
            if (!checks.copy().knows(channelId, slot.feed())) {
                readFirst(slot, choice.selection().first(), channelId);
                return;
            }
            if (checks.copy().clean(channelId, slot.feed(), choice.selection().entries())) {
                work.next(slot, () -> step(slot));
                return;
            }
        }
        OutboxEntry entry = composer.compose(choice.selection(), choice.pages()).orElse(null);
        if (entry == null) {
            work.next(slot, () -> step(slot));
        } else if (checked == entry.id() || !askAboutMembers(slot, entry)) {
            pictures.undecided(entry)
                    .ifPresentOrElse(
                            picture -> draw(slot, entry, channelId, picture), () -> send(slot, entry, channelId));
        }
    }

    private void send(FeedSlot slot, OutboxEntry entry, long channelId) {
        if (!sending.attempt(slot, entry, channelId, this::step)) {
            work.next(slot, () -> step(slot));
        }
    }

    /** The picture arrives soon, or goes missing; the message is sent with what there is. */
    private void draw(FeedSlot slot, OutboxEntry entry, long channelId, CompletableFuture<byte[]> picture) {
        work.afterAnswer(
                slot,
                picture,
                bytes -> work.guarded(slot, () -> {
                    if (work.isClosing()) {
                        work.end(slot, null);
                        return;
                    }
                    pictures.decide(entry, bytes);
                    send(slot, entry, channelId);
                }));
    }

    /** A message that was tried may be posted already: the channel shows it, whatever became of the nonce. */
    private void searchFirst(FeedSlot slot, OutboxEntry entry, long channelId, long checked) {
        CompletableFuture<Optional<SendResult>> answer = checks.resend().resolve(entry, channelId);
        work.afterAnswer(slot, answer, result -> searched(slot, entry, channelId, result.orElse(null), checked));
    }

    private void searched(FeedSlot slot, OutboxEntry entry, long channelId, @Nullable SendResult known, long checked) {
        if (known != null) {
            sending.settle(slot, entry, channelId, known, this::step);
            return;
        }
        work.guarded(slot, () -> {
            if (work.isClosing() || checks.copy().takeBack(entry, slot.isFirst())) {
                work.end(slot, null);
                return;
            }
            boolean asking = checked != entry.id() && askAboutMembers(slot, entry);
            if (!asking && !sending.attempt(slot, entry, channelId, this::step)) {
                work.pause(slot);
            }
        });
    }

    /** In a database that was restored from a copy, the channel knows more than the outbox does. */
    private void readFirst(FeedSlot slot, OutboxEntry entry, long channelId) {
        work.afterAnswer(slot, checks.copy().read(channelId, slot.feed()), result -> {
            if (result.isPresent()) {
                sending.settle(slot, entry, channelId, result.get(), this::step);
            } else {
                step(slot);
            }
        });
    }

    /**
     * Nothing is announced about a member who left, however long it waited. False when everybody is known to be there;
     * else the feed goes on once Discord has answered.
     */
    private boolean askAboutMembers(FeedSlot slot, OutboxEntry entry) {
        Set<String> ulids = entry.announcement().players();
        if (ulids.isEmpty()) {
            return false;
        }
        CompletableFuture<Departures.Gone> answer =
                checks.departures().among(slot.feed().guildId(), ulids);
        if (answer.isDone() && answer.join().isEmpty()) {
            return false;
        }
        work.afterAnswer(
                slot,
                answer,
                gone -> work.guarded(slot, () -> {
                    checks.departures().settle(gone);
                    slot.membersChecked(entry.id());
                    proceed(slot);
                }));
        return true;
    }
}
