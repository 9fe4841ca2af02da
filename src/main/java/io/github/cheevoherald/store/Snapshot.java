package io.github.cheevoherald.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** One reading transaction, open for as long as it takes: everything read in it is of the same moment. */
final class Snapshot implements AutoCloseable {
    private final Handle handle;
    private final Connection connection;

    private Snapshot(Handle handle) throws SQLException {
        this.handle = handle;
        this.connection = handle.getConnection();
        if (TableCopy.isPostgres(connection)) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
        }
        connection.setAutoCommit(false);
    }

    static Snapshot of(DataSource source) throws SQLException {
        Handle handle = Jdbi.create(source).open();
        try {
            return new Snapshot(handle);
        } catch (SQLException | RuntimeException e) {
            handle.close();
            throw e;
        }
    }

    Handle handle() {
        return handle;
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        try (handle) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
