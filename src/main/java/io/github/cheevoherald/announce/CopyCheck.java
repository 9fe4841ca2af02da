package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.discord.HistoryResult;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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

    private final Outbox outbox;
    private final HistoryLook history;
    private final Clock clock;
    private final Optional<Outbox.FromCopy> copy;
    private final Map<Long, Set<Announced>> posted = new ConcurrentHashMap<>();

    CopyCheck(Outbox outbox, Discord discord, Clock clock) {
        this.outbox = outbox;
        this.history = new HistoryLook(discord);
        this.clock = clock;
        this.copy = outbox.fromCopy();
    }

    /** Whether the entry announces something that may stand in the channel without our knowledge. */
    boolean concerns(OutboxEntry entry) {
        return entry.state() == OutboxEntry.State.PENDING
                && copy.isPresent()
                && entry.announcement().oldest()
                        <= copy.get().startedAt().plus(CLOCKS_APART).getEpochSecond();
    }

    /** Whether the channel was read, so that {@link #clean} can be called. */
    boolean knows(long channelId) {
        return posted.containsKey(channelId);
    }

    /** Reads the channel back to the time of the copy; false when it cannot be read now. The future never fails. */
    CompletableFuture<Boolean> read(long guildId, long channelId) {
        Instant madeAt = copy.orElseThrow().madeAt();
        return history.look(guildId, channelId, Set.of(), HistoryLook.idAt(madeAt.minus(BEFORE_THE_COPY)))
                .thenApply(seen -> learn(guildId, channelId, seen))
                .exceptionally(failure -> false);
    }

    private boolean learn(long guildId, long channelId, HistoryLook.Seen seen) {
        if (seen instanceof HistoryLook.Read read) {
            posted.put(channelId, read.announced());
            return true;
        }
        HistoryResult why = ((HistoryLook.NotRead) seen).why();
        if (why instanceof HistoryResult.Unavailable) {
            return false;
        }
        LOG.warn(
                "Server {}: channel {} cannot be read, so what was announced after the copy was made may be repeated",
                guildId,
                channelId);
        posted.put(channelId, Set.of());
        return true;
    }

    /** Takes what stands in the channel out of all that waits; true when anything was taken out. */
    boolean clean(long guildId, long channelId) {
        Set<Announced> there = posted.getOrDefault(channelId, Set.of());
        boolean changed = false;
        for (OutboxEntry entry : outbox.pending(guildId)) {
            List<Announcement.Unlocks> missing = missing(entry.announcement(), there);
            int count = missing.stream().mapToInt(part -> part.unlocks().size()).sum();
            if (count == entry.announcement().count()) {
                continue;
            }
            changed = true;
            if (missing.isEmpty()) {
                outbox.drop(entry.id(), "announced already before the restore", clock.instant());
            } else {
                outbox.replaced(entry.id(), missing.size() == 1 ? missing.get(0) : new Announcement.Summary(missing));
            }
        }
        return changed;
    }

    private static List<Announcement.Unlocks> missing(Announcement announcement, Set<Announced> there) {
        List<Announcement.Unlocks> parts = new ArrayList<>();
        for (Announcement.Unlocks part : announcement.parts()) {
            List<Announcement.Unlock> unlocks = part.unlocks().stream()
                    .filter(unlock -> !there.contains(Announced.of(part.player(), unlock)))
                    .toList();
            if (!unlocks.isEmpty()) {
                parts.add(new Announcement.Unlocks(part.player(), unlocks));
            }
        }
        return parts;
    }
}
