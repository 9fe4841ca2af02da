package io.github.cheevoherald.players;

import org.jdbi.v3.core.Handle;

/** Whether there is room for another player, in a server and in all of them together. */
final class Room {
    private final Registration.Limits limits;

    Room(Registration.Limits limits) {
        this.limits = limits;
    }

    /** Resting links do not count: they cost nothing and should keep nobody out. */
    boolean isFull(Handle handle, long guildId, long memberId) {
        int others = handle.createQuery("SELECT COUNT(*) FROM registrations"
                        + " WHERE guild_id = ? AND member_id <> ? AND resting_since_ms IS NULL")
                .bind(0, guildId)
                .bind(1, memberId)
                .mapTo(Integer.class)
                .one();
        return others >= limits.playersPerServer();
    }

    /** A player registered elsewhere is not an additional one; the member's previous player makes room. */
    boolean isOneTooMany(Handle handle, long guildId, long memberId, Player player) {
        int others = handle.createQuery("""
                        SELECT COUNT(DISTINCT player_id) FROM registrations
                        WHERE player_id <> :player AND NOT (guild_id = :guild AND member_id = :member)
                            AND resting_since_ms IS NULL
                        """)
                .bind("player", player.id())
                .bind("guild", guildId)
                .bind("member", memberId)
                .mapTo(Integer.class)
                .one();
        return others >= limits.players() && !isRegistered(handle, player);
    }

    private static boolean isRegistered(Handle handle, Player player) {
        return handle.createQuery("SELECT COUNT(*) FROM registrations WHERE player_id = ? AND resting_since_ms IS NULL")
                        .bind(0, player.id())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }
}
