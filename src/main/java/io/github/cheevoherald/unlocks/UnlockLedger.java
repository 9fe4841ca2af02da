package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.store.HotStatement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** All unlocks ever seen; its unique key is player, achievement and date. Works inside its callers' transactions. */
final class UnlockLedger {
    private static final HotStatement BETWEEN = new HotStatement("""
            SELECT achievement_id, unlocked_at, event FROM ledger WHERE player_id = ? AND unlocked_at BETWEEN ? AND ?
            """);

    private static final HotStatement HAS_SOFTCORE = new HotStatement("""
            SELECT EXISTS (SELECT 1 FROM ledger WHERE player_id = ? AND achievement_id = ? AND hardcore = 0)
            """);

    private static final HotStatement ADD = new HotStatement(
            "INSERT INTO ledger (player_id, achievement_id, unlocked_at, hardcore, event) VALUES (?, ?, ?, ?, ?)");

    /** What the ledger holds of a player between two dates, both included. */
    record Excerpt(Set<UnlockDetector.Key> keys, Set<Instant> originals) {}

    Excerpt between(Handle handle, long playerId, Instant from, Instant to) {
        Set<UnlockDetector.Key> keys = new HashSet<>();
        Set<Instant> originals = new HashSet<>();
        List<Row> rows = BETWEEN.list(
                handle,
                row -> new Row(row.getLong(1), Instant.ofEpochSecond(row.getLong(2)), row.getInt(3) == 1),
                playerId,
                from.getEpochSecond(),
                to.getEpochSecond());
        for (Row row : rows) {
            keys.add(new UnlockDetector.Key(row.achievementId(), row.date()));
            if (!row.event()) {
                originals.add(row.date());
            }
        }
        return new Excerpt(keys, originals);
    }

    /** Whether the player has the achievement in softcore as far as we know. */
    boolean hasSoftcore(Handle handle, long playerId, long achievementId) {
        return HAS_SOFTCORE.is(handle, playerId, achievementId);
    }

    void add(Handle handle, long playerId, List<RecentUnlock> unlocks) {
        for (RecentUnlock unlock : unlocks) {
            ADD.execute(
                    handle,
                    playerId,
                    unlock.achievementId(),
                    unlock.date().getEpochSecond(),
                    unlock.hardcore() ? 1 : 0,
                    unlock.isEvent() ? 1 : 0);
        }
    }

    private record Row(long achievementId, Instant date, boolean event) {}
}
