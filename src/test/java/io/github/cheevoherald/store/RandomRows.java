package io.github.cheevoherald.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Fills every table of a store with odd values, and tells what is in it. */
final class RandomRows {
    private static final long[] NUMBERS = {0, 1, -1, 7, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53, 1_234_567_890_123L};
    private static final String[] TEXTS = {
        "",
        " ",
        "plain",
        "O'Hara \"x\" \\ %_",
        "a\nb\r\n\tc",
        "🏆🧑‍🚀 Pokémon ポケモン",
        "\uFFFD\uFEFF",
        "Ä",
        "a",
        "B",
        "{\"a\":[1,null]}",
        "long ".repeat(800)
    };

    /** From the first year to that with four digits; PostgreSQL knows no time before 4713 BC. */
    private static final long MIN_TIME = -62_135_596_800_000L;

    private static final long MAX_TIME = 253_402_300_799_000L;

    private final Random random;
    private final DatabaseAddress address;

    /** What a column may hold where it refers to another table. */
    private final Map<String, List<Object>> keys = new HashMap<>();

    RandomRows(DatabaseAddress address, long seed) {
        this.address = address;
        this.random = new Random(seed);
    }

    static Jdbi jdbi(DatabaseAddress address) {
        return address.isPostgres()
                ? Jdbi.create(address.url(), String.valueOf(address.user()), "")
                : Jdbi.create(address.url());
    }

    /** Adds that many rows to each table, or fewer where their keys happen to be the same. */
    void add(int rows) {
        jdbi(address).useTransaction(handle -> add(handle.getConnection(), rows));
    }

    private void add(Connection connection, int rows) {
        try {
            for (TableShape table : TableShape.all(connection)) {
                add(connection, table, rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(Connection connection, TableShape table, int rows) throws SQLException {
        Set<String> nullable = new TreeSet<>();
        try (ResultSet columns = connection.getMetaData().getColumns(null, null, table.name(), "%")) {
            while (columns.next()) {
                String name = columns.getString("COLUMN_NAME");
                if (columns.getString("IS_NULLABLE").equals("YES")
                        && !table.key().contains(name)) {
                    nullable.add(name);
                }
            }
        }
        boolean postgres = address.isPostgres();
        String marks = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table.name() + " (" + table.list()
                + ") VALUES (" + marks + ") ON CONFLICT DO NOTHING")) {
            for (int i = 0; i < rows; i++) {
                SortedMap<String, @Nullable Object> values = new TreeMap<>();
                int place = 0;
                for (Map.Entry<String, ColumnKind> column : table.columns().entrySet()) {
                    String name = column.getKey();
                    boolean isNull = nullable.contains(name) && random.nextInt(4) == 0;
                    Object value = isNull ? null : value(table, name, column.getValue());
                    values.put(name, value);
                    column.getValue().write(insert, ++place, value, postgres);
                }
                if (insert.executeUpdate() == 1 && table.name().equals("players")) {
                    keys.computeIfAbsent("player_id", first -> new ArrayList<>())
                            .add(values.get("player_id"));
                }
            }
        }
    }

    private Object value(TableShape table, String column, ColumnKind kind) {
        List<Object> others = keys.getOrDefault(column, List.of());
        if (!table.name().equals("players") && !others.isEmpty()) {
            return others.get(random.nextInt(others.size()));
        }
        return switch (kind) {
            case NUMBER -> number(column);
            case FLAG -> (long) random.nextInt(2);
            case TIME -> MIN_TIME + Math.floorMod(random.nextLong(), MAX_TIME - MIN_TIME);
            case TEXT -> text(table, column);
            case BYTES -> bytes();
        };
    }

    private Long number(String column) {
        boolean wide =
                column.endsWith("_id") || column.endsWith("_ms") || column.endsWith("_at") || column.equals("reach");
        if (!wide) {
            return (long) (short) random.nextInt();
        }
        return random.nextInt(3) == 0 ? NUMBERS[random.nextInt(NUMBERS.length)] : random.nextLong();
    }

    private String text(TableShape table, String column) {
        String odd = TEXTS[random.nextInt(TEXTS.length)];
        boolean isTold = table.key().contains(column) || column.equals("ulid") || column.equals("nonce");
        return isTold && odd.length() < 1000 ? odd + random.nextInt(1000) : odd;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(50)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Every table with its number of rows and its checksum, without those that have no rows. */
    static Map<String, TableSum> sums(DatabaseAddress address) {
        return jdbi(address).withHandle(handle -> sums(handle.getConnection()));
    }

    private static Map<String, TableSum> sums(Connection connection) {
        Map<String, TableSum> sums = new TreeMap<>();
        CopyProgress quiet = new CopyProgress(Clock.systemUTC());
        try {
            for (TableShape table : TableShape.all(connection)) {
                TableSum sum = TableSum.of(connection, table, quiet);
                if (sum.rows() > 0) {
                    sums.put(table.name(), sum);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return sums;
    }
}
