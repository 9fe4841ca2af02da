package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Context;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How many registered members of a server have an achievement, by the ledger: in hardcore for a hardcore unlock, in either
 * mode for a casual one. Works inside its callers' transactions.
 */
final class ServerHolders {
    /** Of a longer list, the rest goes without: that many look-ups would hold up everybody else's writing. */
    private static final int MAX_ACHIEVEMENTS = 100;

    private record Others(int either, int hardcore) {
        static final Others NONE = new Others(0, 0);
    }

    /** Adds to a player's unlocks which of the server's members had them before, whatever their dates. */
    List<Unlock> added(Handle handle, long guildId, long playerId, List<Unlock> unlocks) {
        List<Long> ids = unlocks.stream()
                .map(Unlock::achievementId)
                .distinct()
                .limit(MAX_ACHIEVEMENTS)
                .toList();
        Map<Long, Others> others = others(handle, guildId, playerId, ids);
        return unlocks.stream()
                .map(unlock -> ids.contains(unlock.achievementId())
                        ? added(unlock, others.getOrDefault(unlock.achievementId(), Others.NONE))
                        : unlock)
                .toList();
    }

    private static Unlock added(Unlock unlock, Others others) {
        int before = unlock.hardcore() ? others.hardcore() : others.either();
        @Nullable Context known = unlock.context();
        return unlock.withContext(new Context(
                known == null ? null : known.unlocked(),
                known == null ? null : known.total(),
                known == null ? null : known.share(),
                before == 0,
                before + 1));
    }

    private static Map<Long, Others> others(Handle handle, long guildId, long playerId, List<Long> achievementIds) {
        return handle.createQuery("""
                        SELECT l.achievement_id, COUNT(DISTINCT l.player_id),
                            COUNT(DISTINCT CASE WHEN l.hardcore = 1 THEN l.player_id END)
                        FROM registrations r JOIN ledger l ON l.player_id = r.player_id
                        WHERE r.guild_id = :guild AND r.resting_since_ms IS NULL AND r.player_id <> :player
                            AND l.achievement_id IN (<achievements>)
                        GROUP BY l.achievement_id
                        """)
                .bind("guild", guildId)
                .bind("player", playerId)
                .bindList("achievements", achievementIds)
                .map((row, context) -> Map.entry(row.getLong(1), new Others(row.getInt(2), row.getInt(3))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
