package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.config.ConfigException;
import io.github.cheevoherald.config.ConfigLoader;
import io.github.cheevoherald.config.ReloadableConfig;
import io.github.cheevoherald.store.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AppTest {
    private final MutableClock clock = MutableClock.at("2026-11-01T12:00:00Z");

    @TempDir
    private Path folder;

    private App app() throws ConfigException {
        Config config = ConfigLoader.load(
                null,
                Map.of(
                        "HERALD_DISCORD_TOKEN", "s3cret-token",
                        "HERALD_RETROACHIEVEMENTS_API_KEY", "s3cret-key",
                        "HERALD_DATABASE_URL", url()),
                folder);
        return new App(config, new ReloadableConfig(() -> config), clock, () -> {});
    }

    private String url() {
        return "jdbc:sqlite:" + folder.resolve("herald.db") + "?busy_timeout=900";
    }

    @Test
    void logsItsVersionAndFileAtTheStartAndNoSecret() throws ConfigException {
        try (App app = app()) {
            assertThat(app.lines().start())
                    .startsWith("cheevo-herald " + Version.number() + " starts")
                    .contains(folder.resolve("herald.db") + "; 0 players to watch")
                    .doesNotContain("s3cret", "busy_timeout");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | Stopped.",
                "1 | Stopped; 1 announcement waits for the next start.",
                "2 | Stopped; 2 announcements wait for the next start."
            })
    void logsTheBacklogAtTheEnd(int waiting, String line) throws Exception {
        Database.open(url(), clock).close();
        addToOutbox(waiting);
        App app = app();

        app.close();

        assertThat(app.lines().stopped()).isEqualTo(line);
    }

    private void addToOutbox(int count) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            for (int guild = 1; guild <= count; guild++) {
                statement.execute("INSERT INTO outbox (guild_id, kind, sort_at, payload, created_at_ms, state,"
                        + " next_attempt_at_ms) VALUES (" + guild + ", 'unlocks', 20, '{}', 0, 'pending', 0)");
            }
        }
    }
}
