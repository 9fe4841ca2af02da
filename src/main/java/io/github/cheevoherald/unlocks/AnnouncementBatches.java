package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One player's unlocks for each server, each unlock once. */
final class AnnouncementBatches {
    private final Collection<Watcher> watchers;
    private final Map<Long, Map<UnlockDetector.Key, UnlockAnnouncement.Unlock>> byGuild = new LinkedHashMap<>();

    AnnouncementBatches(Collection<Watcher> watchers) {
        this.watchers = watchers;
    }

    void add(UnlockAnnouncement.Unlock unlock, Instant date, Instant oldest) {
        for (Watcher watcher : watchers) {
            if (watcher.wants(date, oldest)) {
                addTo(List.of(watcher.guildId()), unlock);
            }
        }
    }

    /** Adds for those of the servers that still watch; the links may have changed since they were chosen. */
    void addTo(Collection<Long> guildIds, UnlockAnnouncement.Unlock unlock) {
        Instant date = Instant.ofEpochSecond(unlock.unlockedAt());
        for (Watcher watcher : watchers) {
            if (guildIds.contains(watcher.guildId()) && watcher.wants(date, Instant.MIN)) {
                byGuild.computeIfAbsent(watcher.guildId(), guildId -> new LinkedHashMap<>())
                        .putIfAbsent(new UnlockDetector.Key(unlock.achievementId(), date), unlock);
            }
        }
    }

    Map<Long, List<UnlockAnnouncement.Unlock>> oldestFirst() {
        Map<Long, List<UnlockAnnouncement.Unlock>> sorted = new LinkedHashMap<>();
        byGuild.forEach((guildId, batch) -> sorted.put(
                guildId,
                batch.values().stream()
                        .sorted(Comparator.comparingLong(UnlockAnnouncement.Unlock::unlockedAt))
                        .toList()));
        return sorted;
    }
}
