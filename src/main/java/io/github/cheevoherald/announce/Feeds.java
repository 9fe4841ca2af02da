package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.ChannelAccess;
import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.guilds.Feed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a server's people do with its feed: choose, look at, try and end it. */
public final class Feeds {
    private final Guilds guilds;
    private final Outbox outbox;
    private final Delivery delivery;
    private final Discord discord;
    private final Clock clock;
    private final Beginning beginning;

    /** Told, in the transaction that sets it, that a server has a feed that had none. */
    @FunctionalInterface
    public interface Beginning {
        /** From now on somebody hears of the server's players. */
        void begins(Handle handle, long guildId);
    }

    /** Acts on the feeds that are kept in {@code guilds}, and on what waits for them. */
    public Feeds(Guilds guilds, Outbox outbox, Delivery delivery, Discord discord, Clock clock, Beginning beginning) {
        this.beginning = beginning;
        this.guilds = guilds;
        this.outbox = outbox;
        this.delivery = delivery;
        this.discord = discord;
        this.clock = clock;
    }

    /**
     * How a feed is.
     *
     * @param blockedReason why nothing goes through, to be read with {@link FeedProblem}; null while all is well
     * @param blockedAt since when
     * @param waiting how many unlocks wait to be announced
     * @param refused those that Discord refused by themselves, of the last days if they were given up
     */
    public record Status(
            long channelId,
            @Nullable String blockedReason,
            @Nullable Instant blockedAt,
            int waiting,
            List<FeedRefusals.Refused> refused) {
        public Status {
            refused = List.copyOf(refused);
        }
    }

    /** Whether the channel can be the server's feed, to be asked before it is made so. */
    public ChannelAccess access(long guildId, long channelId) {
        return discord.access(guildId, channelId);
    }

    /**
     * Makes the channel the server's feed, and tries at once to post there what waits. Where there was no feed, what
     * happened until now stays unsaid.
     */
    public void set(long guildId, long channelId) {
        guilds.setFeed(guildId, channelId, handle -> beginning.begins(handle, guildId));
        delivery.feedChanged(guildId);
    }

    /** How the server's feed is; empty when there is none. */
    public Optional<Status> status(long guildId) {
        return guilds.feed(guildId).map(feed -> status(guildId, feed));
    }

    private Status status(long guildId, Feed feed) {
        return new Status(
                feed.channelId(),
                feed.blockedReason(),
                feed.blockedAt() == null ? null : byDiscord(feed.blockedAt()),
                outbox.waitingUnlocks(guildId),
                FeedRefusals.of(outbox.setAside().of(guildId, clock.instant().minus(FeedCleanup.PATIENCE))));
    }

    /** Readers' clients compare with the true time, which Discord's clock is nearer to than ours may be. */
    public Instant byDiscord(Instant ours) {
        return ours.plus(Duration.between(clock.instant(), discord.clock().instant()));
    }

    /** Ends the server's feed; says how many unlocks that waited are dropped, or nothing when there was no feed. */
    public OptionalInt off(long guildId) {
        if (guilds.feed(guildId).isEmpty()) {
            return OptionalInt.empty();
        }
        int dropped = guilds.removeFeed(
                guildId, handle -> outbox.dropAll(handle, guildId, "the feed was turned off", clock.instant()));
        return OptionalInt.of(dropped);
    }

    /** Posts an example in the feed's channel; empty when there is no feed. The future never fails. */
    public Optional<CompletableFuture<SendResult>> test(long guildId) {
        return guilds.feed(guildId).map(feed -> delivery.test(guildId, feed.channelId()));
    }
}
