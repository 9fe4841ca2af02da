package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.outbox.Announcement;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each server is to be told of one player, each unlock once. */
final class Batches {
    private final Collection<Watcher> watchers;
    private final Map<Long, Map<UnlockDetector.Key, Announcement.Unlock>> byGuild = new LinkedHashMap<>();

    Batches(Collection<Watcher> watchers) {
        this.watchers = watchers;
        watchers.forEach(watcher -> byGuild.put(watcher.guildId(), new LinkedHashMap<>()));
    }

    void add(Announcement.Unlock unlock, Instant date, Instant oldest) {
        for (Watcher watcher : watchers) {
            if (watcher.wants(date, oldest)) {
                addTo(List.of(watcher.guildId()), unlock);
            }
        }
    }

    void addTo(List<Long> guildIds, Announcement.Unlock unlock) {
        Instant date = Instant.ofEpochSecond(unlock.unlockedAt());
        for (long guildId : guildIds) {
            Map<UnlockDetector.Key, Announcement.Unlock> batch = byGuild.get(guildId);
            if (batch != null) {
                batch.putIfAbsent(new UnlockDetector.Key(unlock.achievementId(), date), unlock);
            }
        }
    }

    /** Only servers that are to be told something. */
    Map<Long, List<Announcement.Unlock>> oldestFirst() {
        Map<Long, List<Announcement.Unlock>> sorted = new LinkedHashMap<>();
        byGuild.forEach((guildId, batch) -> {
            if (!batch.isEmpty()) {
                sorted.put(
                        guildId,
                        batch.values().stream()
                                .sorted(Comparator.comparingLong(Announcement.Unlock::unlockedAt))
                                .toList());
            }
        });
        return sorted;
    }
}
