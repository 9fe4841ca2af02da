package io.github.cheevoherald.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Lends the only writing connection with commits that do not wait for the disk. SQLite has that setting per connection
 * and outside transactions, so it is set back before the next borrower gets the connection.
 */
final class UnsyncedConnections implements ConnectionFactory {
    private static final Logger log = LoggerFactory.getLogger(UnsyncedConnections.class);

    private final HikariDataSource writer;

    UnsyncedConnections(HikariDataSource writer) {
        this.writer = writer;
    }

    @Override
    public Connection openConnection() throws SQLException {
        Connection connection = writer.getConnection();
        boolean ready = false;
        try {
            // NORMAL still syncs the log before copying it into the file, so a power cut leaves no gap.
            sync(connection, SynchronousMode.NORMAL);
            ready = true;
            return connection;
        } finally {
            if (!ready) {
                closeConnection(connection);
            }
        }
    }

    /** A connection that cannot be set back is thrown away; a new one waits for the disk from the start. */
    @Override
    public void closeConnection(Connection connection) throws SQLException {
        boolean waits = false;
        try {
            sync(connection, DatabaseFile.SYNCHRONOUS);
            waits = true;
        } catch (SQLException e) {
            log.debug("The writing connection is replaced", e);
        } finally {
            if (!waits) {
                writer.evictConnection(connection);
            }
            connection.close();
        }
    }

    private static void sync(Connection connection, SynchronousMode mode) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = " + mode.getValue());
        }
    }
}
