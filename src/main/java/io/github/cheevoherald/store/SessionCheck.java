package io.github.cheevoherald.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Finds out whether each connection has a session of its own. A pooler in transaction mode lends the same few sessions to
 * everybody, a transaction at a time, so that locks and settings of a session end up with somebody else.
 *
 * <p>Two connections take turns, and each must always be answered by the same process of the server, which is never the
 * other's. An idle pooler lends both the same one, and a busy one changes them. If other clients happen to keep the two
 * apart throughout, the pooler isn't noticed.
 */
final class SessionCheck {
    private static final int ROUNDS = 3;

    private SessionCheck() {}

    static boolean isShared(DataSource source) throws SQLException {
        try (Connection one = source.getConnection();
                Connection other = source.getConnection()) {
            int first = process(one);
            int second = process(other);
            boolean shared = first == second;
            for (int round = 0; round < ROUNDS && !shared; round++) {
                // While one is inside a transaction, the other is lent another session.
                other.setAutoCommit(false);
                shared = process(other) != second || process(one) != first;
                other.commit();
                other.setAutoCommit(true);
                shared = shared || process(one) != first || process(other) != second;
            }
            return shared;
        }
    }

    private static int process(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
