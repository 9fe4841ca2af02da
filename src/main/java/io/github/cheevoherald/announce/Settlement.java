package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.discord.SendResult.Reason;
import io.github.cheevoherald.guilds.Feed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.resilience.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records the result of an attempt. May be called again with the same result when the database failed. */
final class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Outbox.MAX_DELAY);

    /** Whoever takes away a permission often gives it back within minutes. */
    private static final Duration SOON = Duration.ofMinutes(10);

    private static final Backoff PROBE_SOON = new Backoff(Duration.ofSeconds(20), Duration.ofSeconds(20));
    private static final Backoff PROBE_LATER = new Backoff(Guilds.MAX_PROBE_DELAY, Guilds.MAX_PROBE_DELAY);

    private final Outbox outbox;
    private final Guilds guilds;
    private final Composer composer;
    private final RefusedMessages refusedMessages;
    private final Clock clock;
    private final RandomGenerator random;
    private final SendOutages outages = new SendOutages(LOG);

    Settlement(
            Outbox outbox,
            Guilds guilds,
            Composer composer,
            RefusedMessages refusedMessages,
            Clock clock,
            RandomGenerator random) {
        this.outbox = outbox;
        this.guilds = guilds;
        this.composer = composer;
        this.refusedMessages = refusedMessages;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Settles one attempt at an entry as it was before. Returns until when the feed may rest; empty to go on at once.
     */
    Optional<Instant> settle(OutboxEntry entry, long channelId, SendResult result) {
        Instant now = clock.instant();
        return result.fold(new SendResult.Cases<Optional<Instant>>(
                sent -> sent(entry, channelId, sent.messageId(), now),
                sentAndDeleted -> sentAndDeleted(entry, channelId, now),
                channelRefused -> refused(entry, channelId, channelRefused.reason(), now),
                contentRefused -> {
                    refusedMessages.content(entry, contentRefused, now);
                    return Optional.empty();
                },
                messageRefused -> {
                    refusedMessages.form(entry, messageRefused.why(), now);
                    return Optional.empty();
                },
                notSent -> tryLater(entry, notSent.why(), !isDoubtful(entry), now),
                unknown -> tryLater(entry, unknown.why(), false, now)));
    }

    private Optional<Instant> sentAndDeleted(OutboxEntry entry, long channelId, Instant now) {
        LOG.info("Server {}: an announcement was posted and deleted before Discord's answer came", entry.guildId());
        return sent(entry, channelId, 0, now);
    }

    private Optional<Instant> sent(OutboxEntry entry, long channelId, long messageId, Instant now) {
        boolean repaired = guilds.isBlocked(entry.guildId(), channelId);
        outbox.sent(entry.id(), messageId, now, handle -> {
            if (repaired) {
                guilds.unblock(handle, entry.guildId(), channelId);
            }
        });
        outages.works(entry.feed());
        if (repaired) {
            LOG.info("Server {}: announcements to channel {} work again", entry.guildId(), channelId);
        }
        return Optional.empty();
    }

    private Optional<Instant> refused(OutboxEntry entry, long channelId, Reason reason, Instant now) {
        Optional<Feed> feed = guilds.feed(entry.guildId(), entry.announcement().kind())
                .filter(current -> current.channelId() == channelId);
        boolean moved = feed.isEmpty();
        if (!isDoubtful(entry)) {
            outbox.notSent(entry.id(), reason.name(), now);
        } else if (moved || reason == Reason.CHANNEL_GONE) {
            // Nobody will ever know whether the old channel has it: in the new one it is a new message.
            composer.renew(entry);
        } else {
            outbox.unknown(entry.id(), reason.name(), now);
        }
        return feed.flatMap(current -> block(current, reason, now));
    }

    /** Empty when the feed moved meanwhile: the new channel is tried at once. */
    private Optional<Instant> block(Feed feed, Reason reason, Instant now) {
        Instant since = feed.blockedAt() == null ? now : feed.blockedAt();
        boolean soon = now.isBefore(since.plus(SOON));
        Instant probeAt = now.plus((soon ? PROBE_SOON : PROBE_LATER).after(1, random));
        if (!guilds.block(feed.guildId(), feed.channelId(), reason.name(), now, probeAt)) {
            return Optional.empty();
        }
        if (!reason.name().equals(feed.blockedReason())) {
            LOG.warn(
                    "Server {}: can't post in channel {} ({}); announcements are kept",
                    feed.guildId(),
                    feed.channelId(),
                    reason);
        }
        // The feed's row says when to try again; somebody may ask for it sooner.
        return Optional.of(now);
    }

    private Optional<Instant> tryLater(OutboxEntry entry, String why, boolean surelyNotPosted, Instant now) {
        Instant next = now.plus(BACKOFF.after(entry.attempts() + 1, random));
        if (surelyNotPosted) {
            outbox.notSent(entry.id(), why, next);
        } else {
            outbox.unknown(entry.id(), why, next);
        }
        outages.failed(entry.feed(), why, now);
        return Optional.of(next);
    }

    /** An attempt begins. */
    void begins(FeedKey feed) {
        outages.tries(feed, clock.instant());
    }

    /** Since when attempts for a feed have failed in a row, as far as this process knows. */
    Optional<Instant> failingSince(FeedKey feed) {
        return outages.since(feed);
    }

    /** Whether an attempt before this one may have been posted. */
    private static boolean isDoubtful(OutboxEntry entry) {
        return entry.state() == OutboxEntry.State.SENDING;
    }
}
