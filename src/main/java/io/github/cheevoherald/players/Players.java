package io.github.cheevoherald.players;

import io.github.cheevoherald.retroachievements.Profile;
import io.github.cheevoherald.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The players that are watched, and who is linked to them where. */
public final class Players {
    /** A player whom the site does not know for this long is not asked about any more. */
    public static final Duration GIVEN_UP_AFTER = Duration.ofDays(7);

    static final String JOINED = """
            SELECT r.guild_id, r.member_id, r.resting_since_ms, p.player_id, p.ulid, p.name, p.picture, p.gone_since_ms,
                p.banned
            FROM registrations r JOIN players p ON p.player_id = r.player_id
            """;

    /** Somebody hears of the player, who is linked to a member: in a server that we are in and serve, with a feed. */
    private static final String HEARD = """
            EXISTS (SELECT 1 FROM registrations r JOIN feeds f ON f.guild_id = r.guild_id
                LEFT JOIN guilds g ON g.guild_id = r.guild_id
                WHERE r.player_id = p.player_id AND r.resting_since_ms IS NULL AND g.left_at_ms IS NULL
                    AND COALESCE(g.left_alone, 0) = 0)
            """;

    private final Database database;
    private final LinkEnd linkEnd;

    /** Keeps its rows in the given database, and says when a link ends. */
    public Players(Database database, LinkEnd linkEnd) {
        this.database = database;
        this.linkEnd = linkEnd;
    }

    /** Brings stored times to this process's own, once before they are used: what happened does not lie ahead. */
    public void adoptTime(Instant now) {
        long millis = now.toEpochMilli();
        database.useTransaction(handle -> {
            handle.execute("UPDATE players SET profile_at_ms = ? WHERE profile_at_ms > ?", millis, millis);
            handle.execute("UPDATE players SET gone_since_ms = ? WHERE gone_since_ms > ?", millis, millis);
            handle.execute("UPDATE registrations SET resting_since_ms = ? WHERE resting_since_ms > ?", millis, millis);
            handle.execute("UPDATE registrations SET looked_for_at_ms = ? WHERE looked_for_at_ms > ?", millis, millis);
            NotedRow.adoptTime(handle, millis);
        });
    }

    /**
     * Corrects what was dated between two times by a clock that was not right: when links that still wait for their
     * baseline began, and when members asked while the site was away.
     */
    public void redate(Instant from, Instant to, Duration correction) {
        database.useTransaction(handle -> {
            handle.execute(
                    "UPDATE registrations SET registered_at = registered_at + ?"
                            + " WHERE baselined = 0 AND registered_at BETWEEN ? AND ?",
                    correction.toSeconds(),
                    from.getEpochSecond(),
                    to.getEpochSecond());
            handle.execute(
                    "UPDATE noted_registrations SET noted_at = noted_at + ? WHERE noted_at BETWEEN ? AND ?",
                    correction.toSeconds(),
                    from.getEpochSecond(),
                    to.getEpochSecond());
        });
    }

