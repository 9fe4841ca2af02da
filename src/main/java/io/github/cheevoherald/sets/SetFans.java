package io.github.cheevoherald.sets;

import io.github.cheevoherald.outbox.sets.SetNews;
import io.github.cheevoherald.outbox.sets.SetNews.Fan;
import io.github.cheevoherald.players.Players;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Finds the servers that a change of a set concerns, and their players behind that. */
final class SetFans {
    /** Those who may hear of it: their link and the server's feed are older than the news. */
    private static final String LINKS = " FROM (SELECT r.guild_id, r.player_id " + Players.ANNOUNCED_LINKS
            + " AND f.kind = 'sets' AND f.begun_at <= :since AND r.registered_at <= :since) l"
            + " JOIN players p ON p.player_id = l.player_id AND p.banned = 0";

    private final Completions completions;

    SetFans(Completions completions) {
        this.completions = completions;
    }

    /** The players of one server whom it concerns, by name. */
    static final class OfServer {
        final List<Fan> playing = new ArrayList<>();
        final List<Fan> requested = new ArrayList<>();
        final List<Fan> incomplete = new ArrayList<>();
    }

    private record Row(long guildId, Fan fan, boolean played, boolean requested) {}

    /** By server. A change without a claim concerns nobody but those who had completed the set. */
    Map<Long, OfServer> of(Handle handle, SetChange change) {
        Map<Long, OfServer> servers = new TreeMap<>();
        if (change.work() != null) {
            for (Row row : interested(handle, change)) {
                OfServer server = servers.computeIfAbsent(row.guildId(), guildId -> new OfServer());
                if (row.played()) {
                    server.playing.add(row.fan());
                }
                if (row.requested()) {
                    server.requested.add(row.fan());
                }
            }
        }
        if (change.added() != null) {
            completed(handle, change)
                    .forEach(row -> servers.computeIfAbsent(row.guildId(), guildId -> new OfServer())
                            .incomplete
                            .add(row.fan()));
        }
        return servers;
    }

    /** Whether a change may concern anybody, so that it's worth a request to learn more. */
    boolean any(Handle handle, SetChange change) {
        return change.work() == null
                ? !completed(handle, change).isEmpty()
                : !interested(handle, change).isEmpty();
    }

    private static List<Row> interested(Handle handle, SetChange change) {
        boolean isNew = change.kind() == SetNews.Work.NEW;
        return handle
                .createQuery("""
                        SELECT l.guild_id, p.ulid, p.name, MAX(i.played),
                            MAX(CASE WHEN i.game_id = :own AND :new = 1 THEN i.requested ELSE 0 END)
                        """ + LINKS + """
                         JOIN game_interests i ON i.player_id = p.player_id AND i.game_id IN (<games>)
                        GROUP BY l.guild_id, p.ulid, p.name ORDER BY l.guild_id, lower(p.name)
                        """)
                .bindList("games", List.copyOf(change.games()))
                .bind("own", change.gameId())
                .bind("new", isNew ? 1 : 0)
                .bind("since", change.since().getEpochSecond())
                .map((row, context) -> new Row(
                        row.getLong(1),
                        new Fan(row.getString(2), row.getString(3)),
                        row.getInt(4) == 1,
                        row.getInt(5) == 1))
                .list()
                .stream()
                .filter(row -> row.played() || row.requested())
                .toList();
    }

    private List<Row> completed(Handle handle, SetChange change) {
        Set<Long> players = new HashSet<>(completions.ofGame(handle, change.gameId()));
        if (players.isEmpty()) {
            return List.of();
        }
        return handle.createQuery("SELECT l.guild_id, p.ulid, p.name" + LINKS
                        + " WHERE p.player_id IN (<players>) ORDER BY l.guild_id, lower(p.name)")
                .bindList("players", List.copyOf(players))
                .bind("since", change.since().getEpochSecond())
                .map((row, context) ->
                        new Row(row.getLong(1), new Fan(row.getString(2), row.getString(3)), true, false))
                .list();
    }
}
