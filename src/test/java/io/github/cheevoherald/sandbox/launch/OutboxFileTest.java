package io.github.cheevoherald.sandbox.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.sandbox.BotControl.Backlog;
import io.github.cheevoherald.sandbox.BotControl.BlockedFeed;
import io.github.cheevoherald.sandbox.BotControl.Form;
import io.github.cheevoherald.sandbox.BotControl.ListPace;
import io.github.cheevoherald.sandbox.BotControl.OutboxRow;
import io.github.cheevoherald.sandbox.BotControl.Registered;
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
    void countsWaitingAnnouncementsAndWhatTheyWaitFor() throws SQLException {
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
    void readsListsTheNextListsTimeAndWhoIsRegistered() throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("herald.db");
        Database.open(url, new MutableClock(NOW)).close();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (int number = 1; number <= 6; number++) {
                statement.execute(settled(number, 7, number));
            }
            for (int number = 11; number <= 14; number++) {
                statement.execute(settled(number, 9, number));
            }
            statement.execute(
                    "INSERT INTO outbox (entry_id, guild_id, kind, sort_at, payload, created_at_ms, state, next_attempt_at_ms,"
                            + " content, listed, unlocks, refused_by) VALUES"
                            + " (21, 7, 'unlocks', 1, '{}', 0, 'pending', 0, '{}', 1, 12, NULL),"
                            + " (22, 7, 'unlocks', 2, '{}', 0, 'pending', 0, '{}', 0, 2, '200000'),"
                            + " (23, 7, 'unlocks', 3, '{}', 0, 'pending', 0, NULL, 0, 3, NULL)");
            statement.execute("INSERT INTO players (player_id, ulid, name, picture, profile_at_ms)"
                    + " VALUES (5, '01ARZ', 'Wren', '', 0)");
            statement.execute("INSERT INTO registrations (guild_id, member_id, player_id, registered_at)"
                    + " VALUES (7, 70, 5, 0)");
        }
        OutboxFile file = new OutboxFile(folder.resolve("herald.db"));

        Backlog waiting = file.waiting();

        assertThat(waiting.paces()).containsExactly(new ListPace(7, Instant.ofEpochSecond(62)));
        assertThat(waiting.rows()).extracting(OutboxRow::form).containsExactly(Form.LIST, Form.MESSAGE, Form.UNMADE);
        assertThat(waiting.rows()).extracting(OutboxRow::unlocks).containsExactly(12, 2, 3);
        assertThat(waiting.rows()).extracting(OutboxRow::aside).containsExactly(false, true, false);
        assertThat(file.registered()).containsExactly(new Registered(7, 70, "01ARZ"));
    }

    /** A posted message of a list. */
    private static String settled(long id, long guild, long second) {
        return "INSERT INTO outbox (entry_id, guild_id, kind, sort_at, payload, created_at_ms, state, next_attempt_at_ms,"
                + " content, listed, settled_at_ms) VALUES (" + id + ", " + guild
                + ", 'unlocks', 1, '{}', 0, 'sent', 0, '{}', 1, " + second * 1000 + ")";
    }

    @Test
    void isEmptyWithoutADatabase() {
        OutboxFile none = new OutboxFile(folder.resolve("none.db"));

        assertThat(none.rows()).isEmpty();
        assertThat(none.waiting().rows()).isEmpty();
        assertThat(none.registered()).isEmpty();
    }
}
