package io.github.cheevoherald.players;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** What is stored about a Discord member, over all servers, and the players who are theirs. */
public final class MemberRecords implements PlayerRecords {
    /** Everybody about whom anything is stored. */
    public Set<Long> members(Handle handle) {
        return new TreeSet<>(
                handle.createQuery("SELECT member_id FROM registrations UNION SELECT member_id FROM noted_registrations"
                                + " UNION SELECT member_id FROM silences UNION SELECT member_id FROM former_players")
                        .mapTo(Long.class)
                        .list());
    }

    /** A member's links. */
    public List<Registered> links(Handle handle, long memberId) {
        return handle.createQuery(Players.JOINED + " WHERE r.member_id = ? ORDER BY r.guild_id")
                .bind(0, memberId)
                .map(Registered::of)
                .list();
    }

    /** The players a member is linked to, and those they were linked to before unless they are another member's by now. */
    public List<Player> players(Handle handle, long memberId) {
        return handle.createQuery("""
                        SELECT p.* FROM players p
                        WHERE p.player_id IN (SELECT player_id FROM registrations WHERE member_id = :member)
                            OR (p.player_id IN (SELECT player_id FROM former_players WHERE member_id = :member)
                                AND p.player_id NOT IN (SELECT player_id FROM registrations))
                        ORDER BY p.player_id
                        """)
                .bind("member", memberId)
                .map(Players::player)
                .list();
    }

    /** Players who are linked to nobody. */
    public List<Player> unlinked(Handle handle) {
        return handle.createQuery("SELECT * FROM players WHERE player_id NOT IN (SELECT player_id FROM registrations)")
                .map(Players::player)
                .list();
    }

    /** Whether anybody is linked to the player, anywhere, except this member. */
    public boolean hasAnother(Handle handle, Player player, long memberId) {
        return handle.createQuery("SELECT EXISTS (SELECT 1 FROM registrations WHERE player_id = ? AND member_id <> ?)")
                .bind(0, player.id())
                .bind(1, memberId)
                .mapTo(Boolean.class)
                .one();
    }

    /** Every row about the member, by table. */
    public Map<String, List<Map<String, Object>>> of(Handle handle, long memberId) {
        Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
        rows.put("registrations", rows(handle, "SELECT * FROM registrations WHERE member_id = ?", memberId));
        rows.put(
                "noted_registrations", rows(handle, "SELECT * FROM noted_registrations WHERE member_id = ?", memberId));
        rows.put("silences", rows(handle, "SELECT * FROM silences WHERE member_id = ?", memberId));
        rows.put("former_players", rows(handle, "SELECT * FROM former_players WHERE member_id = ?", memberId));
        return rows;
    }

    private static List<Map<String, Object>> rows(Handle handle, String query, long memberId) {
        return handle.createQuery(query).bind(0, memberId).mapToMap().list();
    }

    /** Deletes every row about the member. */
    public void forget(Handle handle, long memberId) {
        handle.execute("DELETE FROM registrations WHERE member_id = ?", memberId);
        handle.execute("DELETE FROM noted_registrations WHERE member_id = ?", memberId);
        handle.execute("DELETE FROM silences WHERE member_id = ?", memberId);
        handle.execute("DELETE FROM former_players WHERE member_id = ?", memberId);
    }

    @Override
    public Map<String, List<Map<String, Object>>> of(Handle handle, Player player) {
        return Map.of("players", PlayerRecords.rows(handle, "SELECT * FROM players WHERE player_id = ?", player));
    }

    /** Call it last, since others refer to the player. */
    @Override
    public void forget(Handle handle, Player player) {
        handle.execute("DELETE FROM former_players WHERE player_id = ?", player.id());
        handle.execute("DELETE FROM players WHERE player_id = ?", player.id());
    }
}
