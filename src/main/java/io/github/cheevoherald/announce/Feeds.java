package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.ChannelAccess;
import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.discord.SlowDown;
import io.github.cheevoherald.guilds.Feed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Backlog;
import io.github.cheevoherald.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a server's people do with its feed: choose, look at, try and end it. */
public final class Feeds {
    /** The words for it say how long, too. */
    private static final Duration GIVEN_UP_NAMED = Duration.ofDays(1);

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
     * How a feed is. All times are as readers' clients count.
     *
     * @param blockedReason why nothing goes through, to be read with {@link FeedProblem}; null while all is well
     * @param blockedAt since when
     * @param triedAgain when a blocked one is tried again, if something waits; null for at once
     * @param lastPosted when the latest announcement was posted in the channel; null for never
     * @param waiting what waits to be announced
     * @param refused those that Discord refused by themselves, of the last day if they were given up
     * @param now the time
     */
    public record Status(
            long channelId,
            @Nullable String blockedReason,
            @Nullable Instant blockedAt,
            @Nullable Instant triedAgain,
            @Nullable Instant lastPosted,
            Waiting waiting,
            List<FeedRefusals.Refused> refused,
            Instant now) {
        public Status {
            refused = List.copyOf(refused);
        }
    }

    /**
     * What waits to be announced, and why.
     *
     * @param unlocks how many, those included that Discord refused
     * @param oldest since when the oldest of the others waits; null when there is none
     * @param problem why Discord did not take the one that goes next, to be read with {@link SendTrouble}; null when it
     *     was not tried
     * @param failingSince since when Discord has taken nothing; null where that is not known
     * @param unanswered whether Discord has not answered for the one that goes next
     * @param slowDown that Discord limits posts to the channel; null while it does not
     * @param lists whether it goes out as lists, and waits since as many were posted as may be in a minute
     */
    public record Waiting(
            int unlocks,
            @Nullable Instant oldest,
            @Nullable String problem,
            @Nullable Instant failingSince,
            boolean unanswered,
            @Nullable SlowDown slowDown,
            boolean lists) {}

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
                orNull(feed.blockedAt()),
                orNull(feed.probeAt()),
                orNull(outbox.lastSent(feed.channelId()).orElse(null)),
                waiting(guildId, feed.channelId()),
                FeedRefusals.of(outbox.setAside().of(guildId, clock.instant().minus(GIVEN_UP_NAMED))),
                discord.clock().instant());
    }

    private Waiting waiting(long guildId, long channelId) {
        Backlog backlog = outbox.backlog(guildId);
        return new Waiting(
                backlog.unlocks(),
                orNull(backlog.oldest()),
                backlog.problem(),
                orNull(delivery.failingSince(guildId).orElse(null)),
                backlog.underWay(),
                discord.slowDown(channelId).orElse(null),
                delivery.holdsLists(guildId));
    }

    /** The channel of the server's feed; empty when there is none. */
    public OptionalLong channel(long guildId) {
        return guilds.feed(guildId)
                .map(feed -> OptionalLong.of(feed.channelId()))
                .orElse(OptionalLong.empty());
    }

    /** How many unlocks wait to be announced in a server. */
    public int waitingUnlocks(long guildId) {
        return outbox.waitingUnlocks(guildId);
    }

    /** Readers' clients compare with the true time, which Discord's clock is nearer to than ours may be. */
    public Instant byDiscord(Instant ours) {
        return ours.plus(Duration.between(clock.instant(), discord.clock().instant()));
    }

    private @Nullable Instant orNull(@Nullable Instant ours) {
        return ours == null ? null : byDiscord(ours);
    }

    /**
     * Ends the server's feed; says how many unlocks that waited are dropped, or nothing when the channel is not, or no
     * longer, the feed's.
     */
    public OptionalInt off(long guildId, long channelId) {
        if (channel(guildId).orElse(0) != channelId) {
            return OptionalInt.empty();
        }
        int dropped = guilds.removeFeed(
                guildId, handle -> outbox.dropAll(handle, guildId, "the feed was turned off", clock.instant()));
        return OptionalInt.of(dropped);
    }

    /** Posts an example in the feed's channel; empty when there is no feed. The future never fails. */
    public Optional<CompletableFuture<SendResult>> test(long guildId, Example example) {
        return guilds.feed(guildId).map(feed -> delivery.test(guildId, feed.channelId(), example));
    }
}
