package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.retroachievements.RecentUnlock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Every unlock ever seen, unique by player, achievement and date. Works inside its callers' transactions. */
final class UnlockLedger {
    record Excerpt(Set<UnlockDetector.Key> keys, Set<Instant> originals) {}

    /** A player's recorded unlocks between the first date and the last of an answer with rows, both included. */
    Excerpt during(Handle handle, long playerId, List<RecentUnlock> answer) {
        LongSummaryStatistics dates =
                answer.stream().mapToLong(row -> row.date().getEpochSecond()).summaryStatistics();
        Set<UnlockDetector.Key> keys = new HashSet<>();
        Set<Instant> originals = new HashSet<>();
        List<Row> rows = handle.createQuery("""
                        SELECT achievement_id, unlocked_at, event FROM ledger
                        WHERE player_id = :player AND unlocked_at BETWEEN :from AND :to
                        """)
                .bind("player", playerId)
                .bind("from", dates.getMin())
                .bind("to", dates.getMax())
                .map((row, context) ->
                        new Row(row.getLong(1), Instant.ofEpochSecond(row.getLong(2)), row.getInt(3) == 1))
                .list();
        for (Row row : rows) {
            keys.add(new UnlockDetector.Key(row.achievementId(), row.date()));
            if (!row.event()) {
                originals.add(row.date());
            }
        }
        return new Excerpt(keys, originals);
    }

    boolean hasSoftcore(Handle handle, long playerId, long achievementId) {
        return handle.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM ledger
                            WHERE player_id = :player AND achievement_id = :achievement AND hardcore = 0)
                        """)
                .bind("player", playerId)
                .bind("achievement", achievementId)
                .mapTo(Boolean.class)
                .one();
    }

    /** Somebody else recorded one of the unlocks first, so what was decided about them no longer holds. */
    static final class RecordedMeanwhile extends RuntimeException {
        private static final long serialVersionUID = 1;

        RecordedMeanwhile(long playerId) {
            super("an unlock of player " + playerId + " was recorded by another poll meanwhile");
        }
    }

    /** @throws RecordedMeanwhile when one of them is in the ledger; the transaction has to be undone */
    void add(Handle handle, long playerId, List<RecentUnlock> unlocks) {
        if (unlocks.isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch("""
                INSERT INTO ledger (player_id, achievement_id, unlocked_at, hardcore, event)
                VALUES (:player, :achievement, :date, :hardcore, :event)
                ON CONFLICT (player_id, achievement_id, unlocked_at) DO NOTHING
                """);
        for (RecentUnlock unlock : unlocks) {
            rows.bind("player", playerId)
                    .bind("achievement", unlock.achievementId())
                    .bind("date", unlock.date().getEpochSecond())
                    .bind("hardcore", unlock.hardcore() ? 1 : 0)
                    .bind("event", unlock.isEvent() ? 1 : 0)
                    .add();
        }
        if (IntStream.of(rows.execute()).sum() < unlocks.size()) {
            throw new RecordedMeanwhile(playerId);
        }
    }

    private record Row(long achievementId, Instant date, boolean event) {}
}
