package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each table is written by one package, and read by those listed here. Migrations don't count: they change tables while
 * nothing else runs.
 */
final class TableOwnersTest {
    private static final String ON_POSTGRESQL_ONLY = "lease";

    /** There only while a store is moved to another, and afterwards in the one that is left. */
    private static final String OF_A_MOVE = "store_move";

    /** Copies whatever tables there are, when no bot runs. */
    private static final String COPIES_ALL = "store/TableCopy.java";

    /**
     * Which package writes which table. db-scheduler writes {@code scheduled_tasks}, too, on behalf of {@code store}.
     */
    static final Map<String, String> OWNERS = Map.ofEntries(
            Map.entry("guilds", "guilds"),
            Map.entry("feeds", "guilds"),
            Map.entry("feed_options", "guilds"),
            Map.entry("players", "players"),
            Map.entry("registrations", "players"),
            Map.entry("noted_registrations", "players"),
            Map.entry("silences", "players"),
            Map.entry("former_players", "players"),
            Map.entry("forgettings", "privacy"),
            Map.entry("poll_schedule", "unlocks"),
            Map.entry("ledger", "unlocks"),
            Map.entry("held_twins", "unlocks"),
            Map.entry("event_pairs", "unlocks"),
            Map.entry("award_ledger", "awards"),
            Map.entry("award_links", "awards"),
            Map.entry("award_marks", "awards"),
            Map.entry("event_ledger", "events"),
            Map.entry("event_looks", "events"),
            Map.entry("set_claims", "sets"),
            Map.entry("set_versions", "sets"),
            Map.entry("set_looks", "sets"),
            Map.entry("game_interests", "sets"),
            Map.entry("interest_reads", "sets"),
            Map.entry("sitting_games", "leaderboards"),
            Map.entry("score_reads", "leaderboards"),
            Map.entry("scores", "leaderboards"),
            Map.entry("outbox", "outbox"),
            Map.entry("feed_filters", "outbox"),
            Map.entry("scheduled_tasks", "store"),
            Map.entry("backup_stamp", "store"),
            Map.entry("restores", "store"),
            Map.entry(OF_A_MOVE, "store"),
            Map.entry(ON_POSTGRESQL_ONLY, "store"));

    /** Which tables other packages read. Flyway, SQLite and PostgreSQL write their own. */
    private static final Map<String, Set<String>> READERS = Map.ofEntries(
            Map.entry("guilds", Set.of("players")),
            Map.entry("feeds", Set.of("players", "sandbox")),
            Map.entry("players", Set.of("awards", "events", "leaderboards", "sets", "unlocks", "sandbox")),
            Map.entry("registrations", Set.of("awards", "events", "sets", "unlocks", "sandbox")),
            Map.entry("ledger", Set.of("events")),
            Map.entry("outbox", Set.of("sandbox")),
            Map.entry("flyway_schema_history", Set.of("store")),
            Map.entry("pg_class", Set.of("store")),
            Map.entry("sqlite_master", Set.of("store")),
            Map.entry("information_schema", Set.of("store")),
            Map.entry(TableUse.UNKNOWN, Set.of("store")));

    private final List<TableUse> uses = TableUse.inMainSources().stream()
            .filter(use -> !(use.writes() && use.file().equals(COPIES_ALL)))
            .toList();

    @Test
    void everyTableOfTheDatabaseHasAnOwner(@TempDir Path folder) {
        try (Database database = Database.open("jdbc:sqlite:" + folder.resolve("herald.db"), Clock.systemUTC())) {
            List<String> tables = database.read(
                    handle -> handle.createQuery("""
                            SELECT name FROM sqlite_master WHERE type = 'table'
                                AND name NOT LIKE 'sqlite_%' AND name <> 'flyway_schema_history'
                            """).mapTo(String.class).list());

            tables.addAll(List.of(ON_POSTGRESQL_ONLY, OF_A_MOVE));
            assertThat(OWNERS.keySet()).containsExactlyInAnyOrderElementsOf(tables);
        }
    }

    @Test
    void onlyItsOwnerWritesATable() {
        assertThat(uses.stream().filter(use -> use.writes() && !use.stage().equals(OWNERS.get(use.table()))))
                .isEmpty();
    }

    @Test
    void everyOwnerWritesItsTable() {
        Map<String, String> written = new TreeMap<>();
        uses.stream().filter(TableUse::writes).forEach(use -> written.put(use.table(), use.stage()));

        assertThat(written).containsExactlyInAnyOrderEntriesOf(OWNERS);
    }

    @Test
    void otherTablesReadersAreListed() {
        Map<String, Set<String>> readers = new TreeMap<>();
        uses.stream()
                .filter(use -> !use.writes() && !use.stage().equals(OWNERS.get(use.table())))
                .forEach(use -> readers.computeIfAbsent(use.table(), table -> new TreeSet<>())
                        .add(use.stage()));

        assertThat(readers).containsExactlyInAnyOrderEntriesOf(READERS);
    }

    @Test
    void tablesAreFoundInStringsAndTextBlocksHoweverTheyAreConcatenated() {
        String quotes = "\"\"\"";
        String source = """
                // "DELETE FROM commented"
                char quote = '"';
                handle.execute("UPDATE one SET a = " + b + " WHERE c IN (SELECT d FROM two)");
                handle.execute("INSERT"
                        + " INTO three (a) VALUES (1) ON CONFLICT DO UPDATE SET a = 2");
                handle.createQuery(%s
                        SELECT 1 FROM four f
                        JOIN five ON true
                        %s);
                handle.execute("SELECT 1 FROM six FOR UPDATE SKIP LOCKED");
                handle.execute("DELETE FROM " + table);
                """.formatted(quotes, quotes);

        assertThat(TableUse.in("x", "X.java", source))
                .extracting(use -> (use.writes() ? "writes " : "reads ") + use.table())
                .containsExactly(
                        "writes one", "reads two", "writes three", "reads four", "reads five", "reads six", "writes ?");
    }
}
