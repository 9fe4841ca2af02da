package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.MutableClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A query whose result isn't read to the end leaves no transaction open. */
final class UnreadAnswersTest {
    private static final String INSERT = "INSERT INTO guilds (guild_id) VALUES (?)";

    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = Database.open(
                "jdbc:sqlite:" + MigratedFile.at(folder.resolve("herald.db")), MutableClock.at("2026-03-01T12:00:00Z"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void insert(long guildId) {
        database.useTransaction(handle -> handle.execute(INSERT, guildId));
    }

    private List<Long> guilds() {
        return database.read(UnreadAnswersTest::guilds);
    }

    private static List<Long> guilds(Handle handle) {
        return handle.createQuery("SELECT guild_id FROM guilds ORDER BY guild_id")
                .mapTo(Long.class)
                .list();
    }

    @Test
    void anUnfinishedResultKeepsNothingOpen() throws SQLException {
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
    void anUnreadResultKeepsNoReaderInThePast() {
        insert(1);
        int unread = database.read(handle -> handle.execute("SELECT guild_id FROM guilds"));
        assertThat(unread).isLessThanOrEqualTo(0);

        insert(2);

        assertThat(guilds()).containsExactly(1L, 2L);
        insert(3);
        assertThat(guilds()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void anUnreadableRowKeepsNoReaderInThePast() {
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
}
