package io.github.cheevoherald.announce;

import io.github.cheevoherald.announce.Composer.Telling;
import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.guilds.Feed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.members.Departures;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.outbox.OutboxEntry.State;
import io.github.cheevoherald.resilience.Outage;
import io.github.cheevoherald.resilience.Uncaught;
import io.github.cheevoherald.words.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what waits in the outbox to Discord: a lane for each server, in order and one message at a time, no lane
 * waiting for another.
 */
public final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(2);

    private final Outbox outbox;
    private final Guilds guilds;
    private final Discord discord;
    private final Departures departures;
    private final Clock clock;
    private final Nonces nonces;
    private final Composer composer;
    private final Settlement settlement;
    private final Doubts doubts;
    private final CopyCheck copyCheck;
    private final Pace pace;
    private final Notices notices;
    private final Rendering rendering;
    private final Outage storeOutage = new Outage();
    private final Lane everywhere = new Lane(0);
    private final Map<Long, Lane> lanes = new ConcurrentHashMap<>();
    private final DeliveryThreads threads;
    private final AtomicBoolean lookOrdered = new AtomicBoolean();
    private volatile boolean divided;
    private volatile boolean started;
    private volatile boolean closing;

    /** Starts nothing yet. The random numbers must be such that nobody can guess or repeat them. */
    public Delivery(Sides sides, Words words, Clock clock, RandomGenerator random) {
        this(sides, words, clock, random, new DeliveryThreads());
    }

    /**
     * Between what waits and where it goes.
     *
     * @param departures who left
     * @param pages the profile page of everybody who is watched, by ULID
     */
    public record Sides(
            Outbox outbox,
            Guilds guilds,
            Discord discord,
            Departures departures,
            Supplier<Map<String, String>> pages) {}

    Delivery(Sides sides, Words words, Clock clock, RandomGenerator random, DeliveryThreads threads) {
        this.rendering = new Rendering(words);
        this.outbox = sides.outbox();
        this.guilds = sides.guilds();
        this.discord = sides.discord();
        this.departures = sides.departures();
        this.clock = clock;
        this.nonces = new Nonces(random);
        this.composer = new Composer(outbox, rendering, nonces, clock);
        this.doubts = new Doubts(outbox, discord);
        this.copyCheck = new CopyCheck(outbox, discord, sides.pages(), clock);
        this.pace = new Pace(outbox);
        this.notices = new Notices(guilds, discord, words, clock);
        Refusals refusals = new Refusals(outbox, composer, discord.clock(), random);
        this.settlement = new Settlement(outbox, guilds, composer, refusals, clock, random);
        this.threads = threads;
    }

    /** Begins to deliver what waits, what an earlier process left half done first. */
    public void start() {
        threads.repeat(this::look, LOOK);
        started = true;
    }

    /** Looks at once for what is due: to be called when something was added or a feed was set. */
    public void wake() {
        if (started && !closing && lookOrdered.compareAndSet(false, true)) {
            threads.execute(() -> {
                lookOrdered.set(false);
                look();
            });
        }
    }

    /** Makes everything that waits for a server due at once, after its feed was set. */
    public void feedChanged(long guildId) {
        outbox.tryAtOnce(guildId);
        guilds.probeAtOnce(guildId);
        Lane lane = lanes.get(guildId);
        if (lane != null) {
            lane.wake();
        }
        wake();
    }

    /** Posts an example in a channel. If that is the server's feed and it works, what waits for it follows at once. */
    public CompletableFuture<SendResult> test(long guildId, long channelId, Example example) {
        MessageCreateData message = rendering.example(example, discord.clock().instant());
        return discord.send(guildId, channelId, nonces.next(), message).thenApply(result -> {
            if (result.isPosted()) {
                threads.execute(() -> feedChanged(guildId));
            }
            return result;
        });
    }

    /** Since when Discord has taken nothing for a server, as far as this process has tried. */
    Optional<Instant> failingSince(long guildId) {
        return settlement.failingSince(guildId);
    }

    /** Whether what goes next to a server is a list, and as many of those went out as may in a minute. */
    boolean holdsLists(long guildId) {
        if (pace.free(guildId, clock.instant()) > 0) {
            return false;
        }
        return outbox.next(guildId)
                .filter(next -> composer.telling(next, 1).list())
                .isPresent();
    }

    /** Claims nothing any more and gives what is under way that long to be settled; the rest goes on next time. */
    public void close(Duration patience) throws InterruptedException {
        closing = true;
        if (!threads.close(patience)) {
            LOG.warn("Stopped before Discord answered every message; the rest are checked after the next start");
        }
    }

    /** How long ago its threads last began something, or how long the oldest of what they do takes, if that is longer. */
    public Duration sinceTurn() {
        return started && !closing ? threads.sinceTurn() : Duration.ZERO;
    }

    private void look() {
        if (closing) {
            return;
        }
        try {
            if (!divided) {
                outbox.divideLargeRows();
                divided = true;
            }
            List<Long> waiting = outbox.waitingGuilds();
            if (waiting.isEmpty()) {
                return;
            }
            Instant now = clock.instant();
            Map<Long, Feed> feeds = new HashMap<>();
            guilds.servedFeeds().forEach(feed -> feeds.put(feed.guildId(), feed));
            for (long guildId : waiting) {
                Feed feed = feeds.get(guildId);
                if (feed != null && isOpen(feed, now)) {
                    begin(lanes.computeIfAbsent(guildId, Lane::new), now);
                }
            }
        } catch (RuntimeException | Error e) {
            failed(everywhere, e);
            passOn(e);
        }
    }

    private static boolean isOpen(Feed feed, Instant now) {
        return feed.blockedReason() == null || feed.probeAt() == null || isDue(feed.probeAt(), now);
    }

    private static boolean isDue(Instant time, Instant now) {
        return !time.isAfter(now);
    }

    private void begin(Lane lane, Instant now) {
        if (!closing && lane.take(now)) {
            threads.begun();
            if (!threads.execute(() -> step(lane))) {
                end(lane, null);
            }
        }
    }

    /** Works on the lane's next message; whatever happens, the lane is freed or somebody goes on with it. */
    private void step(Lane lane) {
        try {
            Optional<Instant> rest = closing ? Optional.of(clock.instant()) : tryNext(lane);
            rest.ifPresent(until -> end(lane, until));
        } catch (RuntimeException | Error e) {
            failed(lane, e);
            end(lane, clock.instant().plus(AFTER_A_FAILURE));
            passOn(e);
        }
    }

    /** Sends the lane's next message if it is due; else says until when the lane may rest. */
    private Optional<Instant> tryNext(Lane lane) {
        Instant now = clock.instant();
        long asked = lane.takeAsked();
        Feed feed = guilds.feed(lane.guildId()).orElse(null);
        OutboxEntry next = outbox.next(lane.guildId())
                .or(() -> outbox.setAside().next(lane.guildId(), now))
                .orElse(null);
        if (feed == null || next == null || !isOpen(feed, now)) {
            return Optional.of(now);
        }
        boolean begunByAnEarlierProcess = lane.isFirst() && next.state() == State.SENDING;
        if (!begunByAnEarlierProcess && !isDue(next.nextAttemptAt(), now)) {
            return Optional.of(next.nextAttemptAt());
        }
        lane.tried();
        if (next.state() == State.SENDING && next.channelId() != null) {
            lookFirst(lane, next, next.channelId(), asked);
            return Optional.empty();
        }
        int lists = pace.free(lane.guildId(), now);
        Telling telling = composer.telling(next, lists);
        if (telling.list() && lists == 0) {
            telling = composer.news(lane.guildId()).orElse(null);
            if (telling == null || !isDue(telling.first().nextAttemptAt(), now)) {
                // Not until the list may go: news may come any moment.
                return Optional.of(now);
            }
        }
        return tell(lane, telling, lists, feed.channelId(), asked);
    }

    private Optional<Instant> tell(Lane lane, Telling telling, int lists, long channelId, long asked) {
        Instant now = clock.instant();
        if (copyCheck.concerns(telling.entries())) {
            if (!copyCheck.knows(channelId)) {
                readFirst(lane, telling.first(), channelId);
                return Optional.empty();
            }
            if (copyCheck.clean(channelId, telling.entries())) {
                return goOn(lane, now);
            }
        }
        OutboxEntry entry = composer.composed(telling, lists).orElse(null);
        if (entry == null) {
            return goOn(lane, now);
        }
        if (asked != entry.id() && askFirst(lane, entry)) {
            return Optional.empty();
        }
        return attempt(lane, entry, channelId) ? Optional.empty() : goOn(lane, now);
    }

    private Optional<Instant> goOn(Lane lane, Instant now) {
        return threads.execute(() -> step(lane)) ? Optional.empty() : Optional.of(now);
    }

    /** An entry that was tried may be posted already: the channel says so, whatever became of the nonce. */
    private void lookFirst(Lane lane, OutboxEntry entry, long channelId, long asked) {
        CompletableFuture<?> unused = doubts.resolve(entry, channelId)
                .thenAccept(result -> {
                    if (!threads.execute(() -> looked(lane, entry, channelId, result.orElse(null), asked))) {
                        end(lane, null);
                    }
                })
                .exceptionally(failure -> lost(lane, failure));
    }

    /** In a database that was restored from a copy, the channel knows more than we do. */
    private void readFirst(Lane lane, OutboxEntry entry, long channelId) {
        CompletableFuture<?> unused = copyCheck
                .read(lane.guildId(), channelId)
                .thenAccept(result -> {
                    Runnable further = () -> result.ifPresentOrElse(
                            refusal -> settle(lane, entry, channelId, refusal), () -> step(lane));
                    if (!threads.execute(further)) {
                        end(lane, null);
                    }
                })
                .exceptionally(failure -> lost(lane, failure));
    }

    /**
     * Nothing is announced of a member who left, however long it waited. False when everybody is known to be there, else
     * somebody goes on with the lane once Discord has answered.
     */
    private boolean askFirst(Lane lane, OutboxEntry entry) {
        Set<String> ulids = entry.announcement().parts().stream()
                .map(part -> part.player().ulid())
                .collect(Collectors.toSet());
        CompletableFuture<Departures.Gone> answer = departures.among(lane.guildId(), ulids);
        if (answer.isDone() && answer.join().isEmpty()) {
            return false;
        }
        CompletableFuture<?> unused = answer.thenAccept(gone -> {
                    if (!threads.execute(() -> asked(lane, entry, gone))) {
                        end(lane, null);
                    }
                })
                .exceptionally(failure -> lost(lane, failure));
        return true;
    }

    private void asked(Lane lane, OutboxEntry entry, Departures.Gone gone) {
        try {
            departures.settle(gone);
            lane.asked(entry.id());
        } catch (RuntimeException | Error e) {
            failed(lane, e);
            end(lane, clock.instant().plus(AFTER_A_FAILURE));
            passOn(e);
            return;
        }
        step(lane);
    }

    private void looked(Lane lane, OutboxEntry entry, long channelId, @Nullable SendResult known, long asked) {
        if (known != null) {
            settle(lane, entry, channelId, known);
            return;
        }
        try {
            if (!closing && copyCheck.predates(entry)) {
                // Nothing is under way of that any more.
                outbox.notSent(entry.id(), "not there after the restore", clock.instant());
                end(lane, null);
                return;
            }
            boolean asking = !closing && asked != entry.id() && askFirst(lane, entry);
            if (closing || (!asking && !attempt(lane, entry, channelId))) {
                end(lane, null);
            }
        } catch (RuntimeException | Error e) {
            failed(lane, e);
            end(lane, clock.instant().plus(AFTER_A_FAILURE));
            passOn(e);
        }
    }

    private boolean attempt(Lane lane, OutboxEntry entry, long channelId) {
        if (!outbox.sending(entry.id(), channelId, discord.clock().instant())) {
            return false;
        }
        storeWorks();
        settlement.begins(lane.guildId());
        send(lane, entry, channelId);
        return true;
    }

    private void send(Lane lane, OutboxEntry entry, long channelId) {
        MessageCreateData message = MessageJson.read(Objects.requireNonNull(entry.content()));
        CompletableFuture<?> unused = discord.send(
                        lane.guildId(), channelId, Objects.requireNonNull(entry.nonce()), message)
                .exceptionally(failure -> new SendResult.Unknown(failure.toString()))
                .thenAccept(result -> {
                    if (!threads.execute(() -> settle(lane, entry, channelId, result))) {
                        end(lane, null);
                    }
                })
                .exceptionally(failure -> lost(lane, failure));
    }

    private void settle(Lane lane, OutboxEntry entry, long channelId, SendResult result) {
        try {
            Optional<Instant> rest = settlement.settle(entry, channelId, result);
            storeWorks();
            if (result.channelRefusal().isPresent()) {
                notices.tell(lane.guildId(), channelId);
            }
            lane.works();
            if (rest.isPresent() || closing) {
                end(lane, rest.orElse(null));
                return;
            }
        } catch (RuntimeException | Error e) {
            // What Discord said must not be lost: without it the message would be sent again.
            failed(lane, e);
            if (!threads.schedule(() -> settle(lane, entry, channelId, result), AFTER_A_FAILURE)) {
                end(lane, null);
            }
            passOn(e);
            return;
        }
        step(lane);
    }

    private void end(Lane lane, @Nullable Instant until) {
        boolean lookAgain = lane.free(until);
        threads.ended();
        Duration rest = until == null ? Duration.ZERO : Duration.between(clock.instant(), until);
        if (lookAgain) {
            wake();
        } else if (rest.compareTo(Duration.ZERO) > 0 && rest.compareTo(LOOK) < 0) {
            threads.schedule(this::look, rest);
        }
    }

    /** An answer came and nobody could take it: the lane goes on, and a message in doubt is looked up. */
    private @Nullable Void lost(Lane lane, Throwable failure) {
        failed(lane, failure);
        end(lane, clock.instant().plus(AFTER_A_FAILURE));
        Uncaught.report(failure);
        return null;
    }

    /** The lane is safe; whoever watches over the process decides what an Error means for it. */
    private static void passOn(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
    }

    private void failed(Lane lane, Throwable failure) {
        if (Outbox.isOutage(failure)) {
            LOG.debug("Lane {} waits for the database", lane.guildId(), failure);
        } else if (failure instanceof JdbiException) {
            if (storeOutage.begins()) {
                LOG.warn("The database cannot be used ({}); what waits is kept", reason(failure));
            }
        } else if (!closing && lane.failsNow()) {
            LOG.error("Announcements for server {} are stuck; retrying", lane.guildId(), failure);
        }
    }

    private void storeWorks() {
        if (storeOutage.ends()) {
            LOG.info("The database works again");
        }
    }

    /** What the driver says, without the statement that the library wraps around it. */
    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
