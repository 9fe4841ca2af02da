package io.github.cheevoherald.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** What PostgreSQL numbers rows with, which knows nothing of rows that were copied. SQLite counts on by itself. */
final class IdentityCounters {
    private IdentityCounters() {}

    /** Lets every counter go on after the highest number there is. */
    static void goOn(Handle handle, List<TableShape> tables) {
        for (TableShape table : tables) {
            handle.createQuery("""
                            SELECT column_name FROM information_schema.columns
                            WHERE table_schema = current_schema() AND table_name = ? AND is_identity = 'YES'
                            """)
                    .bind(0, table.name())
                    .mapTo(String.class)
                    .list()
                    .forEach(column -> goOn(handle, table.name(), column));
        }
    }

    private static void goOn(Handle handle, String table, String column) {
        handle.createQuery("SELECT setval(pg_get_serial_sequence(:table, :column), GREATEST(highest, 1), highest >= 1)"
                        + " FROM (SELECT COALESCE(MAX(" + column + "), 0) AS highest FROM " + table + ") AS rows")
                .bind("table", table)
                .bind("column", column)
                .mapTo(Long.class)
                .one();
    }
}
