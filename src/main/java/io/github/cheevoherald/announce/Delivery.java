package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.guilds.Feed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.members.Departures;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.pictures.Badge;
import io.github.cheevoherald.words.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/**
 * Brings the outbox's backlog to Discord: each feed's messages in order and one at a time, no feed waiting for another.
 */
public final class Delivery {
    private final Outbox outbox;
    private final Guilds guilds;
    private final Discord discord;
    private final AnnouncementKinds kinds;
    private final Clock clock;
    private final Nonces nonces;
    private final ServerTaste taste;
    private final Composer composer;
    private final Settlement settlement;
    private final ListLimit listLimit;
    private final FeedWork work;
    private final FeedDelivery feedDelivery;
    private final Map<FeedKey, FeedSlot> slots = new ConcurrentHashMap<>();
    private volatile boolean divided;

    /** Starts nothing yet. The random numbers must be such that nobody can guess or repeat them. */
    public Delivery(Ports ports, AnnouncementKinds kinds, Words words, Clock clock, RandomGenerator random) {
        this(ports, kinds, words, clock, random, new DeliveryThreads());
    }

    /**
     * What delivery reads from, sends to and asks.
     *
     * @param pages the profile pages of everybody watched, by ULID
     * @param pictures makes a picture of badges in time, or one without bytes
     */
    public record Ports(
            Outbox outbox,
            Guilds guilds,
            Discord discord,
            Departures departures,
            Supplier<Map<String, String>> pages,
            Function<List<Badge>, CompletableFuture<byte[]>> pictures) {

        /** Without pictures. */
        public Ports(
                Outbox outbox,
                Guilds guilds,
                Discord discord,
                Departures departures,
                Supplier<Map<String, String>> pages) {
            this(outbox, guilds, discord, departures, pages, badges -> CompletableFuture.completedFuture(new byte[0]));
        }
    }

    Delivery(
            Ports ports,
            AnnouncementKinds kinds,
            Words words,
            Clock clock,
            RandomGenerator random,
            DeliveryThreads threads) {
        this.outbox = ports.outbox();
        this.guilds = ports.guilds();
        this.discord = ports.discord();
        this.kinds = kinds;
        this.clock = clock;
        this.nonces = new Nonces(random);
        this.taste = new ServerTaste(guilds.options(), discord.extras());
        this.composer = new Composer(outbox, kinds, taste, nonces, clock);
        this.listLimit = new ListLimit(outbox);
        RefusedMessages refused = new RefusedMessages(outbox, composer, discord.clock(), random);
        this.settlement = new Settlement(outbox, guilds, composer, refused, clock, random);
        this.work = new FeedWork(threads, clock, this::beginDueFeeds);
        ListPictures pictures = new ListPictures(outbox, kinds, taste, ports.pictures());
        BlockedFeedNotices notices = new BlockedFeedNotices(guilds, discord, kinds.names(), words, clock);
        Publishing publishing = new Publishing(outbox, guilds.options(), discord.extras(), work, clock);
        Sending.Afterwards afterwards = new Sending.Afterwards(notices, publishing);
        Sending sending = new Sending(outbox, discord, pictures, settlement, afterwards, work);
        FeedDelivery.Checks checks = new FeedDelivery.Checks(
                new ResendCheck(outbox, kinds, discord),
                new CopyCheck(outbox, kinds, discord, ports.pages(), clock),
                ports.departures());
        NextMessage next = new NextMessage(outbox, guilds, composer, listLimit, clock);
        this.feedDelivery = new FeedDelivery(next, composer, checks, pictures, sending, work);
    }

    /** Begins to deliver the backlog, starting with what an earlier process left half done. */
    public void start() {
        work.start();
    }

    /** Looks at once for entries that are due: to be called when something was added or a feed was set. */
    public void wake() {
        work.wake();
    }

    /** Makes everything in a server's backlog due at once, after its feed was set. */
    public void feedChanged(long guildId) {
        outbox.tryAtOnce(guildId);
        guilds.probeAtOnce(guildId);
        slots.values().stream().filter(slot -> slot.feed().guildId() == guildId).forEach(FeedSlot::wake);
        work.wake();
    }

    /** Posts an example in a feed's channel. If that works, the server's backlog follows at once. */
    public CompletableFuture<SendResult> test(Feed feed, Example example) {
        MessageCreateData message = example(new FeedKey(feed.guildId(), feed.kind()), example);
        return discord.send(feed.guildId(), feed.channelId(), nonces.next(), message)
                .thenApply(result -> {
                    if (result.isPosted()) {
                        work.run(() -> feedChanged(feed.guildId()));
                    }
                    return result;
                });
    }

    private MessageCreateData example(FeedKey feed, Example example) {
        Instant now = discord.clock().instant();
        return ExampleMessage.of(kinds.named(feed.kind()), example, now, taste.form(feed, false));
    }

    /** A feed's latest announcement as it would look now, in its first message; else the example. */
    Preview preview(FeedKey feed, Example example) {
        Optional<Announcement> last = outbox.posted().last(feed);
        if (last.isEmpty()) {
            return new Preview(discord.drawn(example(feed, example)), true);
        }
        List<RenderedMessage> drawn = Composer.draw(kinds.named(feed.kind()), last.get(), taste.form(feed, false));
        return new Preview(discord.drawn(drawn.get(0).message()), false);
    }

    /** The names of the kinds that can be delivered. */
    List<String> kinds() {
        return kinds.names();
    }

    /** Since when Discord has taken nothing for a feed, as far as this process has tried. */
    Optional<Instant> failingSince(FeedKey feed) {
        return settlement.failingSince(feed);
    }

    /** Whether a feed's next message is a list, and the maximum of lists for this minute is reached. */
    boolean holdsLists(FeedKey feed) {
        if (listLimit.free(feed, clock.instant()) > 0) {
            return false;
        }
        return outbox.next(feed).filter(next -> composer.select(next, 1).list()).isPresent();
    }

    /** Starts nothing new, and gives what is under way that long to be settled; the rest goes on after the next start. */
    public void close(Duration patience) throws InterruptedException {
        work.close(patience);
    }

    /** How long ago its threads last began something, or how long the oldest piece of work takes, if that is longer. */
    public Duration sinceTurn() {
        return work.sinceTurn();
    }

    /** Begins work for each feed with a backlog that is due. */
    private void beginDueFeeds() {
        if (!divided) {
            outbox.divideLargeRows();
            divided = true;
        }
        List<FeedKey> waiting = outbox.waitingFeeds();
        if (waiting.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Map<FeedKey, Feed> feeds = new HashMap<>();
        guilds.servedFeeds().forEach(feed -> feeds.put(new FeedKey(feed.guildId(), feed.kind()), feed));
        for (FeedKey key : waiting) {
            Feed feed = feeds.get(key);
            if (feed != null && NextMessage.isOpen(feed, now)) {
                work.begin(slots.computeIfAbsent(key, FeedSlot::new), now, feedDelivery::step);
            }
        }
    }
}
