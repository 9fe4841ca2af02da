package io.github.cheevoherald.announce;

import io.github.cheevoherald.guilds.Feed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops entries that waited too long for a blocked feed or that Discord refused for too long, and forgets old ones. */
public final class FeedCleanup {
    private static final Logger LOG = LoggerFactory.getLogger(FeedCleanup.class);
    static final Duration PATIENCE = Duration.ofDays(7);

    private final Outbox outbox;
    private final Guilds guilds;
    private final Clock clock;

    public FeedCleanup(Outbox outbox, Guilds guilds, Clock clock) {
        this.outbox = outbox;
        this.guilds = guilds;
        this.clock = clock;
    }

    /** One round over all servers; to be repeated every few hours. */
    public void run() {
        Instant now = clock.instant();
        Set<FeedKey> kept = guilds.servedFeeds().stream()
                .filter(feed -> isKept(feed, now))
                .map(feed -> new FeedKey(feed.guildId(), feed.kind()))
                .collect(Collectors.toSet());
        for (FeedKey feed : outbox.waitingFeeds()) {
            int dropped = kept.contains(feed) ? 0 : outbox.cleanup().dropOlderThan(feed, now.minus(PATIENCE), now);
            if (dropped > 0) {
                LOG.warn(
                        "Server {}: gave up on {} messages that waited more than 7 days for the channel to work",
                        feed.guildId(),
                        dropped);
            }
        }
        for (long guildId : outbox.waitingGuilds()) {
            for (OutboxEntry refused : outbox.refused().dropOlderThan(guildId, now.minus(PATIENCE), now)) {
                LOG.warn(
                        "Server {}: gave up on the announcement of {}, which Discord refused for 7 days ({})",
                        guildId,
                        FeedRefusals.named(refused),
                        refused.refusedBy());
            }
        }
        outbox.cleanup().forgetLongSettled(now);
    }

    /** A backlog that waited for the bot gets its 7 days all the same, and one more try when the bot was away for them. */
    private static boolean isKept(Feed feed, Instant now) {
        return NextMessage.isOpen(feed, now)
                || (feed.blockedAt() != null && feed.blockedAt().isAfter(now.minus(PATIENCE)));
    }
}
