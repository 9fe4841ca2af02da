package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.site.EmbeddedRetroAchievements;
import io.github.cheevoherald.store.DatabaseAddress;
import io.github.cheevoherald.store.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The jar on PostgreSQL: two processes on one database, and what it says when it can't use it. */
@Execution(ExecutionMode.CONCURRENT)
final class JarOnPostgresIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final DatabaseAddress database = PostgresServer.get().newDatabase();
    private EmbeddedDiscord discord;
    private EmbeddedRetroAchievements site;
    private final Map<String, String> environment = new HashMap<>();
    private final List<JarProcess> started = new ArrayList<>();
    private long channel;
    private long admin;

    @BeforeEach
    void startServers() {
        discord = EmbeddedDiscord.start(Clock.systemUTC());
        site = EmbeddedRetroAchievements.start(0, Clock.systemUTC());
        long guild = discord.world().createGuild("Home");
        channel = discord.channels().create(guild, "unlocks");
        admin = discord.world().createAdmin(guild, "Admin");
        environment.put("HERALD_DATABASE_URL", database.url());
        environment.put("HERALD_DATABASE_USER", PostgresServer.USER);
        environment.putAll(JarProcess.settings(discord, site));
        environment.put("HERALD_POLLING_SWEEP_INTERVAL", "10s");
    }

    @AfterEach
    void end() {
        started.forEach(JarProcess::close);
        discord.close();
        site.close();
        PostgresServer.get().dropAll();
    }

    private JarProcess start(String command) {
        JarProcess process = new JarProcess(folder, environment, command);
        started.add(process);
        return process;
    }

    private JarProcess ready() {
        JarProcess process = start("run");
        await().atMost(PATIENCE).until(() -> process.isReady() || !process.isAlive());
        assertThat(process.isReady()).as(process.err()).isTrue();
        return process;
    }

    @Test
    void aSecondProcessIsRefusedBeforeDiscordIsAskedAndACheckIsNot() throws SQLException {
        JarProcess first = ready();
        long holder = holder();
        int starts = JarProcess.starts(discord);
        assertThat(starts).isPositive();

        JarProcess second = start("run");

        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.err().strip().lines())
                .singleElement()
                .asString()
                .startsWith("database.url: ")
                .endsWith(" is in use by another process of the bot");
        assertThat(JarProcess.starts(discord)).isEqualTo(starts);

        JarProcess check = start("check");

        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.out().lines()).contains("ok       database");
        assertThat(holder()).isEqualTo(holder);
        assertThat(first.isAlive()).isTrue();
    }

    private long holder() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), null);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT token FROM lease")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void aBotThatHungEndsInOneLineOnceAnotherHasTakenOver() throws IOException, InterruptedException {
        site.world().addPlayer("Ana");
        JarProcess first = ready();
        ask("feed set", Map.of("channel", channel));
        ask("register", Map.of("username", "Ana"));
        unlock("First");
        await().atMost(PATIENCE).until(() -> titles().contains("First"));
        signal("STOP", first);

        JarProcess second = ready();
        unlock("Second");
        signal("CONT", first);

        assertThat(first.exitCode()).as(first.err()).isEqualTo(1);
        assertThat(first.err().lines().filter(line -> line.contains("taken over")))
                .containsExactly(
                        "database.url: another process of the bot has taken over this database, so this one stops");
        assertThat(first.err()).doesNotContain("\tat ");
        await().atMost(PATIENCE).until(() -> titles().contains("Second"));
        assertThat(second.isAlive()).isTrue();
        assertThat(titles()).containsExactly("First", "Second");
    }

    @Test
    void aRefusedPasswordIsWrongConfigurationAndIsNotShown() {
        environment.put("HERALD_DATABASE_USER", PostgresServer.USER_WITH_PASSWORD);
        environment.put("HERALD_DATABASE_PASSWORD", "wrong horse");

        JarProcess check = start("check");

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out()).contains("problem  database");
        assertThat(check.err().strip().lines())
                .singleElement()
                .asString()
                .startsWith("database.password: ")
                .doesNotContain("horse");
    }

    @Test
    void aServerThatIsNotThereYetIsNoWrongConfiguration() {
        environment.put("HERALD_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/herald");

        JarProcess run = start("run");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().strip().lines())
                .containsExactly("database.url: 127.0.0.1:1/herald can't be reached: Connection refused");
    }

    /** As {@code kill -STOP} or {@code kill -CONT} does. */
    private static void signal(String name, JarProcess process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    private void ask(String command, Map<String, ?> options) {
        discord.interactions().slash(channel, admin, command, options).awaitAnswer(PATIENCE);
    }

    private void unlock(String title) {
        long game = site.world().addGame("Game of " + title, "SNES").id();
        long achievement = site.world().addAchievement(game, title, "Do it", 5).id();
        site.world().unlock("Ana", achievement, true, Instant.now().plusSeconds(1), Instant.now());
    }

    private List<String> titles() {
        List<String> titles = new ArrayList<>();
        for (Message message : Herald.withoutExamples(discord.channels().messages(channel))) {
            message.embeds().forEach(embed -> titles.add(embed.path("title").asText()));
        }
        return titles;
    }
}
