package io.github.cheevoherald.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A table as its store describes it.
 *
 * @param columns in the order of their names, which is the same on both stores
 * @param key the columns by which its rows are told apart and put in order; none where rows may be equal
 */
record TableShape(String name, SortedMap<String, ColumnKind> columns, List<String> key) {
    /** Each store has its own: who has run which migration, who may use it, and how far a copy is. */
    private static final Set<String> OF_THE_STORE_ITSELF = Set.of("flyway_schema_history", "lease", MoveMark.TABLE);

    TableShape {
        columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
        key = List.copyOf(key);
    }

    /** Every table with the bot's data, each after those that it refers to. */
    static List<TableShape> all(Connection connection) throws SQLException {
        return named(connection, names(connection));
    }

    /** The tables of these names, each after those that it refers to. */
    static List<TableShape> named(Connection connection, Collection<String> names) throws SQLException {
        Map<String, Set<String>> waiting = new TreeMap<>();
        for (String name : names) {
            Set<String> references = references(connection, name);
            references.remove(name);
            waiting.put(name, references);
        }
        Map<String, TableShape> ordered = new LinkedHashMap<>();
        while (!waiting.isEmpty()) {
            String next = waiting.entrySet().stream()
                    .filter(table -> ordered.keySet().containsAll(table.getValue()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Tables refer to each other: " + waiting));
            ordered.put(next, of(connection, next));
            waiting.remove(next);
        }
        return List.copyOf(ordered.values());
    }

    static List<String> names(Connection connection) {
        List<String> names = new ArrayList<>();
        try (ResultSet tables =
                connection.getMetaData().getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                String name = tables.getString("TABLE_NAME");
                if (!name.startsWith("sqlite_") && !OF_THE_STORE_ITSELF.contains(name)) {
                    names.add(name);
                }
            }
        } catch (SQLException e) {
            throw new CopyException(e);
        }
        return names;
    }

    private static Set<String> references(Connection connection, String table) throws SQLException {
        Set<String> references = new TreeSet<>();
        try (ResultSet keys = connection.getMetaData().getImportedKeys(null, connection.getSchema(), table)) {
            while (keys.next()) {
                references.add(keys.getString("PKTABLE_NAME"));
            }
        }
        return references;
    }

    private static TableShape of(Connection connection, String table) throws SQLException {
        SortedMap<String, ColumnKind> columns = new TreeMap<>();
        Set<String> required = new TreeSet<>();
        try (ResultSet found = connection.getMetaData().getColumns(null, connection.getSchema(), table, "%")) {
            while (found.next()) {
                // The name of a table is a pattern here, which another one may match, too.
                if (found.getString("TABLE_NAME").equals(table)) {
                    String column = found.getString("COLUMN_NAME");
                    columns.put(column, ColumnKind.of(found.getString("TYPE_NAME")));
                    if (found.getString("IS_NULLABLE").equals("NO")) {
                        required.add(column);
                    }
                }
            }
        }
        List<String> key = primaryKey(connection, table);
        return new TableShape(table, columns, key.isEmpty() ? uniqueKey(connection, table, required) : key);
    }

    private static List<String> primaryKey(Connection connection, String table) throws SQLException {
        SortedMap<Integer, String> key = new TreeMap<>();
        try (ResultSet found = connection.getMetaData().getPrimaryKeys(null, connection.getSchema(), table)) {
            while (found.next()) {
                key.put(found.getInt("KEY_SEQ"), found.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(key.values());
    }

    /** The columns of a unique index that are never null. */
    private static List<String> uniqueKey(Connection connection, String table, Set<String> required)
            throws SQLException {
        SortedMap<String, SortedMap<Integer, String>> indexes = new TreeMap<>();
        try (ResultSet found = connection.getMetaData().getIndexInfo(null, connection.getSchema(), table, true, true)) {
            while (found.next()) {
                String index = found.getString("INDEX_NAME");
                if (index != null && !found.getBoolean("NON_UNIQUE")) {
                    indexes.computeIfAbsent(index, first -> new TreeMap<>())
                            .put(found.getInt("ORDINAL_POSITION"), found.getString("COLUMN_NAME"));
                }
            }
        }
        return indexes.values().stream()
                .map(index -> List.copyOf(index.values()))
                .filter(required::containsAll)
                .findFirst()
                .orElse(List.of());
    }

    /** Its columns, as a statement lists them. */
    String list() {
        return String.join(", ", columns.keySet());
    }

    /** The order of its rows, the same on both stores; PostgreSQL would sort texts by the rules of a language. */
    String order(boolean isPostgres) {
        return key.stream().map(column -> sorted(column, isPostgres)).collect(Collectors.joining(", "));
    }

    private String sorted(String column, boolean isPostgres) {
        return isPostgres && columns.get(column) == ColumnKind.TEXT ? column + " COLLATE \"C\"" : column;
    }
}
