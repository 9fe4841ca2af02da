package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.sandbox.BotControl.Backlog;
import io.github.cheevoherald.sandbox.BotControl.BlockedFeed;
import io.github.cheevoherald.sandbox.BotControl.OutboxRow;
import io.github.cheevoherald.store.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutboxFileTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void tellsHowManyWaitForWhatAndUntilWhen() throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("herald.db");
        Database.open(url, new MutableClock(NOW)).close();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO outbox (entry_id, guild_id, kind, sort_at, payload, created_at_ms, state,"
                            + " next_attempt_at_ms, problem) VALUES (1, 7, 'unlocks', 20, '{}', 0, 'pending', 5000, 'NO_SEND'),"
                            + " (2, 7, 'unlocks', 10, '{}', 0, 'sending', 1000, NULL), (3, 7, 'unlocks', 5, '{}', 0, 'sent', 0, NULL)");
            statement.execute(
                    "INSERT INTO feeds (guild_id, kind, channel_id, blocked_reason, blocked_at_ms, probe_at_ms)"
                            + " VALUES (7, 'unlocks', 8, 'NO_SEND', 0, 9000), (9, 'unlocks', 10, NULL, NULL, NULL)");
        }

        Backlog waiting = new OutboxFile(folder.resolve("herald.db")).waiting();

        assertThat(waiting.counts())
                .containsEntry("pending", 1L)
                .containsEntry("sending", 1L)
                .containsEntry("sent", 1L);
        assertThat(waiting.rows()).extracting(OutboxRow::id).containsExactly(2L, 1L);
        assertThat(waiting.rows().get(1).nextAttemptAt()).isEqualTo(Instant.ofEpochSecond(5));
        assertThat(waiting.blocked()).containsExactly(new BlockedFeed(7, 8, "NO_SEND", Instant.ofEpochSecond(9)));
    }

    @Test
    void isEmptyWithoutADatabase() {
        OutboxFile none = new OutboxFile(folder.resolve("none.db"));

        assertThat(none.rows()).isEmpty();
        assertThat(none.waiting().rows()).isEmpty();
    }
}
