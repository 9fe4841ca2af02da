package io.github.cheevoherald.players;

import io.github.cheevoherald.retroachievements.Profile;
import io.github.cheevoherald.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The players and who is linked to them in which server. */
public final class Players {
    /** A player missing from the site for this long is no longer polled. */
    public static final Duration GIVEN_UP_AFTER = Duration.ofDays(7);

    static final String JOINED = """
            SELECT r.guild_id, r.member_id, r.resting_since_ms, r.paused, p.player_id, p.ulid, p.name, p.picture, p.gone_since_ms,
                p.banned
            FROM registrations r JOIN players p ON p.player_id = r.player_id
            """;

    /**
     * Links {@code r} of present members who haven't paused them, in servers that we are in and serve, with each server's
     * feeds {@code f}.
     */
    public static final String ANNOUNCED_LINKS = """
            FROM registrations r JOIN feeds f ON f.guild_id = r.guild_id LEFT JOIN guilds g ON g.guild_id = r.guild_id
            WHERE r.resting_since_ms IS NULL AND r.paused = 0 AND g.left_at_ms IS NULL AND COALESCE(g.left_alone, 0) = 0
            """;

    private static final String HEARD = "EXISTS (SELECT 1 " + ANNOUNCED_LINKS + " AND r.player_id = p.player_id)";

    /**
     * Condition on {@code players p}: to be polled, since their unlocks or awards are announced somewhere and the site
     * has neither banned them nor lost them before {@code :givenUp}.
     */
    public static final String WATCHED = "EXISTS (SELECT 1 " + ANNOUNCED_LINKS
            + " AND f.kind IN ('unlocks', 'awards') AND r.player_id = p.player_id)"
            + " AND p.banned = 0 AND (p.gone_since_ms IS NULL OR p.gone_since_ms > :givenUp)";

    private final Database database;
    private final LinkListener links;

    public Players(Database database, LinkListener links) {
        this.database = database;
        this.links = links;
    }

    /** Moves stored times that lie in the future to now. Call it once at the start, before they are used. */
    public void adoptTime(Instant now) {
        long millis = now.toEpochMilli();
        database.useTransactionAlone(handle -> {
            handle.execute("UPDATE players SET profile_at_ms = ? WHERE profile_at_ms > ?", millis, millis);
            handle.execute("UPDATE players SET gone_since_ms = ? WHERE gone_since_ms > ?", millis, millis);
            handle.execute("UPDATE registrations SET resting_since_ms = ? WHERE resting_since_ms > ?", millis, millis);
            handle.execute("UPDATE registrations SET looked_for_at_ms = ? WHERE looked_for_at_ms > ?", millis, millis);
            PendingRow.adoptTime(handle, millis);
        });
    }

    /**
     * Corrects what was dated between two times by a wrong clock: registrations without a baseline, pending ones, and
     * silences.
     */
    public void redate(Instant from, Instant to, Duration correction) {
        database.useTransactionAlone(handle -> {
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
            Silences.redate(handle, from, to, correction);
        });
    }

