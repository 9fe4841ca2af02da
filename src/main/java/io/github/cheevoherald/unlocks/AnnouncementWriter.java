package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Writes a player's announcements to the outbox, each unlock with its context. Works inside its callers' transactions. */
final class AnnouncementWriter {
    private final Outbox outbox;
    private final AnnouncementMaker maker;
    private final Clock clock;
    private final ServerHolders holders = new ServerHolders();

    AnnouncementWriter(Outbox outbox, AnnouncementMaker maker, Clock clock) {
        this.outbox = outbox;
        this.maker = maker;
        this.clock = clock;
    }

    /** Writes one announcement for each server; returns how many. {@code contexts} holds what the site gave in time. */
    int write(
            Handle handle,
            Player player,
            AnnouncementBatches batches,
            Map<RecentUnlock, UnlockAnnouncement.Context> contexts) {
        Map<UnlockDetector.Key, UnlockAnnouncement.Context> byKey = new HashMap<>();
        contexts.forEach((unlock, context) -> byKey.put(UnlockDetector.Key.of(unlock), context));
        Instant now = clock.instant();
        PlayerCard card = maker.card(player, now);
        int added = 0;
        for (Map.Entry<Long, List<UnlockAnnouncement.Unlock>> batch :
                batches.oldestFirst().entrySet()) {
            List<UnlockAnnouncement.Unlock> unlocks = batch.getValue().stream()
                    .map(unlock -> unlock.withContext(byKey.get(UnlockDetector.Key.of(unlock))))
                    .toList();
            outbox.add(
                    handle,
                    batch.getKey(),
                    new UnlockAnnouncement.Unlocks(card, holders.added(handle, batch.getKey(), player.id(), unlocks)),
                    now);
            added++;
        }
        return added;
    }
}
