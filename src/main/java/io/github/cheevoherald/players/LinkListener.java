package io.github.cheevoherald.players;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Hears what becomes of members' links to players, inside the transaction that changes them. */
public interface LinkListener {
    /** A member was linked to the player, as of the given time by the site's clock. */
    void began(Handle handle, long playerId, Instant since);

    /** The player's links start over, or the site has the player again after they were gone. */
    void resumed(Handle handle, long playerId);

    /** The link ended, rests or is paused: nothing more of the player is announced in that server. */
    void ended(Handle handle, long guildId, Player player);

    /** The member hides a game: nothing more of the player in it is announced in that server. */
    default void hidden(Handle handle, long guildId, Player player, long gameId) {}

    /** Everything about the member is forgotten. */
    default void forgotten(Handle handle, long memberId) {}

    /** A listener that passes everything on to each of these, in order. */
    static LinkListener each(List<LinkListener> listeners) {
        return new EachLinkListener(List.copyOf(listeners));
    }
}