    /** How many players are asked about: those of whom somebody hears and whom the site has. */
    public int watched(Instant now) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM players p WHERE " + HEARD
                        + " AND banned = 0 AND (gone_since_ms IS NULL OR gone_since_ms > ?)")
                .bind(0, now.minus(GIVEN_UP_AFTER).toEpochMilli())
                .mapTo(Integer.class)
                .one());
    }

    /** How many players are registered, each counted once however many servers they are in. */
    public int count() {
        return database.read(handle -> handle.createQuery(
                        "SELECT COUNT(DISTINCT player_id) FROM registrations WHERE resting_since_ms IS NULL")
                .mapTo(Integer.class)
                .one());
    }

    /** The profile page of everybody who was ever watched, by ULID, made of the name that is known. */
    public Map<String, String> pages(UnaryOperator<String> pageOf) {
        return database.read(handle -> {
            Map<String, String> pages = new HashMap<>();
            handle.createQuery("SELECT ulid, name FROM players")
                    .map((row, context) -> Map.entry(row.getString(1), pageOf.apply(row.getString(2))))
                    .forEach(page -> pages.put(page.getKey(), page.getValue()));
            return pages;
        });
    }

    /** Everyone registered in a server, by name. */
    public List<Registered> inGuild(long guildId) {
        return database.read(handle -> handle.createQuery(JOINED + " WHERE r.guild_id = ? ORDER BY lower(p.name)")
                .bind(0, guildId)
                .map(Players::registered)
                .list());
    }

    /** The player that a member is linked to in a server. */
    public Optional<Registered> ofMember(long guildId, long memberId) {
        return database.read(handle -> ofMember(handle, guildId, memberId));
    }

    static Optional<Registered> ofMember(Handle handle, long guildId, long memberId) {
        return handle.createQuery(JOINED + " WHERE r.guild_id = ? AND r.member_id = ?")
                .bind(0, guildId)
                .bind(1, memberId)
                .map(Players::registered)
                .findOne();
    }

    /** The registration of a player in a server, by name in any case or by ULID. */
    public Optional<Registered> named(long guildId, String nameOrUlid) {
        return database.read(
                handle -> handle.createQuery(JOINED + " WHERE r.guild_id = ? AND (lower(p.name) = ? OR p.ulid = ?)"
                                // A name that was given up may be somebody else's by now.
                                + " ORDER BY p.ulid = ? DESC, p.profile_at_ms DESC LIMIT 1")
                        .bind(0, guildId)
                        .bind(1, nameOrUlid.strip().toLowerCase(Locale.ROOT))
                        .bind(2, nameOrUlid.strip().toUpperCase(Locale.ROOT))
                        .bind(3, nameOrUlid.strip().toUpperCase(Locale.ROOT))
                        .map(Players::registered)
                        .findOne());
    }

    /** What was asked for in a server while the site was away, confirmed or not. */
    public List<Noted> notedInGuild(long guildId) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM noted_registrations WHERE guild_id = ? ORDER BY noted_at, member_id")
                .bind(0, guildId)
                .map(Players::noted)
                .list());
    }

    /** Ends a member's link with all that waits to be announced of it, and what was noted for the member; true when there was one. */
    public boolean unregister(long guildId, long memberId) {
        return database.inTransaction(handle -> {
            int noted = handle.execute(
                    "DELETE FROM noted_registrations WHERE guild_id = ? AND member_id = ?", guildId, memberId);
            Optional<Registered> link = ofMember(handle, guildId, memberId);
            link.ifPresent(ended -> {
                handle.execute("DELETE FROM registrations WHERE guild_id = ? AND member_id = ?", guildId, memberId);
                linkEnd.ended(handle, guildId, ended.player());
            });
            return noted > 0 || link.isPresent();
        });
    }

    /** Every server in which somebody is registered or waits to be. */
    public Set<Long> guilds(Handle handle) {
        return new HashSet<>(
                handle.createQuery("SELECT guild_id FROM registrations UNION SELECT guild_id FROM noted_registrations")
                        .mapTo(Long.class)
                        .list());
    }

    /** Ends every link in a server, inside the transaction that forgets the rest of it. */
    public void forgetGuild(Handle handle, long guildId) {
        handle.execute("DELETE FROM noted_registrations WHERE guild_id = ?", guildId);
        handle.execute("DELETE FROM registrations WHERE guild_id = ?", guildId);
    }

    /** Starts every link of a server anew, as if asked for now: what happened while the bot was away stays unsaid. */
    public void startAnew(Handle handle, long guildId, Instant siteNow) {
        handle.execute(
                "UPDATE registrations SET registered_at = ?, baselined = 0 WHERE guild_id = ?",
                siteNow.getEpochSecond(),
                guildId);
        handle.execute(
                "UPDATE noted_registrations SET noted_at = ? WHERE guild_id = ?", siteNow.getEpochSecond(), guildId);
        handle.execute("""
                UPDATE players SET due_at_ms = 0
                WHERE player_id IN (SELECT player_id FROM registrations WHERE guild_id = ?)
                """, guildId);
    }

    /** A player of whom somebody hears and whose profile was read before the given time, longest ago first. */
    public Optional<Player> staleProfile(Instant readBefore) {
        return database.read(handle -> handle.createQuery("""
                        SELECT p.* FROM players p
                        WHERE p.profile_at_ms < ? AND
                        """ + HEARD + " ORDER BY p.profile_at_ms LIMIT 1")
                .bind(0, readBefore.toEpochMilli())
                .map(Players::player)
                .findOne());
    }

    /** Takes over what a fresh profile says: a new name, a new picture, that the player is there. */
    public void refreshed(long playerId, Profile profile, Instant now) {
        database.useTransaction(handle -> handle.createUpdate("""
                        UPDATE players SET name = :name, picture = :picture, profile_at_ms = :now,
                            due_at_ms = CASE WHEN gone_since_ms IS NULL THEN due_at_ms ELSE 0 END, gone_since_ms = NULL,
                            banned = 0
                        WHERE player_id = :player
                        """)
                .bind("name", profile.name())
                .bind("picture", profile.userPic())
                .bind("now", now.toEpochMilli())
                .bind("player", playerId)
                .execute());
    }

    /** Notes that a profile could not be read, and counts it as read at the given time. */
    void unreadable(long playerId, Instant countedAsReadAt) {
        database.useTransaction(handle -> handle.execute(
                "UPDATE players SET profile_at_ms = ? WHERE player_id = ?", countedAsReadAt.toEpochMilli(), playerId));
    }

    /** Notes that the site knows no such player at present. */
    public void missing(long playerId, Instant now) {
        database.useTransaction(handle -> gone(handle, playerId, now, false));
    }

    /** Notes that the site has shut the player out, whose unlocks are not asked for from now on. */
    void banned(long playerId, Instant now) {
        database.useTransaction(handle -> gone(handle, playerId, now, true));
    }

    /** Since when is told anew when it is another reason. */
    private static void gone(Handle handle, long playerId, Instant now, boolean banned) {
        handle.createUpdate("""
                        UPDATE players SET profile_at_ms = :now,
                            gone_since_ms = CASE WHEN banned = :banned THEN COALESCE(gone_since_ms, :now) ELSE :now END,
                            banned = :banned
                        WHERE player_id = :player
                        """)
                .bind("now", now.toEpochMilli())
                .bind("banned", banned ? 1 : 0)
                .bind("player", playerId)
                .execute();
    }

    /** Reads a player from a row of the players' table. */
    public static Player player(ResultSet row, StatementContext context) throws SQLException {
        long gone = row.getLong("gone_since_ms");
        return new Player(
                row.getLong("player_id"),
                row.getString("ulid"),
                row.getString("name"),
                row.getString("picture"),
                gone == 0 ? null : Instant.ofEpochMilli(gone),
                row.getInt("banned") == 1);
    }

    static Registered registered(ResultSet row, StatementContext context) throws SQLException {
        long resting = row.getLong("resting_since_ms");
        return new Registered(
                row.getLong("guild_id"),
                row.getLong("member_id"),
                player(row, context),
                resting == 0 ? null : Instant.ofEpochMilli(resting));
    }

    static Noted noted(ResultSet row, StatementContext context) throws SQLException {
        String problem = row.getString("problem");
        return new Noted(
                row.getLong("guild_id"),
                row.getLong("member_id"),
                row.getString("username"),
                problem == null ? null : Noted.Problem.valueOf(problem));
    }
}
