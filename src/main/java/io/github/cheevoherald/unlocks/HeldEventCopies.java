package io.github.cheevoherald.unlocks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.Players;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Unlocks of events' achievements, held back for a short while because nobody knows yet whether they are copies. They
 * wait for the second API to name their original or, where it can't be had, for an unlock in the same second.
 */
final class HeldEventCopies {
    /** How long a copy waits for its original. With the interval between checks that stays under two minutes. */
    private static final Duration MAX_HELD = Duration.ofSeconds(110);

    private static final String IS_NAMED =
            "EXISTS (SELECT 1 FROM event_pairs p WHERE p.copy_id = held_twins.achievement_id)";
    private static final String HAS_PARTNER = """
            EXISTS (SELECT 1 FROM ledger l
                WHERE l.player_id = held_twins.player_id AND l.unlocked_at = held_twins.unlocked_at AND l.event = 0)
            """;

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** An event copy being held, as it would be announced, and the servers where it would be. */
    record Held(long playerId, UnlockAnnouncement.Unlock unlock, List<Long> guildIds) {
        Held {
            guildIds = List.copyOf(guildIds);
        }

        Player player(Handle handle) {
            return handle.createQuery("SELECT * FROM players WHERE player_id = ?")
                    .bind(0, playerId)
                    .map(Players::player)
                    .one();
        }
    }

    /** @param bySecond whether only an unlock in the same second can show that it's a copy */
    void hold(Handle handle, Held held, boolean bySecond, Instant now) {
        handle.createUpdate("""
                        INSERT INTO held_twins (player_id, achievement_id, unlocked_at, held_at_ms, by_second, guild_ids, payload)
                        VALUES (:player, :achievement, :date, :now, :bySecond, :guilds, :payload)
                        """)
                .bind("player", held.playerId())
                .bind("achievement", held.unlock().achievementId())
                .bind("date", held.unlock().unlockedAt())
                .bind("now", now.toEpochMilli())
                .bind("bySecond", bySecond ? 1 : 0)
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

    /** Whether any of them waits for the second API to name its original. */
    boolean hasUnnamed(Handle handle) {
        return handle.createQuery("SELECT EXISTS (SELECT 1 FROM held_twins WHERE by_second = 0)")
                .mapTo(Boolean.class)
                .one();
    }

    /** Drops a player's copies whose original is known by now. */
    void dropPaired(Handle handle, long playerId) {
        handle.execute("DELETE FROM held_twins WHERE player_id = ? AND " + IS_NAMED, playerId);
        handle.execute("DELETE FROM held_twins WHERE player_id = ? AND by_second = 1 AND " + HAS_PARTNER, playerId);
    }

    /** Makes sure that a player's copies aren't announced in a server any more. */
    void withdraw(Handle handle, long playerId, long guildId) {
        for (Held held : read(handle, "SELECT * FROM held_twins WHERE player_id = ?", playerId)) {
            List<Long> others =
                    held.guildIds().stream().filter(id -> id != guildId).toList();
            setServers(handle, held, others);
        }
    }

    /** Adds a server to those where a copy would be announced; false if it isn't being held. */
    boolean addServer(Handle handle, long playerId, UnlockDetector.Key key, long guildId) {
        for (Held held : read(handle, "SELECT * FROM held_twins WHERE player_id = ?", playerId)) {
            UnlockAnnouncement.Unlock unlock = held.unlock();
            if (key.equals(
                    new UnlockDetector.Key(unlock.achievementId(), Instant.ofEpochSecond(unlock.unlockedAt())))) {
                Set<Long> all = new LinkedHashSet<>(held.guildIds());
                all.add(guildId);
                setServers(handle, held, all);
                return true;
            }
        }
        return false;
    }

    private static void setServers(Handle handle, Held held, Collection<Long> guildIds) {
        handle.execute(
                """
                        UPDATE held_twins SET guild_ids = ?
                        WHERE player_id = ? AND achievement_id = ? AND unlocked_at = ?
                        """,
                joined(guildIds),
                held.playerId(),
                held.unlock().achievementId(),
                held.unlock().unlockedAt());
    }

    /** Lets those that wait for the second API go by their second instead; returns whose they are. */
    Set<Long> goBySecond(Handle handle) {
        handle.execute("DELETE FROM held_twins WHERE by_second = 0 AND " + HAS_PARTNER);
        return new LinkedHashSet<>(
                handle.createQuery("UPDATE held_twins SET by_second = 1 WHERE by_second = 0 RETURNING player_id")
                        .mapTo(Long.class)
                        .list());
    }

    /** Releases a player's copies that go by their second. */
    List<Held> release(Handle handle, long playerId) {
        return take(handle, "by_second = 1 AND player_id = ?", playerId);
    }

    /** Releases those that were held before a time by which the second API listed none of them. */
    List<Held> releaseUnlisted(Handle handle, Instant listedAt) {
        handle.execute("DELETE FROM held_twins WHERE " + IS_NAMED);
        return take(handle, "held_at_ms <= ?", listedAt.toEpochMilli());
    }

    /** Releases those whose original did not come in time. */
    List<Held> releaseLongHeld(Handle handle, Instant now) {
        long since = now.minus(MAX_HELD).toEpochMilli();
        handle.execute("DELETE FROM held_twins WHERE held_at_ms <= ? AND " + IS_NAMED, since);
        handle.execute("DELETE FROM held_twins WHERE held_at_ms <= ? AND " + HAS_PARTNER, since);
        return take(handle, "held_at_ms <= ?", since);
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

    private static String joined(Collection<Long> guildIds) {
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
