package io.github.cheevoherald.awards;

import io.github.cheevoherald.retroachievements.AwardKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Every award ever seen, unique by player and {@link AwardKey}. Works inside its callers' transactions. */
final class AwardLedger {

    /**
     * A recorded award.
     *
     * @param awardId the site's row when it was first seen; null from the first API
     * @param date when it was first seen to be awarded; one that was lost and earned again has a later one by now
     * @param number 1 for the player's first award that was recorded, and so on
     */
    record Known(@Nullable Long awardId, Instant date, long number) {}

    /** All of a player's awards. */
    Map<AwardKey, Known> of(Handle handle, long playerId) {
        Map<AwardKey, Known> awards = new HashMap<>();
        handle.createQuery("SELECT kind, subject_id, tier, award_id, awarded_at, number FROM award_ledger"
                        + " WHERE player_id = ?")
                .bind(0, playerId)
                .map((row, context) -> {
                    AwardKey key = new AwardKey(AwardKind.valueOf(row.getString(1)), row.getLong(2), row.getInt(3));
                    long id = row.getLong(4);
                    Long awardId = row.wasNull() ? null : id;
                    return Map.entry(key, new Known(awardId, Instant.ofEpochSecond(row.getLong(5)), row.getLong(6)));
                })
                .forEach(entry -> awards.put(entry.getKey(), entry.getValue()));
        return awards;
    }

    /** Records an award that isn't known; with a known one the transaction fails. */
    Known add(Handle handle, long playerId, FoundAward award, long number) {
        handle.createUpdate("""
                        INSERT INTO award_ledger (player_id, kind, subject_id, tier, award_id, awarded_at, number)
                        VALUES (:player, :kind, :subject, :tier, :id, :date, :number)
                        """)
                .bind("player", playerId)
                .bind("kind", award.key().kind().name())
                .bind("subject", award.key().subjectId())
                .bind("tier", award.key().tier())
                .bind("id", award.id())
                .bind("date", award.date().getEpochSecond())
                .bind("number", number)
                .execute();
        return new Known(award.id(), award.date(), number);
    }

    /**
     * Whether surely no other player registered in the server has the award, in hardcore or not as may be. It isn't sure
     * while the list of somebody's awards there was not read.
     */
    boolean isFirst(Handle handle, long guildId, long playerId, AwardKey key) {
        String hardcore = key.inHardcore().orElse(key).kind().name();
        boolean others = handle.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM registrations o JOIN players p ON p.player_id = o.player_id
                            WHERE o.guild_id = :guild AND p.player_id <> :player
                            AND (EXISTS (SELECT 1 FROM award_ledger a WHERE a.player_id = p.player_id
                                    AND a.subject_id = :subject AND a.tier = :tier AND a.kind IN (:kind, :hardcore))
                                OR (o.resting_since_ms IS NULL AND o.paused = 0 AND NOT
                        """ + AwardLinks.KNOWN + ")))")
                .bind("guild", guildId)
                .bind("player", playerId)
                .bind("subject", key.subjectId())
                .bind("tier", key.tier())
                .bind("kind", key.kind().name())
                .bind("hardcore", hardcore)
                .mapTo(Boolean.class)
                .one();
        return !others;
    }
}
