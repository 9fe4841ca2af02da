package io.github.cheevoherald.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Keeps the bot off a store that is being copied into, or whose data has been moved to another. Its table is there only
 * then.
 *
 * @param moveId of the move, the same in both stores
 * @param other the place of the other store
 */
record MoveMark(State state, String moveId, String other) {
    static final String TABLE = "store_move";

    /** Of a store that takes part in a move. */
    enum State {
        /** Not all of the other store's rows are here yet. */
        UNFINISHED,
        /** All that was here is in the other store. */
        MOVED
    }

    static Optional<MoveMark> read(Handle handle) {
        if (!isThere(handle.getConnection())) {
            return Optional.empty();
        }
        return handle.createQuery("SELECT state, move_id, other FROM store_move")
                .map((row, context) ->
                        new MoveMark(State.valueOf(row.getString(1)), row.getString(2), row.getString(3)))
                .findOne();
    }

    private static boolean isThere(Connection connection) {
        try (ResultSet table =
                connection.getMetaData().getTables(null, connection.getSchema(), TABLE, new String[] {"TABLE"})) {
            return table.next();
        } catch (SQLException e) {
            throw new CopyException(e);
        }
    }

    String sentence(String place) {
        return state == State.MOVED
                ? place + " has been moved to " + other + "; name that store instead"
                : place + " is an unfinished copy of " + other + "; finish it with the same migrate-store command";
    }

    /** Replaces an earlier mark. */
    void set(Handle handle) {
        handle.execute(
                "CREATE TABLE IF NOT EXISTS store_move (state TEXT NOT NULL, move_id TEXT NOT NULL, other TEXT NOT NULL)");
        handle.execute("DELETE FROM store_move");
        handle.execute("INSERT INTO store_move (state, move_id, other) VALUES (?, ?, ?)", state.name(), moveId, other);
    }

    static void remove(Handle handle) {
        handle.execute("DROP TABLE IF EXISTS store_move");
    }
}
