package io.github.cheevoherald.players;

import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The games that members hide in a server. Whatever is dated while a game is hidden stays unsaid even if the site shows
 * it later.
 */
public final class HiddenGames {
    private final Database database;
    private final LinkListener links;
    private final Clock siteClock;

    /** Dates by RetroAchievements' clock. */
    public HiddenGames(Database database, LinkListener links, Clock siteClock) {
        this.database = database;
        this.links = links;
        this.siteClock = siteClock;
    }

    /** A game that a member hides, by the site's number and the title as it was known then, which may be empty. */
    public record HiddenGame(long gameId, String title) {}

    /** What the linked members of one server hide. */
    public static final class InServer {
        private record Key(String ulid, long gameId) {}

        private final Map<Key, Long> hiddenUntil = new HashMap<>();

        /** Whether the player, by ULID, hides what concerns this game and is dated then, in seconds. */
        public boolean isHidden(String ulid, long gameId, long date) {
            Long until = hiddenUntil.get(new Key(ulid, gameId));
            return until != null && date <= until;
        }
    }

    /** What is hidden in a server, in the transaction that adds an announcement there. */
    public static InServer in(Handle handle, long guildId) {
        InServer hidden = new InServer();
        handle.createQuery("""
                        SELECT p.ulid, h.game_id, h.hidden_until FROM hidden_games h
                        JOIN registrations r ON r.guild_id = h.guild_id AND r.member_id = h.member_id
                        JOIN players p ON p.player_id = r.player_id
                        WHERE h.guild_id = ?
                        """)
                .bind(0, guildId)
                .map((row, context) -> {
                    InServer.Key key = new InServer.Key(row.getString(1), row.getLong(2));
                    long until = row.getLong(3);
                    return Map.entry(key, row.wasNull() ? Long.MAX_VALUE : until);
                })
                .forEach(one -> hidden.hiddenUntil.put(one.getKey(), one.getValue()));
        return hidden;
    }

    /** The games that a member hides in a server, by title. */
    public List<HiddenGame> of(long guildId, long memberId) {
        return database.read(handle -> handle.createQuery("SELECT game_id, title FROM hidden_games"
                        + " WHERE guild_id = ? AND member_id = ? AND hidden_until IS NULL ORDER BY lower(title), game_id")
                .bind(0, guildId)
                .bind(1, memberId)
                .map((row, context) -> new HiddenGame(row.getLong(1), row.getString(2)))
                .list());
    }

    /** Hides a game, and withdraws what was not announced yet; false if the member isn't registered in the server. */
    public boolean hide(long guildId, long memberId, HiddenGame game) {
        return database.aloneInTransaction(handle -> {
            Optional<Registered> link = Players.ofMember(handle, guildId, memberId);
            link.ifPresent(of -> {
                handle.createUpdate("""
                                INSERT INTO hidden_games (guild_id, member_id, game_id, title)
                                VALUES (:guild, :member, :game, :title)
                                ON CONFLICT (guild_id, member_id, game_id) DO UPDATE SET title = :title, hidden_until = NULL
                                """)
                        .bind("guild", guildId)
                        .bind("member", memberId)
                        .bind("game", game.gameId())
                        .bind("title", game.title())
                        .execute();
                links.hidden(handle, guildId, of.player(), game.gameId());
            });
            return link.isPresent();
        });
    }

    /** Shows a game again from now on; false if it wasn't hidden. */
    public boolean show(long guildId, long memberId, long gameId) {
        return database.aloneInTransaction(handle -> handle.execute(
                "UPDATE hidden_games SET hidden_until = ?"
                        + " WHERE guild_id = ? AND member_id = ? AND game_id = ? AND hidden_until IS NULL",
                siteClock.instant().getEpochSecond(),
                guildId,
                memberId,
                gameId))
                > 0;
    }

    static void redate(Handle handle, Instant from, Instant to, Duration correction) {
        handle.execute(
                "UPDATE hidden_games SET hidden_until = hidden_until + ? WHERE hidden_until BETWEEN ? AND ?",
                correction.toSeconds(),
                from.getEpochSecond(),
                to.getEpochSecond());
    }
}
