package io.github.cheevoherald.players;

import org.jdbi.v3.core.Handle;

/** Hears that a link ends or comes to rest, inside the transaction that does it: nothing more of it is announced. */
@FunctionalInterface
public interface LinkEnd {
    /** The player is linked to nobody in the server any more, as far as announcements go. */
    void ended(Handle handle, long guildId, Player player);
}
