package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.discord.HistoryResult;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After a restore: removes from the backlog whatever already stands in its channel, posted after the copy was made by
 * the database that the copy replaces.
 */
final class CopyCheck {
    private static final Logger LOG = LoggerFactory.getLogger(CopyCheck.class);

    /**
     * Our clock may have been wrong by 30 hours when the copy was made, or when the bot was first started on it. Reading
     * too much costs little.
     */
    private static final Duration CLOCK_OFF_BY = Duration.ofHours(31);

    /** Whoever lets us see a channel but not its history may change their mind. */
    private static final Duration NEXT_SEARCH = Duration.ofMinutes(1);

    private final Outbox outbox;
    private final AnnouncementKinds kinds;
    private final HistorySearch history;
    private final Clock clock;
    private final Supplier<Map<String, String>> pages;
    private final Optional<Outbox.FromCopy> copy;
    private final Map<Place, PostedItems> posted = new ConcurrentHashMap<>();
    private final Map<Long, Instant> unreadableUntil = new ConcurrentHashMap<>();

    /** Messages are read back kind by kind, also where several kinds share a channel. */
    private record Place(long channelId, String kind) {}

    /** With the profile page of everybody who is watched, by ULID. */
    CopyCheck(
            Outbox outbox, AnnouncementKinds kinds, Discord discord, Supplier<Map<String, String>> pages, Clock clock) {
        this.outbox = outbox;
        this.kinds = kinds;
        this.history = new HistorySearch(discord);
        this.pages = pages;
        this.clock = clock;
        this.copy = outbox.fromCopy();
    }

    /** Whether any entry announces something that may be posted already without a record in this database. */
    boolean concerns(List<OutboxEntry> entries) {
        return entries.stream().anyMatch(entry -> entry.state() == OutboxEntry.State.PENDING && mayPredate(entry));
    }

    /** Whether the entry announces something that happened before the first start on the copy. */
    private boolean mayPredate(OutboxEntry entry) {
        return copy.isPresent()
                && entry.announcement().oldest()
                        <= copy.get().startedAt().plus(CLOCK_OFF_BY).getEpochSecond();
    }

    /**
     * Treats an entry as never tried if it was tried before the first start on the copy and isn't in the channel in this
     * form; {@link #clean} finds it if it was posted in another.
     *
     * @param byAnEarlierProcess whether it is certain, whatever the clocks say, that this process didn't try it
     */
    boolean takeBack(OutboxEntry entry, boolean byAnEarlierProcess) {
        boolean predates = mayPredate(entry)
                && (byAnEarlierProcess
                        || !Objects.requireNonNull(entry.firstTriedAt())
                                .isAfter(copy.orElseThrow().startedAt()));
        if (predates) {
            outbox.notSent(entry.id(), "not there after the restore", clock.instant());
        }
        return predates;
    }

    /** Whether the channel was read, or cannot be, so that {@link #clean} can be called. */
    boolean knows(long channelId, FeedKey feed) {
        Instant until = unreadableUntil.get(channelId);
        return posted.containsKey(new Place(channelId, feed.kind()))
                || (until != null && clock.instant().isBefore(until));
    }

    /**
     * Reads the channel back to the time of the copy. Returns why nothing can be sent now; empty when the channel was
     * read, or when nobody lets us read it. The future never fails.
     */
    CompletableFuture<Optional<SendResult>> read(long channelId, FeedKey feed) {
        Instant madeAt = copy.orElseThrow().madeAt();
        long stopAt = HistorySearch.idAt(madeAt.minus(CLOCK_OFF_BY));
        return history.search(feed.guildId(), channelId, kinds.named(feed.kind()), Set.of(), stopAt)
                .thenApply(found -> learn(channelId, feed, found))
                .exceptionally(failure -> Optional.of(new SendResult.NotSent(failure.toString())));
    }

    private Optional<SendResult> learn(long channelId, FeedKey feed, HistorySearch.Found found) {
        return found.end()
                .fold(new HistoryResult.Cases<Optional<SendResult>>(
                        page -> {
                            posted.put(new Place(channelId, feed.kind()), new PostedItems(found.announced()));
                            return Optional.empty();
                        },
                        notAllowed -> {
                            cannotRead(feed.guildId(), channelId);
                            return Optional.empty();
                        },
                        // Nothing can be posted there either: the channel is read once something can.
                        refused -> Optional.of(new SendResult.ChannelRefused(refused.reason())),
                        unavailable -> Optional.of(new SendResult.NotSent(unavailable.why()))));
    }

    private void cannotRead(long guildId, long channelId) {
        if (unreadableUntil.put(channelId, clock.instant().plus(NEXT_SEARCH)) == null) {
            LOG.warn(
                    "Server {}: channel {} can't be read, so news announced after the backup was made may be"
                            + " repeated",
                    guildId,
                    channelId);
        }
    }

    /** Removes what is already posted from the entries; true if anything was removed. */
    boolean clean(long channelId, FeedKey feed, List<OutboxEntry> entries) {
        PostedItems there = posted.get(new Place(channelId, feed.kind()));
        if (there == null) {
            return false;
        }
        Map<String, String> names = pages.get();
        boolean changed = false;
        for (OutboxEntry entry : entries) {
            Announcement announcement = entry.announcement();
            Optional<Announcement> missing = announcement.only(item -> !there.contain(item, names));
            if (missing.isPresent() && missing.get().count() == announcement.count()) {
                continue;
            }
            changed = true;
            missing.ifPresentOrElse(
                    rest -> outbox.replaced(entry.id(), rest),
                    () -> outbox.drop(entry.id(), "announced already before the restore", clock.instant()));
        }
        return changed;
    }
}
