package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.MutableClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptStatementsTest {
    private static final String INSERT = "INSERT INTO guilds (guild_id) VALUES (?)";

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

    private void insert(long guildId) {
        database.useTransaction(handle -> handle.execute(INSERT, guildId));
    }

    private List<Long> guilds() {
        return database.read(KeptStatementsTest::guilds);
    }

    private static List<Long> guilds(Handle handle) {
        return handle.createQuery("SELECT guild_id FROM guilds ORDER BY guild_id")
                .mapTo(Long.class)
                .list();
    }

    @Test
    void whatIsAskedAgainIsPreparedOnce() {
        for (int i = 1; i <= 20; i++) {
            insert(i);
            int left = i;
            database.useUnsyncedTransaction(
                    handle -> handle.createUpdate("UPDATE guilds SET left_at_ms = :left WHERE guild_id = :guild")
                            .bind("left", left)
                            .bind("guild", left)
                            .execute());
        }

        assertThat(statements.prepared().stream().filter(INSERT::equals)).hasSize(1);
        assertThat(statements.prepared().stream().filter(sql -> sql.startsWith("UPDATE guilds SET left_at_ms")))
                .hasSize(1);
        assertThat(guilds()).hasSize(20);
    }

    @Test
    void aStatementThatFailedWorksAgain() {
        insert(1);
        assertThatThrownBy(() -> insert(1)).hasMessageContaining("UNIQUE");

        insert(2);

        assertThat(guilds()).containsExactly(1L, 2L);
    }

    @Test
    void aStatementThatFailedForWantOfSpaceWorksAgain() {
        String insert = "INSERT INTO restores (made_at_ms, started_at_ms) VALUES (1, ?)";
        database.useTransaction(handle -> handle.execute("PRAGMA max_page_count = 1"));
        assertThatThrownBy(() -> database.useTransaction(handle -> {
                    for (int i = 0; i < 10_000; i++) {
                        handle.execute(insert, i);
                    }
                }))
                .matches(Database::isOutage);
        assertThat(guilds()).isEmpty();

        database.useTransaction(handle -> handle.execute("PRAGMA max_page_count = 1000000"));
        database.useTransaction(handle -> handle.execute(insert, 1));

        long kept = database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM restores")
                .mapTo(Long.class)
                .one());
        assertThat(kept).isEqualTo(1);
    }

    @Test
    void aStatementMayBeAskedWhileItsOwnAnswerIsRead() {
        insert(1);
        insert(2);

        List<List<Long>> nested =
                database.read(handle -> handle.createQuery("SELECT guild_id FROM guilds ORDER BY guild_id")
                        .map((row, context) -> guilds(handle))
                        .list());

        assertThat(nested).containsExactly(List.of(1L, 2L), List.of(1L, 2L));
    }

    @Test
    void anAnswerThatWasNotReadToItsEndKeepsNothingOpen() throws SQLException {
        insert(1);
        insert(2);
        long first = database.read(handle -> handle.createQuery("SELECT guild_id FROM guilds ORDER BY guild_id")
                .mapTo(Long.class)
                .first());
        assertThat(first).isEqualTo(1);

        insert(3);

        assertThat(guilds()).containsExactly(1L, 2L, 3L);
        try (Connection connection = database.writerDataSource().getConnection();
                var statement = connection.createStatement();
                var checkpoint = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            assertThat(checkpoint.getInt("busy")).isZero();
        }
    }

    @Test
    void anAnswerThatNobodyReadKeepsNobodyInThePast() {
        insert(1);
        int unread = database.read(handle -> handle.execute("SELECT guild_id FROM guilds"));
        assertThat(unread).isLessThanOrEqualTo(0);

        insert(2);

        assertThat(guilds()).containsExactly(1L, 2L);
        insert(3);
        assertThat(guilds()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aRowThatCannotBeReadKeepsNobodyInThePast() {
        insert(1);
        insert(2);
        assertThatThrownBy(() -> database.read(handle -> handle.createQuery("SELECT guild_id FROM guilds")
                        .map((row, context) -> {
                            throw new IllegalStateException("half way");
                        })
                        .list()))
                .hasMessageContaining("half way");

        insert(3);

        assertThat(guilds()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whatIsRarelyAskedIsLetGo() {
        insert(1);
        for (int i = 0; i < 100; i++) {
            int number = i;
            database.useTransaction(handle -> handle.execute("UPDATE guilds SET left_at_ms = " + number));
        }
        insert(2);

        assertThat(statements.prepared().stream().filter(INSERT::equals)).hasSize(2);
    }

    @Test
    void aValueThatIsNotGivenIsNotTheLastOne() {
        String update = "UPDATE guilds SET left_at_ms = ? WHERE guild_id = ?";
        insert(1);
        database.useTransaction(handle -> handle.execute(update, 5, 1));

        assertThatThrownBy(() -> database.useTransaction(handle -> handle.execute(update, 6)))
                .isInstanceOf(JdbiException.class);

        long left = database.read(handle -> handle.createQuery("SELECT left_at_ms FROM guilds")
                .mapTo(Long.class)
                .one());
        assertThat(left).isEqualTo(5);
    }
}
