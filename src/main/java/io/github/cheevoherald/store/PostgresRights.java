package io.github.cheevoherald.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Whether the user may do what the bot does: before the first run create tables, and afterwards write to them. */
final class PostgresRights {
    /** Those of whoever made the first of them, since others may have tables beside ours. */
    private static final String NOT_WRITABLE = """
            SELECT ours.relname FROM pg_class ours
            JOIN pg_class history ON history.oid = to_regclass('flyway_schema_history')
                AND history.relnamespace = ours.relnamespace AND history.relowner = ours.relowner
            WHERE ours.relkind = 'r' AND NOT (
                has_table_privilege(ours.oid, 'SELECT') AND has_table_privilege(ours.oid, 'INSERT')
                AND has_table_privilege(ours.oid, 'UPDATE') AND has_table_privilege(ours.oid, 'DELETE'))
            ORDER BY 1 LIMIT 1
            """;

    private PostgresRights() {}

    /** @throws StoreException with a sentence that names what is missing */
    static void require(Connection connection, String place) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean isNew;
            try (ResultSet row = statement.executeQuery("SELECT to_regclass('flyway_schema_history') IS NULL")) {
                isNew = row.next() && row.getBoolean(1);
            }
            if (isNew) {
                requireSchema(statement, place);
            }
            try (ResultSet row = statement.executeQuery(NOT_WRITABLE)) {
                if (row.next()) {
                    throw new StoreException("database.user: the user may not read and write the table "
                            + row.getString(1) + " of " + place + "; let the bot be the owner of its tables");
                }
            }
        }
    }

    private static void requireSchema(Statement statement, String place) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("SELECT current_schema(), has_schema_privilege(current_schema(), 'CREATE')")) {
            row.next();
            String schema = row.getString(1);
            if (schema == null) {
                throw new StoreException("database.url: " + place
                        + " has no schema that the user may use; create it, or name another with currentSchema");
            }
            if (!row.getBoolean(2)) {
                throw new StoreException("database.user: the user may not create tables in the schema " + schema
                        + " of " + place + "; make the user the owner of the database");
            }
        }
    }
}
