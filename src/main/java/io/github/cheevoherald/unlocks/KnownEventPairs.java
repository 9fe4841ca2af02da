package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.retroachievements.EventAchievement;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Every pair of an achievement and an event's copy of it that the site ever listed. Works inside its callers' transactions. */
final class KnownEventPairs {

    /** Adds new pairs and updates known ones. An event's own achievements, which copy nothing, are left out. */
    void store(Handle handle, List<EventAchievement> listed) {
        PreparedBatch rows = handle.prepareBatch("""
                INSERT INTO event_pairs (copy_id, original_id, event, active_from, active_until)
                VALUES (:copy, :original, :event, :from, :until)
                ON CONFLICT (copy_id) DO UPDATE SET original_id = excluded.original_id, event = excluded.event,
                    active_from = excluded.active_from, active_until = excluded.active_until
                """);
        for (EventAchievement one : listed) {
            if (one.originalId() != null) {
                rows.bind("copy", one.copyId())
                        .bind("original", one.originalId())
                        .bind("event", one.eventTitle())
                        .bind("from", seconds(one.activeFrom()))
                        .bind("until", seconds(one.activeUntil()))
                        .add();
            }
        }
        if (rows.size() > 0) {
            int[] unused = rows.execute();
        }
    }

    private static @Nullable Long seconds(@Nullable Instant instant) {
        return instant == null ? null : (Long) instant.getEpochSecond();
    }

    /** Whether the achievement is known to be a copy of another one. */
    boolean isCopy(Handle handle, long achievementId) {
        return handle.createQuery("SELECT EXISTS (SELECT 1 FROM event_pairs WHERE copy_id = ?)")
                .bind(0, achievementId)
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * The titles of the events that an unlock counts for; null if there are none. A hardcore unlock counts for those
     * that ran at its date; any other one, where the player has the copy with that date.
     */
    @Nullable String event(Handle handle, long playerId, RecentUnlock unlock) {
        List<String> titles = handle.createQuery("""
                        SELECT p.event FROM event_pairs p
                        WHERE p.original_id = :original AND ((:hardcore = 1
                                AND (p.active_from IS NULL OR p.active_from <= :date)
                                AND (p.active_until IS NULL OR p.active_until > :date))
                            OR EXISTS (SELECT 1 FROM ledger l WHERE l.player_id = :player
                                AND l.achievement_id = p.copy_id AND l.unlocked_at = :date))
                        ORDER BY p.copy_id
                        """)
                .bind("original", unlock.achievementId())
                .bind("hardcore", unlock.hardcore() ? 1 : 0)
                .bind("date", unlock.date().getEpochSecond())
                .bind("player", playerId)
                .mapTo(String.class)
                .list();
        List<String> named =
                titles.stream().filter(title -> !title.isBlank()).distinct().toList();
        return named.isEmpty() ? null : String.join(", ", named);
    }
}
