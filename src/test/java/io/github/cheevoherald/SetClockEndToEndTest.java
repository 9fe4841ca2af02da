package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.Permission;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole bot while its machine's clock is set, and when it is wrong at a start. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
final class SetClockEndToEndTest {
    @TempDir
    private Path folder;

    private Herald herald;

    /** The bot's machine; Discord and RetroAchievements have their own. */
    private SkippingClock machine;

    private final List<String> unlocked = new ArrayList<>();

    @BeforeEach
    void connect() {
        herald = new Herald(folder);
        machine = new SkippingClock(herald.clock);
        herald.site.world().addPlayer("Ana");
        herald.clockOfAProcess(() -> new SteadyClock(machine, System::nanoTime));
        herald.start();
        herald.server.feedHere();
        herald.server.register(herald.server.ann, "Ana");
    }

    @AfterEach
    void end() {
        herald.close();
    }

    private void announces() {
        String title = "Number " + unlocked.size();
        unlocked.add(title);
        herald.site.world().unlock("Ana", herald.achievement(title).id(), true);
        herald.server.awaitAnnounced(unlocked.size());
        assertThat(herald.server.announcedTitles()).containsExactlyElementsOf(unlocked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-2H", "PT30H"})
    void announcesAtOnceBeforeAndAfterTheClockIsSetAndAcrossRestarts(Duration step) {
        announces();
        machine.skip(step);
        announces();
        herald.restart();
        announces();
        machine.skip(step.negated());
        announces();
        herald.restart();
        announces();
    }

    /** Checks every column with our own time in every table, so that a new one isn't forgotten. */
    @Test
    void noStoredPastTimeIsInTheFutureAfterAStart() throws SQLException {
        announces();
        herald.stop();
        long ahead = machine.instant().plus(Duration.ofHours(30)).toEpochMilli();
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO outbox (guild_id, kind, sort_at, payload, created_at_ms, state,"
                    + " next_attempt_at_ms) SELECT guild_id, kind, sort_at, payload, 0, 'pending', 0 FROM outbox");
            statement.execute("INSERT INTO held_twins VALUES (1, 1, 1, 0, '', '', 1)");
            statement.execute("INSERT INTO restores VALUES (0, 0)");
            statement.execute("INSERT INTO noted_registrations (guild_id, member_id, username, noted_at)"
                    + " VALUES (1, 1, 'Somebody', 0)");
            statement.execute("DELETE FROM interest_reads");
            statement.execute("INSERT INTO interest_reads VALUES (1, 1, 0, 0)");
            statement.execute("INSERT INTO sitting_games (player_id, game_id, read_at_ms) VALUES (1, 1, 0)");
            List<String[]> columns = timesOfOurs(statement);
            for (String[] column : columns) {
                String state = column[1].equals("settled_at_ms") ? "sent" : "pending";
                String which = column[0].equals("outbox") ? " WHERE state = '" + state + "'" : "";
                statement.execute("UPDATE " + column[0] + " SET " + column[1] + " = " + ahead + which);
            }

            herald.openAndClose();

            assertThat(columns).hasSizeGreaterThan(9);
            for (String[] column : columns) {
                try (ResultSet rows = statement.executeQuery("SELECT MAX(" + column[1] + ") FROM " + column[0])) {
                    rows.next();
                    assertThat(rows.getLong(1))
                            .as(column[0] + "." + column[1])
                            .isPositive()
                            .isLessThanOrEqualTo(
                                    machine.instant().plus(latest(column[1])).toEpochMilli());
                }
            }
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(herald.address.url(), herald.address.user(), null);
    }

    /** Excludes Discord's times, and those the schedule already reads with care. */
    private static List<String[]> timesOfOurs(Statement statement) throws SQLException {
        List<String[]> columns = new ArrayList<>();
        try (ResultSet rows = statement.getConnection().getMetaData().getColumns(null, null, "%", "%\\_ms")) {
            while (rows.next()) {
                columns.add(new String[] {rows.getString("TABLE_NAME"), rows.getString("COLUMN_NAME")});
            }
        }
        columns.removeIf(column -> column[0].equals("backup_stamp")
                || Set.of("first_tried_at_ms", "due_at_ms").contains(column[1]));
        return columns;
    }

    private static Duration latest(String column) {
        return switch (column) {
            case "next_attempt_at_ms" -> Outbox.MAX_DELAY;
            case "probe_at_ms" -> Guilds.MAX_PROBE_DELAY;
            case "tell_at_ms" -> Guilds.UNTIL_NEXT_NOTICE;
            case "next_try_at_ms" -> Duration.ofMinutes(10);
            case "read_at_ms" -> Duration.ofMinutes(13);
            case "games_due_ms" -> Duration.ofDays(7);
            case "requests_due_ms" -> Duration.ofDays(1);
            default -> Duration.ZERO;
        };
    }

    /** Readers' clients compare the times they see with real time. */
    @Test
    void showsSinceWhenAFeedIsBlockedInRealTime() {
        machine.skip(Duration.ofHours(-30));
        herald.restart();
        herald.discord.channels().denyBot(herald.server.feed, Permission.SEND_MESSAGES);
        long before = herald.clock.instant().getEpochSecond();
        herald.site.world().unlock("Ana", herald.achievement("Held").id(), true);
        await().atMost(Herald.SOON).until(() -> since() > 0);

        assertThat(since()).isBetween(before - 5, herald.clock.instant().getEpochSecond() + 5);
    }

    private long since() {
        Message status = herald.server.ask(herald.server.admin, "feed status", Map.of());
        Matcher since = Pattern.compile("<t:(\\d+):R>").matcher(status.content());
        return since.find() ? Long.parseLong(since.group(1)) : 0;
    }
}