    /** How many players are polled: those whose unlocks or awards are announced somewhere and whom the site has. */
    public int watched(Instant now) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM players p WHERE " + WATCHED)
                .bind("givenUp", now.minus(GIVEN_UP_AFTER).toEpochMilli())
                .mapTo(Integer.class)
                .one());
    }

    /** How many players are registered, each counted once for all their servers. */
    public int count() {
        return database.read(handle -> handle.createQuery(
                        "SELECT COUNT(DISTINCT player_id) FROM registrations WHERE resting_since_ms IS NULL")
                .mapTo(Integer.class)
                .one());
    }

    /** The profile page of every player ever registered, by ULID; {@code pageOf} makes it from the name. */
    public Map<String, String> pages(UnaryOperator<String> pageOf) {
        return database.read(handle -> handle.createQuery("SELECT ulid, name FROM players")
                .map((row, context) -> Map.entry(row.getString(1), pageOf.apply(row.getString(2))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Everyone registered in a server, by name. */
    public List<Registered> inGuild(long guildId) {
        return database.read(handle -> handle.createQuery(JOINED + " WHERE r.guild_id = ? ORDER BY lower(p.name)")
                .bind(0, guildId)
                .map(Registered::of)
                .list());
    }

    /** The player a member is linked to in a server. */
    public Optional<Registered> ofMember(long guildId, long memberId) {
        return database.read(handle -> ofMember(handle, guildId, memberId));
    }

    static Optional<Registered> ofMember(Handle handle, long guildId, long memberId) {
        return handle.createQuery(JOINED + " WHERE r.guild_id = ? AND r.member_id = ?")
                .bind(0, guildId)
                .bind(1, memberId)
                .map(Registered::of)
                .findOne();
    }

    /** The registration of a player in a server, by name in any case or by ULID. */
    public Optional<Registered> named(long guildId, String nameOrUlid) {
        if (nameOrUlid.indexOf('\0') >= 0) {
            // PostgreSQL refuses even to look for it.
            return Optional.empty();
        }
        return database.read(
                handle -> handle.createQuery(JOINED + " WHERE r.guild_id = ? AND (lower(p.name) = ? OR p.ulid = ?)"
                                // A name that one player gave up may be another's by now.
                                + " ORDER BY p.ulid = ? DESC, p.profile_at_ms DESC LIMIT 1")
                        .bind(0, guildId)
                        .bind(1, nameOrUlid.strip().toLowerCase(Locale.ROOT))
                        .bind(2, nameOrUlid.strip().toUpperCase(Locale.ROOT))
                        .bind(3, nameOrUlid.strip().toUpperCase(Locale.ROOT))
                        .map(Registered::of)
                        .findOne());
    }

    /** The registrations of a server that are pending or have failed. */
    public List<PendingRegistration> pendingInGuild(long guildId) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM noted_registrations WHERE guild_id = ? ORDER BY noted_at, member_id")
                .bind(0, guildId)
                .map(PendingRegistration::of)
                .list());
    }

    /** Ends a member's link and pending registration, and withdraws what was not announced yet; true if there was one. */
    public boolean unregister(long guildId, long memberId) {
        return database.aloneInTransaction(handle -> {
            int pending = handle.execute(
                    "DELETE FROM noted_registrations WHERE guild_id = ? AND member_id = ?", guildId, memberId);
            Optional<Registered> link = ofMember(handle, guildId, memberId);
            link.ifPresent(ended -> {
                EndedLinks.unregister(handle, ended);
                links.ended(handle, guildId, ended.player());
            });
            return pending > 0 || link.isPresent();
        });
    }

    /** Every server with a registration, pending or not, or in which somebody has paused or hidden something. */
    public Set<Long> guilds(Handle handle) {
        return new HashSet<>(
                handle.createQuery("SELECT guild_id FROM registrations UNION SELECT guild_id FROM noted_registrations"
                                + " UNION SELECT guild_id FROM silences")
                        .mapTo(Long.class)
                        .list());
    }

    /** Deletes every registration of a server, inside the transaction that forgets the rest of it. */
    public void forgetGuild(Handle handle, long guildId) {
        EndedLinks.endServer(handle, guildId);
    }

    /** Restarts every registration of a server as of now: what was unlocked before is not announced. */
    public void startAnew(Handle handle, long guildId, Instant siteNow) {
        handle.execute(
                "UPDATE registrations SET registered_at = ?, baselined = 0 WHERE guild_id = ?",
                siteNow.getEpochSecond(),
                guildId);
        handle.execute(
                "UPDATE noted_registrations SET noted_at = ? WHERE guild_id = ?", siteNow.getEpochSecond(), guildId);
        handle.createQuery("SELECT player_id FROM registrations WHERE guild_id = ?")
                .bind(0, guildId)
                .mapTo(Long.class)
                .list()
                .forEach(playerId -> links.resumed(handle, playerId));
    }

    /** The announced player whose profile was read longest ago, if that was before the given time. */
    public Optional<Player> staleProfile(Instant readBefore) {
        return database.read(handle -> handle.createQuery("""
                        SELECT p.* FROM players p
                        WHERE p.profile_at_ms < ? AND
                        """ + HEARD + " ORDER BY p.profile_at_ms LIMIT 1")
                .bind(0, readBefore.toEpochMilli())
                .map(Players::player)
                .findOne());
    }

    /** Stores a fresh profile: name and picture, and that the player is on the site. */
    public void refreshed(long playerId, Profile profile, Instant now) {
        database.useTransactionAlone(handle -> {
            boolean wasGone = isGone(handle, "ulid", profile.ulid());
            // The id of one who was forgotten meanwhile may be another's by now.
            int stored = handle.execute(
                    """
                            UPDATE players SET name = ?, picture = ?, profile_at_ms = ?,
                                gone_since_ms = NULL, banned = 0
                            WHERE player_id = ? AND ulid = ?
                            """, profile.name(), profile.userPic(), now.toEpochMilli(), playerId, profile.ulid());
            if (wasGone && stored > 0) {
                links.resumed(handle, playerId);
            }
        });
    }

    /** Whether the site did not have the player at the last look, or had banned them. */
    static boolean isGone(Handle handle, String column, Object value) {
        return handle.createQuery(
                        "SELECT EXISTS (SELECT 1 FROM players WHERE " + column + " = ? AND gone_since_ms IS NOT NULL)")
                .bind(0, value)
                .mapTo(Boolean.class)
                .one();
    }

    /** Records that a profile could not be read; it counts as read at the given time. */
    void unreadable(Player player, Instant countedAsReadAt) {
        database.useTransaction(handle -> handle.execute(
                "UPDATE players SET profile_at_ms = ? WHERE player_id = ? AND ulid = ?",
                countedAsReadAt.toEpochMilli(),
                player.id(),
                player.ulid()));
    }

    /** Records that the site does not have the player, unless they were forgotten: the id may be another's by now. */
    public void missing(Player player, Instant now) {
        database.useTransactionAlone(handle -> {
            if (player.isStored(handle)) {
                gone(handle, player.id(), now, false);
            }
        });
    }

    /** Records that the site has banned the player, who is no longer polled. */
    void banned(Player player, Instant now) {
        database.useTransactionAlone(handle -> {
            if (player.isStored(handle)) {
                gone(handle, player.id(), now, true);
            }
        });
    }

    /** Keeps the time of the first report unless the reason changes. */
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
}
