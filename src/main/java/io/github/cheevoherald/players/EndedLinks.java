package io.github.cheevoherald.players;

import org.jdbi.v3.core.Handle;

/**
 * Ends links and what belongs to them, and keeps which player it was: the member may still want their data exported or
 * deleted. Works inside its callers' transactions.
 */
final class EndedLinks {
    private EndedLinks() {}

    /** Ends a link and the member's say in the server. */
    static void end(Handle handle, Registered link) {
        handle.execute("DELETE FROM silences WHERE guild_id = ? AND member_id = ?", link.guildId(), link.memberId());
        unregister(handle, link);
    }

    /**
     * Ends a link. What the member has paused or hidden stays so, whoever registers them again: only they may take it
     * back.
     */
    static void unregister(Handle handle, Registered link) {
        keep(handle, link);
        handle.execute(
                "DELETE FROM silences WHERE guild_id = ? AND member_id = ? AND ended_at IS NOT NULL",
                link.guildId(),
                link.memberId());
        handle.execute(
                "DELETE FROM registrations WHERE guild_id = ? AND member_id = ?", link.guildId(), link.memberId());
    }

    /** Keeps which player a link was to that is about to be replaced. */
    static void keep(Handle handle, Registered link) {
        handle.execute("""
                INSERT INTO former_players (member_id, player_id) VALUES (?, ?)
                ON CONFLICT (member_id, player_id) DO NOTHING
                """, link.memberId(), link.player().id());
    }

    /** Ends the resting link to a player in a server, unless it's the given member's own. */
    static void endResting(Handle handle, long guildId, Player player, long exceptMemberId) {
        handle.createQuery(Players.JOINED + " WHERE r.guild_id = ? AND r.player_id = ? AND r.member_id <> ?"
                        + " AND r.resting_since_ms IS NOT NULL")
                .bind(0, guildId)
                .bind(1, player.id())
                .bind(2, exceptMemberId)
                .map(Registered::of)
                .list()
                .forEach(resting -> end(handle, resting));
    }

    /** Ends every link of a server. */
    static void endServer(Handle handle, long guildId) {
        handle.createQuery(Players.JOINED + " WHERE r.guild_id = ?")
                .bind(0, guildId)
                .map(Registered::of)
                .list()
                .forEach(link -> end(handle, link));
        handle.execute("DELETE FROM noted_registrations WHERE guild_id = ?", guildId);
        handle.execute("DELETE FROM silences WHERE guild_id = ?", guildId);
    }

    /** Forgets what a member was registered as, since their account is gone. */
    static void forgetAccount(Handle handle, long memberId) {
        handle.execute("DELETE FROM former_players WHERE member_id = ?", memberId);
    }
}
