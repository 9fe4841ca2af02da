package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.ChannelAccess;
import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.guilds.Feed;
import io.github.cheevoherald.guilds.FeedChannels;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Lets a server's people choose, check, try and end its feeds. */
public final class Feeds {
    private static final String TURNED_OFF = "the feed was turned off";

    private final Guilds guilds;
    private final FeedChannels channels;
    private final Outbox outbox;
    private final Delivery delivery;
    private final Discord discord;
    private final Clock clock;
    private final FeedInspection inspection;
    private final FeedTastes tastes;

    /** Acts on the feeds in {@code guilds} and on their backlog. */
    public Feeds(Guilds guilds, FeedChannels channels, Outbox outbox, Delivery delivery, Discord discord, Clock clock) {
        this.guilds = guilds;
        this.channels = channels;
        this.outbox = outbox;
        this.delivery = delivery;
        this.discord = discord;
        this.clock = clock;
        this.inspection = new FeedInspection(outbox, delivery, discord, clock);
        this.tastes = new FeedTastes(guilds, outbox, delivery, discord.extras(), clock);
    }

    /** What a server's people choose beyond where things are announced. */
    public FeedTastes tastes() {
        return tastes;
    }

    /** The kinds that people can choose, by name. */
    public List<String> kinds() {
        return delivery.kinds();
    }

    /** The kinds that are on in a server, and where they go. */
    public List<KindFeed> on(long guildId) {
        return feeds(guildId).stream()
                .map(feed -> new KindFeed(feed.kind(), feed.channelId(), feed.ownChannel()))
                .toList();
    }

    private List<Feed> feeds(long guildId) {
        List<Feed> feeds = new ArrayList<>();
        kinds().forEach(kind -> guilds.feed(guildId, kind).ifPresent(feeds::add));
        return feeds;
    }

    /** Where a server's unlocks are announced; empty if they aren't. */
    public OptionalLong channelOfUnlocks(long guildId) {
        return on(guildId).stream()
                .filter(feed -> feed.kind().equals(UnlockAnnouncement.KIND))
                .mapToLong(KindFeed::channelId)
                .findFirst();
    }

    /** Whether the channel can be a feed's; to be checked before {@link #set}. */
    public ChannelAccess access(long guildId, long channelId) {
        return discord.access(guildId, channelId);
    }

    /**
     * Makes the channel the server's default, or that of one kind, and tries at once to post the backlog there. Of a kind
     * that this turns on, nothing that happened until now is announced.
     */
    public void set(long guildId, @Nullable String kind, long channelId) {
        if (kind == null) {
            channels.setDefault(guildId, channelId);
        } else {
            channels.set(guildId, kind, channelId);
        }
        delivery.feedChanged(guildId);
    }

    /** The state of the server's feeds. */
    public FeedStatus status(long guildId) {
        return inspection.of(guildId, feeds(guildId));
    }

    /** Converts a time of ours to Discord's clock, which is nearer to that of readers' devices than ours may be. */
    public Instant byDiscord(Instant ours) {
        return inspection.byDiscord(ours);
    }

    /** How many announcements are in a server's backlog, of one kind or of all (null). */
    public int waiting(long guildId, @Nullable String kind) {
        return kind == null ? outbox.waitingItems(guildId) : outbox.waitingItems(new FeedKey(guildId, kind));
    }

    /** Turns one kind or everything (null) off. Returns how many announcements of the backlog were dropped. */
    public int off(long guildId, @Nullable String kind) {
        Instant now = clock.instant();
        return kind == null
                ? channels.allOff(guildId, handle -> outbox.cleanup().dropAll(handle, guildId, TURNED_OFF, now))
                : channels.off(
                        guildId,
                        kind,
                        handle -> outbox.cleanup().dropAll(handle, new FeedKey(guildId, kind), TURNED_OFF, now));
    }

    /** Posts an example of a kind in its channel; empty when it is off. The future never fails. */
    public Optional<CompletableFuture<SendResult>> test(long guildId, String kind, Example example) {
        return guilds.feed(guildId, kind).map(feed -> delivery.test(feed, example));
    }
}
