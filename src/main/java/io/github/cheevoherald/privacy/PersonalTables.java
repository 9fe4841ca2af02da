package io.github.cheevoherald.privacy;

import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.players.LinkListener;
import io.github.cheevoherald.players.MemberRecords;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.PlayerRecords;
import io.github.cheevoherald.players.Registered;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Every table that holds something about people, through its owner. Works inside its callers' transactions. */
public final class PersonalTables {
    private final MemberRecords members = new MemberRecords();
    private final List<PlayerRecords> players;
    private final Outbox outbox;
    private final LinkListener links;
    private final Clock clock;

    /** @param players those of every package with tables about players, except the players themselves and the outbox */
    public PersonalTables(List<PlayerRecords> players, Outbox outbox, LinkListener links, Clock clock) {
        this.players = List.copyOf(players);
        this.outbox = outbox;
        this.links = links;
        this.clock = clock;
    }

    MemberRecords members() {
        return members;
    }

    /** Every row about a member, over all servers, by table; nothing about anybody else. */
    Map<String, List<Map<String, Object>>> of(Handle handle, long memberId) {
        Map<String, List<Map<String, Object>>> rows = new TreeMap<>(members.of(handle, memberId));
        Set<Long> guilds = members.links(handle, memberId).stream()
                .map(Registered::guildId)
                .collect(Collectors.toSet());
        rows.put("outbox", new ArrayList<>());
        for (Player player : members.players(handle, memberId)) {
            add(rows, members.of(handle, player));
            boolean shared = members.hasAnother(handle, player, memberId);
            players.forEach(table ->
                    add(rows, shared ? inServers(table.of(handle, player), guilds) : table.of(handle, player)));
            add(
                    rows,
                    Map.of(
                            "outbox",
                            outbox.ofPlayers()
                                    .of(handle, player.ulid(), guildId -> !shared || guilds.contains(guildId))));
        }
        return rows;
    }

    /** Without the servers of others who have the same player. */
    private static Map<String, List<Map<String, Object>>> inServers(
            Map<String, List<Map<String, Object>>> rows, Set<Long> guilds) {
        Map<String, List<Map<String, Object>>> own = new TreeMap<>();
        rows.forEach((table, all) -> own.put(
                table,
                all.stream()
                        .filter(row ->
                                !(row.get("guild_id") instanceof Number guild) || guilds.contains(guild.longValue()))
                        .map(row -> withoutOtherServers(row, guilds))
                        .toList()));
        return own;
    }

    private static Map<String, Object> withoutOtherServers(Map<String, Object> row, Set<Long> guilds) {
        if (!(row.get("guild_ids") instanceof String ids)) {
            return row;
        }
        Map<String, Object> own = new LinkedHashMap<>(row);
        own.put(
                "guild_ids",
                Stream.of(ids.split(","))
                        .filter(id -> !id.isEmpty() && guilds.contains(Long.valueOf(id)))
                        .collect(Collectors.joining(",")));
        return own;
    }

    private static void add(Map<String, List<Map<String, Object>>> rows, Map<String, List<Map<String, Object>>> more) {
        more.forEach((table, added) ->
                rows.computeIfAbsent(table, name -> new ArrayList<>()).addAll(added));
    }

    /** A member's players whom no other member has. */
    List<Player> playersToForget(Handle handle, long memberId) {
        return members.players(handle, memberId).stream()
                .filter(player -> !members.hasAnother(handle, player, memberId))
                .toList();
    }

    /** Forgets a member and these players. */
    void forget(Handle handle, long memberId, List<Player> toForget) {
        for (Registered link : members.links(handle, memberId)) {
            links.ended(handle, link.guildId(), link.player());
        }
        members.forget(handle, memberId);
        links.forgotten(handle, memberId);
        toForget.forEach(player -> forget(handle, player));
    }

    /** Forgets a player. */
    void forget(Handle handle, Player player) {
        outbox.ofPlayers().forget(handle, player.ulid(), clock.instant());
        players.forEach(table -> table.forget(handle, player));
        members.forget(handle, player);
    }
}
