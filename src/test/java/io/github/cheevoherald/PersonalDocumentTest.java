package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.privacy.PersonalExport;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.PersonalTraces;
import io.github.cheevoherald.store.StoreKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Compares docs/privacy.md with the tables, and with what members get when they ask for all of it. */
@OnBothStores
final class PersonalDocumentTest {
    private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");

    /** There only on PostgreSQL, or while a store is moved. */
    private static final Set<String> NOT_ALWAYS_THERE = Set.of("lease", "store_move");

    @Parameter
    StoreKind store;

    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
    private Storage storage;

    @BeforeEach
    void open() {
        storage = new Storage(store.address(folder.resolve("herald.db")), clock);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void everyColumnOfEveryTableIsListed() throws IOException {
        Map<String, Set<String>> personal = personal();
        Map<String, Set<String>> other = other();

        Map<String, Set<String>> real = storage.database.read(PersonalDocumentTest::columns);
        Set<String> listed = new TreeSet<>(personal.keySet());
        listed.addAll(other.keySet());
        Set<String> expected = new TreeSet<>(real.keySet());
        expected.addAll(NOT_ALWAYS_THERE);
        assertThat(listed).isEqualTo(expected);
        personal.forEach((table, columns) -> {
            Set<String> all = new TreeSet<>(columns);
            all.addAll(other.getOrDefault(table, Set.of()));
            assertThat(all).as(table).isEqualTo(real.get(table));
        });
    }

    @Test
    void theExportHasEveryListedColumnAndNobodyElse() throws IOException {
        storage.database.useTransaction(handle -> {
            Personal.ANN.store(handle);
            Personal.BEN.store(handle);
            for (List<Personal> people : List.of(List.of(Personal.ANN), List.of(Personal.ANN, Personal.BEN))) {
                for (Announcement announcement : Personal.announcements(people)) {
                    storage.outbox.add(handle, Personal.SERVER, announcement, clock.instant());
                }
            }
            handle.execute("UPDATE outbox SET content = payload, problem = payload, withdrawn = '" + Personal.BEN.ulid()
                    + "' WHERE payload LIKE '%" + Personal.BEN.ulid() + "%'");
        });

        byte[] export = new PersonalExport(storage.database, storage.personal, clock).of(Personal.ANN.member());

        JsonNode tables = new ObjectMapper().readTree(export).path("tables");
        Map<String, Set<String>> personal = personal();
        assertThat(tables.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(personal.keySet());
        personal.forEach((table, columns) -> {
            assertThat(tables.path(table)).as(table).isNotEmpty();
            assertThat(tables.path(table).get(0).fieldNames())
                    .toIterable()
                    .as(table)
                    .containsAll(columns);
        });
        assertThat(tables.path("outbox")).hasSize(10);
        assertThat(new String(export, StandardCharsets.UTF_8))
                .contains(Personal.ANN.texts())
                .doesNotContain(Personal.BEN.texts());
    }

    private static Map<String, Set<String>> columns(Handle handle) {
        Map<String, Set<String>> columns = new TreeMap<>();
        for (String table : PersonalTraces.tables(handle)) {
            columns.put(table, columns(handle, table));
        }
        return columns;
    }

    private static Set<String> columns(Handle handle, String table) {
        Set<String> names = new TreeSet<>();
        try (ResultSet columns = handle.getConnection().getMetaData().getColumns(null, null, table, "%")) {
            while (columns.next()) {
                names.add(columns.getString("COLUMN_NAME"));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return names;
    }

    private static Map<String, Set<String>> personal() throws IOException {
        return rows("About a person");
    }

    private static Map<String, Set<String>> other() throws IOException {
        return rows("Not about a person");
    }

    private static Map<String, Set<String>> rows(String heading) throws IOException {
        String page = Files.readString(Path.of("docs/privacy.md"));
        int from = page.indexOf("\n## " + heading + "\n");
        assertThat(from).isPositive();
        String section = page.substring(from + 4, page.indexOf("\n## ", from + 4));
        Map<String, Set<String>> rows = new TreeMap<>();
        section.lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            String[] cells = line.split("\\|", -1);
            for (String table : names(cells[1])) {
                assertThat(rows.put(table, new TreeSet<>(names(cells[2])))).isNull();
            }
        });
        return rows;
    }

    private static List<String> names(String cell) {
        return new ArrayList<>(
                NAME.matcher(cell).results().map(PersonalDocumentTest::name).toList());
    }

    private static String name(MatchResult found) {
        return found.group(1);
    }
}
