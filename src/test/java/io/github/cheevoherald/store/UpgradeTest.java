package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An upgrade from any earlier schema keeps every value, wherever its column is now. */
final class UpgradeTest {
    /** Dropped on purpose: which polls are under way is known only to the process. */
    private static final Set<String> DROPPED = Set.of("players.leased_until_ms", "rhythm.rhythm_id", "rhythm.numbers");

    /** Columns that moved to another table. */
    private static final Set<String> SCHEDULE = Set.of(
            "polled_at",
            "swept_at",
            "active_at",
            "failures",
            "due_at_ms",
            "sweep_due",
            "wide_failures",
            "wide_failed_at",
            "pace");

    @TempDir
    private Path folder;

    static Stream<String> versions() {
        return versions(Migration.OF_SQLITE);
    }

    private static Stream<String> versions(List<String> locations) {
        return Stream.of(Flyway.configure()
                        .dataSource("jdbc:sqlite::memory:", null, null)
                        .locations(locations.toArray(String[]::new))
                        .load()
                        .info()
                        .pending())
                .map(MigrationInfo::getVersion)
                .map(String::valueOf);
    }

    @Test
    void aStartKnowsTheLastMigrationOfBothKindsOfStore() {
        assertThat(versions(Migration.OF_SQLITE)).last().isEqualTo(Migration.NEWEST);
        assertThat(versions(Migration.OF_POSTGRES)).last().isEqualTo(Migration.NEWEST);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void keepsEveryValue(String version) {
        String url = "jdbc:sqlite:" + folder.resolve("herald.db");
        Flyway.configure()
                .dataSource(url, null, null)
                .locations(Migration.OF_SQLITE.toArray(String[]::new))
                .target(version)
                .load()
                .migrate();
        Map<String, Object> before = Jdbi.create(url).withHandle(handle -> {
            tables(handle).forEach(table -> fill(handle, table));
            return values(handle);
        });
        assertThat(before).containsKeys("outbox.payload", "registrations.registered_at", "ledger.unlocked_at");

        Map<String, Object> after;
        try (Database database = Database.open(url, MutableClock.at("2026-03-01T12:00:00Z"))) {
            after = database.read(UpgradeTest::values);
        }

        assertThat(after).doesNotContainKeys(DROPPED.toArray(String[]::new));
        before.forEach((column, value) -> {
            if (!DROPPED.contains(column)) {
                assertThat(after).as(column).containsEntry(movedTo(column), value);
            }
        });
    }

    /** Awards come with V21; {@code begun_at} is set at the first start. */
    @Test
    void aServerWithAFeedGetsADefaultChannelAndAwardsInIt() {
        String url = "jdbc:sqlite:" + folder.resolve("herald.db");
        Flyway.configure()
                .dataSource(url, null, null)
                .locations(Migration.OF_SQLITE.toArray(String[]::new))
                .target("20")
                .load()
                .migrate();
        Jdbi.create(url).useHandle(handle -> {
            handle.execute("INSERT INTO guilds (guild_id) VALUES (1), (2)");
            handle.execute("INSERT INTO feeds (guild_id, kind, channel_id, blocked_reason, blocked_at_ms, told)"
                    + " VALUES (2, 'unlocks', 20, 'NO_SEND', 5, 1), (3, 'unlocks', 30, NULL, NULL, 0)");
        });

        try (Database database = Database.open(url, MutableClock.at("2026-03-01T12:00:00Z"))) {
            assertThat(rows(database, "SELECT guild_id, default_channel_id FROM guilds ORDER BY guild_id"))
                    .containsExactly("1 null", "2 20", "3 30");
            assertThat(rows(
                            database,
                            "SELECT guild_id, kind, channel_id, own_channel, begun_at, blocked_reason, told FROM feeds"
                                    + " ORDER BY guild_id, kind DESC"))
                    .containsExactly(
                            "2 unlocks 20 0 0 NO_SEND 1",
                            "2 awards 20 0 null NO_SEND 1",
                            "3 unlocks 30 0 0 null 0",
                            "3 awards 30 0 null null 0");
        }
    }

    private static List<String> rows(Database database, String sql) {
        return database.read(handle -> handle.createQuery(sql)
                .map((row, context) -> {
                    StringJoiner values = new StringJoiner(" ");
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        values.add(row.getString(i));
                    }
                    return values.toString();
                })
                .list());
    }

    private static String movedTo(String column) {
        String name = column.substring(column.indexOf('.') + 1);
        return column.startsWith("players.") && SCHEDULE.contains(name) ? "poll_schedule." + name : column;
    }

    /** The copy's stamp and its marks are tested in {@code RestoreTest}. */
    private static List<String> tables(Handle handle) {
        return handle.createQuery("""
                        SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                            AND name NOT IN ('flyway_schema_history', 'backup_stamp', 'restores')
                        """).mapTo(String.class).list();
    }

    /** Adds a row with a different value in each column; all rows belong to one player. */
    private static void fill(Handle handle, String table) {
        Map<String, String> columns = new TreeMap<>();
        handle.createQuery("SELECT name, type FROM pragma_table_info(?)")
                .bind(0, table)
                .map((row, context) -> columns.put(row.getString(1), row.getString(2)))
                .list();
        List<Object> values = columns.entrySet().stream()
                .map(column -> value(column.getKey(), column.getValue()))
                .toList();
        handle.execute(
                "INSERT INTO " + table + " (" + String.join(", ", columns.keySet()) + ") VALUES ("
                        + String.join(", ", Collections.nCopies(values.size(), "?")) + ")",
                values.toArray());
    }

    private static Object value(String column, String type) {
        if (column.equals("player_id")) {
            return 1;
        }
        int number = 10_000 + Math.floorMod(column.hashCode(), 10_000);
        return type.startsWith("VARCHAR") || type.equals("TEXT") ? column + " of old" : number;
    }

    /** The value of each column; no table has more than one row. */
    private static Map<String, Object> values(Handle handle) {
        Map<String, Object> values = new TreeMap<>();
        for (String table : tables(handle)) {
            handle.createQuery("SELECT * FROM " + table).mapToMap().list().stream()
                    .flatMap(row -> row.entrySet().stream())
                    .forEach(cell -> {
                        if (cell.getValue() != null) {
                            values.put(table + "." + cell.getKey(), cell.getValue());
                        }
                    });
        }
        return values;
    }
}
