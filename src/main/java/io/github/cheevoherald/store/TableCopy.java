package io.github.cheevoherald.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Copies tables from one open snapshot into another store, in the order of their keys and a batch for each transaction.
 * After a stop at any moment it goes on behind the last row that is there.
 */
final class TableCopy {
    static final int BATCH = 500;

    private final Connection from;
    private final Transactions to;
    private final CopyProgress progress;

    /** Runs work as one transaction in the store that is copied into. */
    @FunctionalInterface
    interface Transactions {
        void run(Consumer<Handle> work);
    }

    TableCopy(Connection from, Transactions to, CopyProgress progress) {
        this.from = from;
        this.to = to;
        this.progress = progress;
    }

    void copy(TableShape table) throws SQLException {
        List<Object> last = new ArrayList<>();
        boolean[] any = new boolean[1];
        to.run(handle -> {
            last.clear();
            any[0] = readLast(handle, table, last);
        });
        if (any[0] && table.key().isEmpty()) {
            // Without a key there is no order, so such a table is copied whole.
            return;
        }
        List<@Nullable Object[]> batch = new ArrayList<>();
        try (PreparedStatement statement = from.prepareStatement(reading(table, !last.isEmpty()))) {
            statement.setFetchSize(BATCH);
            bindKey(statement, table, last, isPostgres(from));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    batch.add(row(rows, table));
                    if (batch.size() == BATCH && !table.key().isEmpty()) {
                        write(table, batch);
                    }
                }
            }
        }
        write(table, batch);
    }

    private String reading(TableShape table, boolean goesOn) {
        boolean postgres = isPostgres(from);
        String rows = "SELECT " + table.list() + " FROM " + table.name();
        if (table.key().isEmpty()) {
            return rows;
        }
        String order = table.order(postgres);
        String marks = marks(table.key().size());
        return rows + (goesOn ? " WHERE (" + order + ") > (" + marks + ")" : "") + " ORDER BY " + order;
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private static void bindKey(PreparedStatement statement, TableShape table, List<Object> key, boolean postgres)
            throws SQLException {
        for (int i = 0; i < key.size(); i++) {
            kind(table, table.key().get(i)).write(statement, i + 1, key.get(i), postgres);
        }
    }

    private static ColumnKind kind(TableShape table, String column) {
        return Objects.requireNonNull(table.columns().get(column));
    }

    /** Whether there is a row; its key is put into the list. */
    private static boolean readLast(Handle handle, TableShape table, List<Object> key) {
        boolean postgres = isPostgres(handle.getConnection());
        String order = table.key().isEmpty()
                ? ""
                : " ORDER BY " + table.order(postgres).replace(",", " DESC,") + " DESC";
        return handle.createQuery("SELECT * FROM " + table.name() + order + " LIMIT 1")
                .map((row, context) -> {
                    for (String column : table.key()) {
                        key.add(Objects.requireNonNull(kind(table, column).read(row, column)));
                    }
                    return true;
                })
                .findOne()
                .orElse(false);
    }

    /** The values of a row in the order of its columns. */
    static @Nullable Object[] row(ResultSet rows, TableShape table) throws SQLException {
        @Nullable Object[] values = new Object[table.columns().size()];
        int place = 0;
        for (Map.Entry<String, ColumnKind> column : table.columns().entrySet()) {
            try {
                values[place++] = column.getValue().read(rows, column.getKey());
            } catch (ClassCastException e) {
                throw new StoreException(
                        table.name() + "." + column.getKey() + " holds a value that isn't of its type", e);
            }
        }
        return values;
    }

    private void write(TableShape table, List<@Nullable Object[]> batch) {
        if (batch.isEmpty()) {
            return;
        }
        to.run(handle -> insert(handle.getConnection(), table, batch));
        progress.copied(batch.size(), table.name());
        batch.clear();
    }

    private static void insert(Connection to, TableShape table, List<@Nullable Object[]> batch) {
        boolean postgres = isPostgres(to);
        try (PreparedStatement statement = to.prepareStatement("INSERT INTO " + table.name() + " (" + table.list()
                + ") VALUES (" + marks(table.columns().size()) + ")")) {
            for (@Nullable Object[] row : batch) {
                int place = 0;
                for (ColumnKind kind : table.columns().values()) {
                    kind.write(statement, place + 1, row[place], postgres);
                    place++;
                }
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new CopyException(e);
        }
    }

    /** Removes every row, those first that refer to others. */
    static void clear(Handle handle, List<TableShape> tables) {
        if (isPostgres(handle.getConnection())) {
            String names =
                    String.join(", ", tables.stream().map(TableShape::name).toList());
            handle.execute("TRUNCATE " + names);
            return;
        }
        for (int i = tables.size() - 1; i >= 0; i--) {
            handle.execute("DELETE FROM " + tables.get(i).name());
        }
    }

    static boolean isPostgres(Connection connection) {
        try {
            return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        } catch (SQLException e) {
            throw new CopyException(e);
        }
    }
}
