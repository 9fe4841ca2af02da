package io.github.cheevoherald.unlocks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Event copies held back for a short while because their original hasn't appeared yet. */
final class HeldEventCopies {
    /** How long a copy waits for its original. With the interval between checks that stays under two minutes. */
    private static final Duration MAX_HELD = Duration.ofSeconds(110);

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** An event copy being held, as it would be announced, and the servers where it would be. */
    record Held(long playerId, UnlockAnnouncement.Unlock unlock, List<Long> guildIds) {
        Held {
            guildIds = List.copyOf(guildIds);
        }
    }

    void hold(Handle handle, Held held, Instant now) {
        handle.createUpdate("""
                        INSERT INTO held_twins (player_id, achievement_id, unlocked_at, held_at_ms, guild_ids, payload)
                        VALUES (:player, :achievement, :date, :now, :guilds, :payload)
                        """)
                .bind("player", held.playerId())
                .bind("achievement", held.unlock().achievementId())
                .bind("date", held.unlock().unlockedAt())
                .bind("now", now.toEpochMilli())
                .bind("guilds", joined(held.guildIds()))
                .bind("payload", write(held.unlock()))
                .execute();
    }

    void adoptTime(Handle handle, Instant now) {
        handle.execute(
                "UPDATE held_twins SET held_at_ms = ? WHERE held_at_ms > ?", now.toEpochMilli(), now.toEpochMilli());
    }

    /** Whether an event copy is being held for this player; rarely true. */
    boolean has(Handle handle, long playerId) {
        return handle.createQuery("SELECT EXISTS (SELECT 1 FROM held_twins WHERE player_id = ?)")
                .bind(0, playerId)
                .mapTo(Boolean.class)
                .one();
    }

    /** Drops a player's copies whose original is in the ledger by now. */
    void dropPaired(Handle handle, long playerId) {
        handle.execute("""
                DELETE FROM held_twins WHERE player_id = ? AND EXISTS (SELECT 1 FROM ledger l
                    WHERE l.player_id = held_twins.player_id AND l.unlocked_at = held_twins.unlocked_at AND l.event = 0)
                """, playerId);
    }

    /** Makes sure that a player's copies aren't announced in a server any more. */
    void withdraw(Handle handle, long playerId, long guildId) {
        for (Held held : read(handle, "SELECT * FROM held_twins WHERE player_id = ?", playerId)) {
            List<Long> others =
                    held.guildIds().stream().filter(id -> id != guildId).toList();
            handle.execute(
                    """
                            UPDATE held_twins SET guild_ids = ?
                            WHERE player_id = ? AND achievement_id = ? AND unlocked_at = ?
                            """,
                    joined(others),
                    playerId,
                    held.unlock().achievementId(),
                    held.unlock().unlockedAt());
        }
    }

    List<Held> release(Handle handle, long playerId) {
        return take(handle, "player_id = ?", playerId);
    }

    /** Releases those whose original did not come in time. */
    List<Held> releaseLongHeld(Handle handle, Instant now) {
        return take(handle, "held_at_ms <= ?", now.minus(MAX_HELD).toEpochMilli());
    }

    /** Whoever deletes a row announces it. */
    private static List<Held> take(Handle handle, String condition, long value) {
        return read(handle, "DELETE FROM held_twins WHERE " + condition + " RETURNING *", value).stream()
                .sorted(Comparator.comparingLong((Held held) -> held.unlock().unlockedAt())
                        .thenComparingLong(held -> held.unlock().achievementId()))
                .toList();
    }

    private static List<Held> read(Handle handle, String sql, long value) {
        return handle.createQuery(sql)
                .bind(0, value)
                .map((row, context) -> new Held(
                        row.getLong("player_id"), read(row.getString("payload")), ids(row.getString("guild_ids"))))
                .list();
    }

    private static String joined(List<Long> guildIds) {
        return guildIds.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static List<Long> ids(String joined) {
        return Arrays.stream(joined.split(",", -1))
                .filter(id -> !id.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    private static String write(UnlockAnnouncement.Unlock unlock) {
        try {
            return JSON.writeValueAsString(unlock);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an unlock can't be written as JSON", e);
        }
    }

    private static UnlockAnnouncement.Unlock read(String payload) {
        try {
            return JSON.readValue(payload, UnlockAnnouncement.Unlock.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a held unlock can't be read", e);
        }
    }
}
