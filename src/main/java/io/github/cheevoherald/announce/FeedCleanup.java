package io.github.cheevoherald.announce;

import io.github.cheevoherald.guilds.Feed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives up what waited too long for a feed that takes nothing, or that Discord refused for as long, and forgets what was settled long ago. */
public final class FeedCleanup {
    private static final Logger LOG = LoggerFactory.getLogger(FeedCleanup.class);
    static final Duration PATIENCE = Duration.ofDays(7);

    private final Outbox outbox;
    private final Guilds guilds;
    private final Clock clock;

    /** Does nothing until it is run. */
    public FeedCleanup(Outbox outbox, Guilds guilds, Clock clock) {
        this.outbox = outbox;
        this.guilds = guilds;
        this.clock = clock;
    }

    /** One round over all servers; to be repeated every few hours. */
    public void run() {
        Instant now = clock.instant();
        Set<Long> working = guilds.servedFeeds().stream()
                .filter(feed -> feed.blockedReason() == null)
                .map(Feed::guildId)
                .collect(Collectors.toSet());
        for (long guildId : outbox.waitingGuilds()) {
            int dropped = working.contains(guildId) ? 0 : outbox.dropOlderThan(guildId, now.minus(PATIENCE), now);
            if (dropped > 0) {
                LOG.warn(
                        "Server {}: gave up on {} messages that waited more than 7 days for the channel to work",
                        guildId,
                        dropped);
            }
            for (OutboxEntry refused : outbox.setAside().dropOlderThan(guildId, now.minus(PATIENCE), now)) {
                LOG.warn(
                        "Server {}: gave up on an announcement that Discord refused for 7 days ({}): {}",
                        guildId,
                        refused.refusedBy(),
                        Announced.in(refused.announcement()));
            }
        }
        outbox.forgetSettledBefore(now.minus(Outbox.KEPT));
    }
}
