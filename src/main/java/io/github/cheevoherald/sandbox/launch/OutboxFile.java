package io.github.cheevoherald.sandbox.launch;

import io.github.cheevoherald.sandbox.BotControl.Backlog;
import io.github.cheevoherald.sandbox.BotControl.BlockedFeed;
import io.github.cheevoherald.sandbox.BotControl.Form;
import io.github.cheevoherald.sandbox.BotControl.ListPace;
import io.github.cheevoherald.sandbox.BotControl.OutboxRow;
import io.github.cheevoherald.sandbox.BotControl.Registered;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/** Reads the outbox in the bot's database while the bot is using it, and never writes. */
public final class OutboxFile {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxFile.class);

    /** The delivery's limit on lists per server, repeated here to show when the next list may go. */
    private static final int LISTS = 5;

    private static final Duration LISTS_PER = Duration.ofMinutes(1);

    private final Path database;

    /** Opens nothing until the first read. */
    public OutboxFile(Path database) {
        this.database = database;
    }

    /** The newest rows; none until the bot has made the table. */
    public List<OutboxRow> rows() {
        return read(List.of(), statement -> rows(statement, "ORDER BY entry_id DESC LIMIT 500"));
    }

    /** The backlog; empty until the bot has made the table. */
    Backlog waiting() {
        return read(
                new Backlog(Map.of(), List.of(), List.of(), List.of()),
                statement -> new Backlog(
                        counts(statement),
                        rows(
                                statement,
                                "WHERE state IN ('pending', 'sending') ORDER BY sort_at, created_at_ms, part_at, entry_id LIMIT 100"),
                        blocked(statement),
                        paces(statement)));
    }

    /** All registrations; none until the bot has made the table. */
    List<Registered> registered() {
        return read(List.of(), OutboxFile::registered);
    }

    private static List<Registered> registered(Statement statement) throws SQLException {
        List<Registered> registered = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(
                "SELECT guild_id, member_id, ulid FROM registrations JOIN players USING (player_id) ORDER BY guild_id, member_id")) {
            while (result.next()) {
                registered.add(new Registered(
                        result.getLong("guild_id"), result.getLong("member_id"), result.getString("ulid")));
            }
        }
        return registered;
    }

    private <T> T read(T otherwise, Query<T> query) {
        if (!Files.exists(database)) {
            return otherwise;
        }
        SQLiteConfig readOnly = new SQLiteConfig();
        readOnly.setReadOnly(true);
        readOnly.setBusyTimeout(2000);
        try (Connection connection = readOnly.createConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            return query.ask(statement);
        } catch (SQLException e) {
            LOG.debug("The bot's outbox can't be read now: {}", e.getMessage());
            return otherwise;
        }
    }

    private static List<OutboxRow> rows(Statement statement, String which) throws SQLException {
        List<OutboxRow> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery("SELECT entry_id, guild_id, state, payload, channel_id,"
                + " attempts, created_at_ms, next_attempt_at_ms, problem, content IS NOT NULL AS made, listed, unlocks, refused_by"
                + " FROM outbox " + which)) {
            while (result.next()) {
                rows.add(row(result));
            }
        }
        return rows;
    }

    private static Map<String, Long> counts(Statement statement) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (ResultSet result = statement.executeQuery("SELECT state, COUNT(*) FROM outbox GROUP BY state")) {
            while (result.next()) {
                counts.put(result.getString(1), result.getLong(2));
            }
        }
        return counts;
    }

    private static List<BlockedFeed> blocked(Statement statement) throws SQLException {
        List<BlockedFeed> blocked = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(
                "SELECT guild_id, channel_id, blocked_reason, probe_at_ms FROM feeds WHERE blocked_reason IS NOT NULL")) {
            while (result.next()) {
                long probe = result.getLong("probe_at_ms");
                Instant probeAt = result.wasNull() ? null : Instant.ofEpochMilli(probe);
                blocked.add(new BlockedFeed(
                        result.getLong("guild_id"),
                        result.getLong("channel_id"),
                        result.getString("blocked_reason"),
                        probeAt));
            }
        }
        return blocked;
    }

    private static List<ListPace> paces(Statement statement) throws SQLException {
        List<ListPace> paces = new ArrayList<>();
        try (ResultSet result =
                statement.executeQuery("SELECT guild_id, settled_at_ms FROM (SELECT guild_id, settled_at_ms,"
                        + " ROW_NUMBER() OVER (PARTITION BY guild_id ORDER BY settled_at_ms DESC) AS place"
                        + " FROM outbox WHERE listed = 1 AND state = 'sent') AS lists WHERE place = " + LISTS)) {
            while (result.next()) {
                Instant last = Instant.ofEpochMilli(result.getLong("settled_at_ms"));
                paces.add(new ListPace(result.getLong("guild_id"), last.plus(LISTS_PER)));
            }
        }
        return paces;
    }

    /** Something to ask the database. */
    private interface Query<T> {
        T ask(Statement statement) throws SQLException;
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
                result.getString("problem"),
                form(result),
                result.getInt("unlocks"),
                result.getString("refused_by") != null);
    }

    private static Form form(ResultSet result) throws SQLException {
        if (!result.getBoolean("made")) {
            return Form.UNMADE;
        }
        return result.getBoolean("listed") ? Form.LIST : Form.MESSAGE;
    }

    private static @Nullable Long channel(ResultSet result) throws SQLException {
        long channel = result.getLong("channel_id");
        return result.wasNull() ? null : channel;
    }
}
