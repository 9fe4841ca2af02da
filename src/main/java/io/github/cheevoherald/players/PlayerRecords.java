package io.github.cheevoherald.players;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What some of the tables hold about single players. */
public interface PlayerRecords {
    /** Every row about the player, by table. */
    Map<String, List<Map<String, Object>>> of(Handle handle, Player player);

    /** Deletes all of it, in the transaction that forgets the player. */
    void forget(Handle handle, Player player);

    /** The rows of a query about a player, by our own id, each by column. */
    static List<Map<String, Object>> rows(Handle handle, String query, Player player) {
        return handle.createQuery(query).bind(0, player.id()).mapToMap().list();
    }
}
