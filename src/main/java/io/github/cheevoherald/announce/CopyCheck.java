package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After a restore: takes out of what waits whatever already stands in its channel, posted after the copy was made by
 * the database that the copy replaces.
 */
final class CopyCheck {
    private static final Logger LOG = LoggerFactory.getLogger(CopyCheck.class);
    private static final Duration BEFORE_THE_COPY = Duration.ofHours(1);

    /** The start is dated by our clock and unlocks by the site's; looking once more than needed costs little. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(30);

    /** Who lets us see a channel but not its past may think again. */
    private static final Duration NEXT_LOOK = Duration.ofMinutes(1);

    private final Outbox outbox;
    private final HistoryLook history;
    private final Clock clock;
    private final Supplier<Map<String, String>> pages;
    private final Optional<Outbox.FromCopy> copy;
    private final Map<Long, Posted> posted = new ConcurrentHashMap<>();
    private final Map<Long, Instant> unreadableUntil = new ConcurrentHashMap<>();

    /** With the profile page of everybody who is watched, by ULID. */
    CopyCheck(Outbox outbox, Discord discord, Supplier<Map<String, String>> pages, Clock clock) {
        this.outbox = outbox;
        this.history = new HistoryLook(discord);
        this.pages = pages;
        this.clock = clock;
        this.copy = outbox.fromCopy();
    }

    /** Whether any of the entries announces something that may stand in the channel without our knowledge. */
    boolean concerns(List<OutboxEntry> entries) {
        return copy.isPresent() && entries.stream().anyMatch(this::concerns);
    }

    private boolean concerns(OutboxEntry entry) {
        return entry.state() == OutboxEntry.State.PENDING
                && entry.announcement().oldest()
                        <= copy.orElseThrow().startedAt().plus(CLOCKS_APART).getEpochSecond();
    }

    /**
     * Whether an entry that was tried, and does not stand in the channel as it is, was tried before the copy was made: it
     * may stand there in another form.
     */
    boolean predates(OutboxEntry entry) {
        return copy.isPresent()
                && entry.firstTriedAt() != null
                && !entry.firstTriedAt().isAfter(copy.get().madeAt());
    }

    /** Whether the channel was read, or cannot be, so that {@link #clean} can be called. */
    boolean knows(long channelId) {
        Instant until = unreadableUntil.get(channelId);
        return posted.containsKey(channelId)
                || (until != null && clock.instant().isBefore(until));
    }

    /**
     * Reads the channel back to the time of the copy; says why nothing can be sent now, or nothing when it is known
     * what stands there or that nobody will tell. The future never fails.
     */
    CompletableFuture<Optional<SendResult>> read(long guildId, long channelId) {
        Instant madeAt = copy.orElseThrow().madeAt();
        return history.look(guildId, channelId, Set.of(), HistoryLook.idAt(madeAt.minus(BEFORE_THE_COPY)))
                .thenApply(seen -> learn(guildId, channelId, seen))
                .exceptionally(failure -> Optional.of(new SendResult.NotSent(failure.toString())));
    }

    private Optional<SendResult> learn(long guildId, long channelId, HistoryLook.Seen seen) {
        return seen.fold(new HistoryLook.Seen.Cases<Optional<SendResult>>(
                read -> {
                    posted.put(channelId, new Posted(read.announced()));
                    return Optional.empty();
                },
                notAllowed -> {
                    cannotRead(guildId, channelId);
                    return Optional.empty();
                },
                // Nothing can be posted there either: the check is made when something can.
                refused -> Optional.of(new SendResult.ChannelRefused(refused.reason())),
                unavailable -> Optional.of(new SendResult.NotSent(unavailable.why()))));
    }

    private void cannotRead(long guildId, long channelId) {
        if (unreadableUntil.put(channelId, clock.instant().plus(NEXT_LOOK)) == null) {
            LOG.warn(
                    "Server {}: channel {} can't be read, so unlocks announced after the backup was made may be"
                            + " repeated",
                    guildId,
                    channelId);
        }
    }

    /** Takes what stands in the channel out of the entries; true when anything was taken out. */
    boolean clean(long channelId, List<OutboxEntry> entries) {
        Posted there = posted.get(channelId);
        if (there == null) {
            return false;
        }
        Map<String, String> names = pages.get();
        boolean changed = false;
        for (OutboxEntry entry : entries) {
            Optional<Announcement> missing =
                    entry.announcement().only((player, unlock) -> !there.says(player, unlock, names));
            if (missing.isPresent() && missing.get().equals(entry.announcement())) {
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
