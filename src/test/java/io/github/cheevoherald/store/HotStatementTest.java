package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.MutableClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HotStatementTest {
    private static final HotStatement ADD = new HotStatement("INSERT INTO guilds (guild_id, left_at_ms) VALUES (?, ?)");
    private static final HotStatement IDS = new HotStatement("SELECT guild_id FROM guilds WHERE guild_id > ?");
    private static final HotStatement IS_GONE =
            new HotStatement("SELECT EXISTS (SELECT 1 FROM guilds WHERE guild_id = ? AND left_at_ms IS NOT NULL)");

    private Statements statements;
    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) {
        statements =
                new Statements("jdbc:sqlite:" + folder.resolve("herald.db"), MutableClock.at("2026-03-01T12:00:00Z"));
        database = statements.database();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void add(long guildId, @Nullable Long leftAt) {
        database.useTransaction(handle -> ADD.execute(handle, guildId, leftAt));
    }

    private List<Long> ids() {
        return database.read(handle -> IDS.list(handle, row -> row.getLong(1), 0));
    }

    @Test
    void isPreparedOnceAndHasItsOwnValuesEachTime() {
        add(1, 5L);
        add(2, null);
        add(3, 6L);

        assertThat(statements.prepared().stream().filter(sql -> sql.startsWith("INSERT INTO guilds")))
                .hasSize(1);
        assertThat(ids()).containsExactly(1L, 2L, 3L);
        List<Boolean> gone =
                database.read(handle -> List.of(IS_GONE.is(handle, 1), IS_GONE.is(handle, 2), IS_GONE.is(handle, 3)));
        assertThat(gone).containsExactly(true, false, true);
    }

    @Test
    void aFailureIsThatOfALibraryAndKeepsItsCause() {
        add(1, null);

        assertThatThrownBy(() -> add(1, null))
                .isInstanceOf(JdbiException.class)
                .hasRootCauseInstanceOf(SQLException.class)
                .hasMessageContaining("UNIQUE")
                .hasMessageContaining("INSERT INTO guilds");

        add(2, null);
        assertThat(ids()).containsExactly(1L, 2L);
    }

    @Test
    void whatIsWrittenIsUndoneWithItsTransaction() {
        assertThatThrownBy(() -> database.useTransaction(handle -> {
                    ADD.execute(handle, 1, null);
                    throw new IllegalStateException("half way");
                }))
                .hasMessage("half way");

        assertThat(ids()).isEmpty();
    }

    @Test
    void takesAsManyValuesAsItHasPlaces() {
        assertThatThrownBy(() -> database.useTransaction(handle -> ADD.execute(handle, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mayBeAskedWhileItsOwnAnswerIsRead() {
        add(1, null);
        add(2, null);

        List<List<Long>> later = database.read(handle ->
                IDS.list(handle, row -> IDS.list(handle, other -> other.getLong(1), row.getLong(1)), 0));

        assertThat(later).containsExactly(List.of(2L), List.of());
    }

    @Test
    void aRowThatCannotBeReadKeepsNobodyInThePast() throws SQLException {
        add(1, null);
        add(2, null);
        List<Long> read = new ArrayList<>();
        assertThatThrownBy(() -> database.read(handle -> IDS.list(
                        handle,
                        row -> {
                            read.add(row.getLong(1));
                            throw new IllegalStateException("half way");
                        },
                        0)))
                .hasMessage("half way");
        assertThat(read).containsExactly(1L);

        add(3, null);

        assertThat(ids()).containsExactly(1L, 2L, 3L);
        try (Connection connection = database.writerDataSource().getConnection();
                Statement statement = connection.createStatement();
                var checkpoint = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            assertThat(checkpoint.getInt("busy")).isZero();
        }
    }
}
