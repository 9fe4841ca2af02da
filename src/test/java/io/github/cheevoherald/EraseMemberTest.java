package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** The statements in docs/operating.md that erase a member. */
@OnBothStores
final class EraseMemberTest {
    @Parameter
    StoreKind store;

    private static final Pattern STATEMENTS = Pattern.compile("<<'SQL'\\n(.*?)\\nSQL\\n", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void theStatementsEraseOneMemberAndNobodyElse() throws IOException {
        try (Database database = store.open(folder, Clock.systemUTC())) {
            database.useTransaction(handle -> {
                member(handle, 1, "01SOMEBODY", "Somebody");
                member(handle, 2, "01ELSE", "Else");
            });

            for (String statement : statements()) {
                if (statement.equals("VACUUM")) {
                    continue; // not inside a transaction; it only rewrites the file
                }
                database.useTransaction(handle -> handle.execute(statement));
            }

            assertThat(database.<List<String>>read(EraseMemberTest::everything))
                    .noneMatch(row -> row.toLowerCase(Locale.ROOT).contains("somebody"))
                    .anyMatch(row -> row.contains("01ELSE"));
            assertThat(database.<Integer>read(handle ->
                            handle.createQuery("""
                            SELECT (SELECT COUNT(*) FROM ledger) + (SELECT COUNT(*) FROM registrations)
                                + (SELECT COUNT(*) FROM held_twins) + (SELECT COUNT(*) FROM noted_registrations)
                                + (SELECT COUNT(*) FROM outbox) + (SELECT COUNT(*) FROM players)
                                + (SELECT COUNT(*) FROM poll_schedule) + (SELECT COUNT(*) FROM scores)
                                + (SELECT COUNT(*) FROM score_reads) + (SELECT COUNT(*) FROM sitting_games)
                                + (SELECT COUNT(*) FROM award_ledger) + (SELECT COUNT(*) FROM award_links)
                                + (SELECT COUNT(*) FROM game_interests) + (SELECT COUNT(*) FROM interest_reads)
                                + (SELECT COUNT(*) FROM silences) + (SELECT COUNT(*) FROM former_players)
                            """).mapTo(Integer.class).one()))
                    .isEqualTo(16);
        }
    }

    private static List<String> statements() throws IOException {
        Matcher found = STATEMENTS.matcher(Files.readString(Path.of("docs/operating.md")));
        assertThat(found.find()).isTrue();
        return found.group(1).lines().map(line -> line.replaceFirst(";$", "")).toList();
    }

    private static void member(Handle handle, long id, String ulid, String name) {
        handle.execute(
                "INSERT INTO players (player_id, ulid, name, picture, profile_at_ms) VALUES (?, ?, ?, '', 0)",
                id,
                ulid,
                name);
        handle.execute("INSERT INTO poll_schedule (player_id, active_at, due_at_ms) VALUES (?, 0, 0)", id);
        handle.execute(
                "INSERT INTO registrations (guild_id, member_id, player_id, registered_at) VALUES (1, ?, ?, 0)",
                id,
                id);
        handle.execute(
                "INSERT INTO noted_registrations (guild_id, member_id, username, noted_at) VALUES (2, ?, ?, 0)",
                id,
                name.toUpperCase(Locale.ROOT));
        handle.execute("INSERT INTO ledger VALUES (?, 1, 1, 1, 0)", id);
        handle.execute("INSERT INTO scores VALUES (?, 1, 1, 1, '1', 1, 1)", id);
        handle.execute("INSERT INTO score_reads VALUES (?, 1, 1)", id);
        handle.execute("INSERT INTO sitting_games VALUES (?, 1, 1, 0)", id);
        handle.execute("INSERT INTO award_ledger VALUES (?, 'MASTERED', 1, -1, 1, 1, 1)", id);
        handle.execute("INSERT INTO award_links VALUES (1, ?, 1, 0, NULL, 0)", id);
        handle.execute("INSERT INTO game_interests VALUES (?, 1, 1, 0, 0)", id);
        handle.execute("INSERT INTO interest_reads VALUES (?, 1, 0, 0)", id);
        handle.execute("INSERT INTO silences VALUES (1, ?, 1, 'Game', 1, NULL)", id);
        handle.execute("INSERT INTO former_players VALUES (?, ?)", id, id);
        handle.execute("INSERT INTO held_twins VALUES (?, 1, 1, 0, '1', '{}', 0)", id);
        handle.execute(
                "INSERT INTO outbox (guild_id, kind, sort_at, payload, created_at_ms, state, next_attempt_at_ms)"
                        + " VALUES (1, 'unlocks', 0, ?, 0, 'sent', 0)",
                "{\"player\":{\"ulid\":\"" + ulid + "\",\"name\":\"" + name + "\"}}");
    }

    private static List<String> everything(Handle handle) {
        return tables(handle).stream()
                .flatMap(table -> handle.createQuery("SELECT * FROM " + table).mapToMap().stream())
                .map(String::valueOf)
                .toList();
    }

    private static List<String> tables(Handle handle) {
        List<String> found = new ArrayList<>();
        try (ResultSet tables =
                handle.getConnection().getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                found.add(tables.getString("TABLE_NAME"));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        assertThat(found).contains("players", "ledger", "outbox", "registrations");
        return found;
    }
}
