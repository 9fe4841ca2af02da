package io.github.cheevoherald.players;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * When members wanted nothing announced about a game in a server, or nothing at all. Whatever is dated then stays unsaid,
 * even if the site shows it later. Works inside its callers' transactions.
 */
public final class Silences {
    /** Stands for everything, where a game's number is expected. */
    static final long EVERYTHING = 0;

    private Silences() {}

    /** What the linked members of one server don't want announced there. */
    public static final class InServer {
        private record Key(String ulid, long gameId) {}

        private record Period(long begunAt, @Nullable Long endedAt) {
            /** While it lasts, it covers whatever is announced, late unlocks included. */
            boolean covers(long date) {
                return endedAt == null || (date >= begunAt && date <= endedAt);
            }
        }

        private final Map<Key, List<Period>> periods = new HashMap<>();

        /** Whether nothing is announced about the player, by ULID, in this game that is dated then, in seconds. */
        public boolean isSilent(String ulid, long gameId, long date) {
            return covers(new Key(ulid, gameId), date) || covers(new Key(ulid, EVERYTHING), date);
        }

        private boolean covers(Key key, long date) {
            return periods.getOrDefault(key, List.of()).stream().anyMatch(period -> period.covers(date));
        }
    }

    /** What isn't announced in a server. */
    public static InServer in(Handle handle, long guildId) {
        InServer server = new InServer();
        handle.createQuery("""
                        SELECT p.ulid, s.game_id, s.begun_at, s.ended_at FROM silences s
                        JOIN registrations r ON r.guild_id = s.guild_id AND r.member_id = s.member_id
                        JOIN players p ON p.player_id = r.player_id
                        WHERE s.guild_id = ?
                        """)
                .bind(0, guildId)
                .map((row, context) -> {
                    long ended = row.getLong(4);
                    Long endedAt = row.wasNull() ? null : ended;
                    return Map.entry(
                            new InServer.Key(row.getString(1), row.getLong(2)),
                            new InServer.Period(row.getLong(3), endedAt));
                })
                .forEach(one -> server.periods
                        .computeIfAbsent(one.getKey(), key -> new ArrayList<>())
                        .add(one.getValue()));
        return server;
    }

    /** Begins a silence of a member about a game, unless it has begun already. */
    static void begin(Handle handle, long guildId, long memberId, long gameId, String title, Instant siteNow) {
        handle.createUpdate("""
                        INSERT INTO silences (guild_id, member_id, game_id, title, begun_at)
                        SELECT :guild, :member, :game, :title, :now WHERE NOT EXISTS (SELECT 1 FROM silences
                            WHERE guild_id = :guild AND member_id = :member AND game_id = :game AND ended_at IS NULL)
                        ON CONFLICT (guild_id, member_id, game_id, begun_at) DO UPDATE SET ended_at = NULL
                        """)
                .bind("guild", guildId)
                .bind("member", memberId)
                .bind("game", gameId)
                .bind("title", title)
                .bind("now", siteNow.getEpochSecond())
                .execute();
    }

    /** Ends a silence; false if there was none. */
    static boolean end(Handle handle, long guildId, long memberId, long gameId, Instant siteNow) {
        return handle.execute(
                        "UPDATE silences SET ended_at = ?"
                                + " WHERE guild_id = ? AND member_id = ? AND game_id = ? AND ended_at IS NULL",
                        siteNow.getEpochSecond(),
                        guildId,
                        memberId,
                        gameId)
                > 0;
    }

    /** Corrects what was dated between two times by a wrong clock. */
    static void redate(Handle handle, Instant from, Instant to, Duration correction) {
        handle.execute(
                "UPDATE silences SET ended_at = ended_at + ? WHERE ended_at BETWEEN ? AND ?",
                correction.toSeconds(),
                from.getEpochSecond(),
                to.getEpochSecond());
        handle.execute(
                "UPDATE silences SET begun_at = begun_at + ? WHERE begun_at BETWEEN ? AND ?",
                correction.toSeconds(),
                from.getEpochSecond(),
                to.getEpochSecond());
    }
}
