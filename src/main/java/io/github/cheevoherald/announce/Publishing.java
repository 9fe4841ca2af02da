package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.ServerExtras;
import io.github.cheevoherald.guilds.FeedOptions;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes posted messages of announcement channels to the servers that follow them, where that is wanted. It is given
 * up after a minute, and lost when the process ends before; nothing waits for it.
 */
final class Publishing {
    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final FeedOptions options;
    private final ServerExtras extras;
    private final FeedWork work;
    private final Clock clock;

    Publishing(Outbox outbox, FeedOptions options, ServerExtras extras, FeedWork work, Clock clock) {
        this.outbox = outbox;
        this.options = options;
        this.extras = extras;
        this.work = work;
        this.clock = clock;
    }

    /** A message that may have to be published, until when that is tried. */
    private record Posted(long entryId, FeedKey feed, long channelId, long messageId, Instant until) {}

    /** To be called once the outbox has recorded that the message was posted. */
    void posted(OutboxEntry entry, long channelId, long messageId) {
        Instant until = clock.instant().plus(PATIENCE);
        Posted message = new Posted(entry.id(), entry.feed(), channelId, messageId, until);
        work.run(() -> attempt(message));
    }

    private void attempt(Posted message) {
        try {
            FeedKey feed = message.feed();
            if (clock.instant().isAfter(message.until())
                    || !options.of(feed.guildId(), feed.kind()).publish()
                    || !extras.isAnnouncementChannel(feed.guildId(), message.channelId())) {
                return;
            }
            if (outbox.posted().publish(message.entryId(), message.channelId(), clock.instant())) {
                CompletableFuture<?> unused = extras.publish(feed.guildId(), message.channelId(), message.messageId())
                        .thenAccept(done -> {
                            if (!done) {
                                again(message);
                            }
                        });
            } else {
                again(message);
            }
        } catch (RuntimeException e) {
            LOG.debug("A message couldn't be published", e);
            again(message);
        }
    }

    private void again(Posted message) {
        boolean inTime = clock.instant().plus(PAUSE).isBefore(message.until());
        if (!inTime || !work.after(PAUSE, () -> attempt(message))) {
            LOG.debug(
                    "Server {}: a message in channel {} stays unpublished",
                    message.feed().guildId(),
                    message.channelId());
        }
    }
}
