package io.github.cheevoherald.awards;

import io.github.cheevoherald.outbox.awards.AwardAnnouncement;
import io.github.cheevoherald.players.Players;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Knows for each link how far the player's awards are known. A row belongs to one beginning: when the link or the feed
 * began anew, it is replaced. Works inside its callers' transactions.
 */
final class AwardLinks {
    private static final String ANNOUNCED = Players.ANNOUNCED_LINKS + " AND f.kind = '" + AwardAnnouncement.KIND + "'";

    private static final String SINCE =
            "(CASE WHEN COALESCE(f.begun_at, 0) > r.registered_at THEN f.begun_at ELSE r.registered_at END)";

    /** Condition on {@code players p}: their awards are announced somewhere. */
    static final String WANTED = "EXISTS (SELECT 1 " + ANNOUNCED + " AND r.player_id = p.player_id)";

    /** Condition on {@code players p}: the list of all their awards was read since a link began that still stands. */
    static final String KNOWN = "EXISTS (SELECT 1 " + ANNOUNCED + """
             AND r.player_id = p.player_id AND EXISTS (SELECT 1 FROM award_links l WHERE l.guild_id = r.guild_id
                AND l.player_id = r.player_id AND l.list_read > 0 AND l.since =
            """ + SINCE + "))";

    private record Stored(long since, AwardLink link) {}

    /** The servers in which a player's awards are announced; new ones are recorded. */
    List<AwardLink> of(Handle handle, long playerId) {
        Map<Long, Stored> stored = stored(handle, playerId);
        List<AwardLink> links = new ArrayList<>();
        handle.createQuery("SELECT r.guild_id, " + SINCE + " " + ANNOUNCED + " AND r.player_id = ?")
                .bind(0, playerId)
                .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
                .list()
                .forEach(current -> {
                    Stored before = stored.get(current.getKey());
                    links.add(
                            before != null && before.since() == current.getValue()
                                    ? before.link()
                                    : begin(handle, current.getKey(), playerId, current.getValue()));
                });
        return links;
    }

    private static Map<Long, Stored> stored(Handle handle, long playerId) {
        Map<Long, Stored> stored = new HashMap<>();
        handle.createQuery(
                        "SELECT guild_id, since, known_before, after_id, list_read FROM award_links WHERE player_id = ?")
                .bind(0, playerId)
                .map((row, context) -> {
                    long after = row.getLong(4);
                    Long afterId = row.wasNull() ? null : after;
                    Instant since = Instant.ofEpochSecond(row.getLong(2));
                    AwardLink link = new AwardLink(row.getLong(1), since, row.getLong(3), afterId, row.getInt(5) > 0);
                    return new Stored(since.getEpochSecond(), link);
                })
                .forEach(one -> stored.put(one.link().guildId(), one));
        return stored;
    }

    private static AwardLink begin(Handle handle, long guildId, long playerId, long since) {
        long known = handle.createQuery("SELECT COALESCE(MAX(number), 0) FROM award_ledger WHERE player_id = ?")
                .bind(0, playerId)
                .mapTo(Long.class)
                .one();
        handle.createUpdate("""
                        INSERT INTO award_links (guild_id, player_id, since, known_before)
                        VALUES (:guild, :player, :since, :known)
                        ON CONFLICT (guild_id, player_id) DO UPDATE SET since = :since, known_before = :known,
                            after_id = NULL, list_read = 0
                        """)
                .bind("guild", guildId)
                .bind("player", playerId)
                .bind("since", since)
                .bind("known", known)
                .execute();
        return new AwardLink(guildId, Instant.ofEpochSecond(since), known, null, false);
    }

    /** Whether the list of all the player's awards was read since a link began that still stands. */
    boolean knowsAll(Handle handle, long playerId) {
        return handle.createQuery("SELECT EXISTS (SELECT 1 FROM players p WHERE p.player_id = ? AND " + KNOWN + ")")
                .bind(0, playerId)
                .mapTo(Boolean.class)
                .one();
    }

    /** Players with a link whose list of awards has to be read, the latest links first. */
    List<Long> unread(Handle handle) {
        return handle.createQuery("SELECT r.player_id, MAX(" + SINCE + ") AS latest " + ANNOUNCED + """
                         AND NOT EXISTS (SELECT 1 FROM award_links l WHERE l.guild_id = r.guild_id
                            AND l.player_id = r.player_id AND l.list_read = 1 AND l.since =
                        """ + SINCE + """
                        )
                        AND EXISTS (SELECT 1 FROM players p WHERE p.player_id = r.player_id AND p.banned = 0)
                        GROUP BY r.player_id ORDER BY latest DESC, r.player_id
                        """)
                .map((row, context) -> row.getLong(1))
                .list();
    }

    /** Records that the list of the player's awards was read, by links that began before it was asked for. */
    void read(Handle handle, long playerId, Instant askedAt) {
        handle.execute(
                "UPDATE award_links SET list_read = 1 WHERE player_id = ? AND since <= ?",
                playerId,
                askedAt.getEpochSecond());
    }

    /** Has the lists of awards that were read read again, since something may have been missed. */
    void readAgain(Handle handle) {
        handle.execute("UPDATE award_links SET list_read = 2 WHERE list_read = 1");
    }

    /** As {@link #readAgain(Handle)}, for one player. */
    void readAgain(Handle handle, long playerId) {
        handle.execute("UPDATE award_links SET list_read = 2 WHERE list_read = 1 AND player_id = ?", playerId);
    }

    /**
     * Learns from everybody's latest awards which rows came after the beginning of a link: those from the first one on
     * that is dated later.
     */
    void learnOrder(Handle handle, List<DatedRow> rows) {
        List<Long> beginnings = handle.createQuery(
                        "SELECT DISTINCT since FROM award_links WHERE list_read = 0 AND after_id IS NULL")
                .mapTo(Long.class)
                .list();
        for (long since : beginnings) {
            rows.stream()
                    .filter(row -> row.date().getEpochSecond() > since)
                    .mapToLong(DatedRow::id)
                    .min()
                    .ifPresent(first -> handle.execute(
                            "UPDATE award_links SET after_id = ?"
                                    + " WHERE since = ? AND list_read = 0 AND after_id IS NULL",
                            first,
                            since));
        }
    }

    /** Forgets which rows came after the beginnings, since the site numbers them anew. */
    void forgetOrder(Handle handle) {
        handle.execute("UPDATE award_links SET after_id = NULL WHERE list_read = 0");
    }

    /** When the first link began. */
    Optional<Instant> firstBeginning(Handle handle) {
        return handle.createQuery("SELECT MIN(" + SINCE + ") " + ANNOUNCED)
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochSecond);
    }

    /** Anybody's award, for the order in which the site inserted rows. */
    record DatedRow(long id, Instant date) {
        static DatedRow of(FoundAward award) {
            return new DatedRow(award.row(), award.date());
        }
    }

    /** Forgets links that ended. */
    void forgetEnded(Handle handle) {
        handle.execute("""
                DELETE FROM award_links WHERE NOT EXISTS (SELECT 1 FROM registrations r
                    WHERE r.guild_id = award_links.guild_id AND r.player_id = award_links.player_id)
                """);
    }
}
