package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.ChannelAccess;
import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.discord.SlowDown;
import io.github.cheevoherald.guilds.Feed;
import io.github.cheevoherald.guilds.FeedChannels;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Backlog;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Lets a server's people choose, check, try and end its feed. */
public final class Feeds {
    /** The words for it say how long, too. */
    private static final Duration GIVEN_UP_NAMED = Duration.ofDays(1);

    /** The kind that people choose a channel for. */
    private static final String KIND = UnlockAnnouncement.KIND;

    private final Guilds guilds;
    private final FeedChannels channels;
    private final Outbox outbox;
    private final Delivery delivery;
    private final Discord discord;
    private final Clock clock;

    /** Acts on the feeds in {@code guilds} and on their backlog. */
    public Feeds(Guilds guilds, FeedChannels channels, Outbox outbox, Delivery delivery, Discord discord, Clock clock) {
        this.guilds = guilds;
        this.channels = channels;
        this.outbox = outbox;
        this.delivery = delivery;
        this.discord = discord;
        this.clock = clock;
    }

    /**
     * The state of a feed. All times are by readers' own clocks.
     *
     * @param blockedReason why nothing goes through, to be read with {@link FeedProblem}; null while it works
     * @param blockedAt since when
     * @param triedAgain when a blocked one is tried again, if something waits; null for at once
     * @param lastPosted when the latest announcement was posted in the channel; null for never
     * @param refused announcements that Discord refused one by one, including those given up in the last day
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
     * The backlog, and why there is one.
     *
     * @param unlocks how many unlocks, including those that Discord refused
     * @param oldest when the oldest of the others was added; null when there is none
     * @param problem why Discord did not take the next one, to be read with {@link SendTrouble}; null when it was not
     *     tried
     * @param failingSince since when Discord has taken nothing; null where that is not known
     * @param unanswered whether Discord has not answered for the next one
     * @param slowDown that Discord limits posts to the channel; null while it does not
     * @param lists whether it goes out as lists, and waits because the maximum for this minute is reached
     */
    public record Waiting(
            int unlocks,
            @Nullable Instant oldest,
            @Nullable String problem,
            @Nullable Instant failingSince,
            boolean unanswered,
            @Nullable SlowDown slowDown,
            boolean lists) {}

    /** Whether the channel can be the server's feed; to be checked before {@link #set}. */
    public ChannelAccess access(long guildId, long channelId) {
        return discord.access(guildId, channelId);
    }

    /**
     * Makes the channel the server's feed, and tries at once to post the backlog there. Where there was no feed, nothing
     * that happened until now is announced.
     */
    public void set(long guildId, long channelId) {
        channels.setDefault(guildId, channelId);
        delivery.feedChanged(guildId);
    }

    /** The state of the server's feed; empty when there is none. */
    public Optional<Status> status(long guildId) {
        return guilds.feed(guildId, KIND).map(feed -> status(guildId, feed));
    }

    private Status status(long guildId, Feed feed) {
        return new Status(
                feed.channelId(),
                feed.blockedReason(),
                orNull(feed.blockedAt()),
                orNull(feed.probeAt()),
                orNull(outbox.posted().latest(feed.channelId()).orElse(null)),
                waiting(guildId, feed.channelId()),
                FeedRefusals.of(outbox.refused().of(guildId, clock.instant().minus(GIVEN_UP_NAMED))),
                discord.clock().instant());
    }

    private Waiting waiting(long guildId, long channelId) {
        Backlog backlog = outbox.backlog(new FeedKey(guildId, KIND));
        return new Waiting(
                backlog.items(),
                orNull(backlog.oldest()),
                backlog.problem(),
                orNull(delivery.failingSince(guildId).orElse(null)),
                backlog.underWay(),
                discord.slowDown(channelId).orElse(null),
                delivery.holdsLists(new FeedKey(guildId, KIND)));
    }

    /** The channel of the server's feed; empty when there is none. */
    public OptionalLong channel(long guildId) {
        return guilds.feed(guildId, KIND)
                .map(feed -> OptionalLong.of(feed.channelId()))
                .orElse(OptionalLong.empty());
    }

    /** How many unlocks are in a server's backlog. */
    public int waitingUnlocks(long guildId) {
        return outbox.waitingItems(guildId);
    }

    /** Converts a time of ours to Discord's clock, which is nearer to that of readers' devices than ours may be. */
    public Instant byDiscord(Instant ours) {
        return ours.plus(Duration.between(clock.instant(), discord.clock().instant()));
    }

    private @Nullable Instant orNull(@Nullable Instant ours) {
        return ours == null ? null : byDiscord(ours);
    }

    /**
     * Ends the server's feed. Returns how many unlocks of the backlog were dropped; empty when the channel is not, or no
     * longer, the feed's.
     */
    public OptionalInt off(long guildId, long channelId) {
        if (channel(guildId).orElse(0) != channelId) {
            return OptionalInt.empty();
        }
        int dropped = channels.allOff(
                guildId,
                handle -> outbox.cleanup().dropAll(handle, guildId, "the feed was turned off", clock.instant()));
        return OptionalInt.of(dropped);
    }

    /** Posts an example in the feed's channel; empty when there is no feed. The future never fails. */
    public Optional<CompletableFuture<SendResult>> test(long guildId, Example example) {
        return guilds.feed(guildId, KIND).map(feed -> delivery.test(feed, example));
    }
}
