package io.github.cheevoherald;

import io.github.cheevoherald.sandbox.BotControl.OutboxRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/** Looks at the outbox in another process's database without touching it. */
final class OutboxFile {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxFile.class);

    private final Path database;

    OutboxFile(Path database) {
        this.database = database;
    }

    /** The newest rows; none while there is no such table yet. */
    List<OutboxRow> rows() {
        if (!Files.exists(database)) {
            return List.of();
        }
        SQLiteConfig readOnly = new SQLiteConfig();
        readOnly.setReadOnly(true);
        readOnly.setBusyTimeout(2000);
        try (Connection connection = readOnly.createConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT entry_id, guild_id, state, payload, channel_id,"
                        + " attempts, created_at_ms, next_attempt_at_ms, problem"
                        + " FROM outbox ORDER BY entry_id DESC LIMIT 500")) {
            List<OutboxRow> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row(result));
            }
            return rows;
        } catch (SQLException e) {
            LOG.debug("The bot's outbox cannot be read now: {}", e.getMessage());
            return List.of();
        }
    }

    private static OutboxRow row(ResultSet result) throws SQLException {
        return new OutboxRow(
                result.getLong("entry_id"),
                result.getLong("guild_id"),
                result.getString("state"),
                result.getString("payload"),
                channel(result),
                result.getInt("attempts"),
                Instant.ofEpochMilli(result.getLong("created_at_ms")),
                Instant.ofEpochMilli(result.getLong("next_attempt_at_ms")),
                result.getString("problem"));
    }

    private static @Nullable Long channel(ResultSet result) throws SQLException {
        long channel = result.getLong("channel_id");
        return result.wasNull() ? null : channel;
    }
}
