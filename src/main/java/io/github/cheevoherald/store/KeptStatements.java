package io.github.cheevoherald.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilderFactory;
import org.jdbi.v3.core.statement.StatementContext;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * Keeps a connection's statements prepared from one transaction to the next, since SQLite takes longer to prepare most
 * of ours than to run them, and neither its driver nor the pool keeps any.
 */
final class KeptStatements implements StatementBuilderFactory {
    /** More than there are on any busy path. */
    private static final int MOST = 64;

    private final IdentityHashMap<Connection, OfConnection> connections = new IdentityHashMap<>();

    /** Beneath the pool, which closes what was prepared through it whenever a connection is given back. */
    @Override
    public synchronized StatementBuilder createStatementBuilder(Connection pooled) {
        try {
            Connection connection = pooled.unwrap(Connection.class);
            OfConnection known = connections.get(connection);
            if (known == null) {
                connections.keySet().removeIf(KeptStatements::isClosed);
                known = new OfConnection(connection);
                connections.put(connection, known);
            }
            return known;
        } catch (SQLException e) {
            throw new IllegalStateException("a pool without connections", e);
        }
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Those of one connection; used by one thread at a time, as the connection is. */
    static final class OfConnection extends DefaultStatementBuilder {
        private final Connection connection;
        private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

        /** With what they were prepared from; what the library closes them by is the text before it was parsed. */
        private final IdentityHashMap<Statement, String> busy = new IdentityHashMap<>();

        OfConnection(Connection connection) {
            this.connection = connection;
        }

        @Override
        public PreparedStatement create(Connection pooled, String sql, StatementContext context) throws SQLException {
            if (context.isReturningGeneratedKeys() || context.isConcurrentUpdatable()) {
                return super.create(connection, sql, context);
            }
            PreparedStatement statement = take(sql);
            busy.put(statement, sql);
            return statement;
        }

        @Override
        public void close(Connection pooled, String unparsed, Statement statement) throws SQLException {
            String sql = busy.remove(statement);
            if (sql != null && statement instanceof PreparedStatement prepared) {
                giveBack(sql, prepared);
            } else {
                super.close(connection, unparsed, statement);
            }
        }

        /** The taker has it alone until it is given back. */
        PreparedStatement take(String sql) throws SQLException {
            PreparedStatement kept = idle.remove(sql);
            return kept == null || kept.isClosed() ? connection.prepareStatement(sql) : kept;
        }

        /** To be called whatever became of it. */
        void giveBack(String sql, PreparedStatement statement) throws SQLException {
            if (!isUsable(statement)) {
                statement.close();
                return;
            }
            PreparedStatement same = idle.put(sql, statement);
            if (same != null) {
                same.close();
            }
            dropTheOldest();
        }

        /**
         * Values stay until others take their place: SQLite prepares many a statement anew whose values are cleared.
         *
         * <p>The driver takes some failures for the statement's end, and says so only when it is used. After others, and
         * when nobody read the answer, it leaves the statement half way: SQLite would never end the connection's
         * transactions again, and every later one would read what was there by then.
         */
        private static boolean isUsable(PreparedStatement statement) {
            try {
                statement.unwrap(CoreStatement.class).pointer.safeRunConsume(DB::reset);
                statement.clearBatch();
                return !statement.isClosed();
            } catch (SQLException e) {
                return false;
            }
        }

        private void dropTheOldest() throws SQLException {
            if (idle.size() > MOST) {
                String oldest = idle.keySet().iterator().next();
                PreparedStatement dropped = idle.remove(oldest);
                if (dropped != null) {
                    dropped.close();
                }
            }
        }
    }
}
