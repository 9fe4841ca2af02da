package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.sandbox.discord.DiscordFault;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import io.github.cheevoherald.sandbox.site.EmbeddedRetroAchievements;
import io.github.cheevoherald.store.MigratedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The jar from an operator's view: what it prints, how it ends, and how it reacts to signals and other processes. */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
final class JarIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private EmbeddedDiscord discord;
    private EmbeddedRetroAchievements site;
    private final Map<String, String> environment = new HashMap<>();
    private final List<JarProcess> started = new ArrayList<>();
    private long guild;
    private long channel;
    private long admin;

    @BeforeEach
    void startServers() {
        discord = EmbeddedDiscord.start(Clock.systemUTC());
        site = EmbeddedRetroAchievements.start(0, Clock.systemUTC());
        guild = discord.world().createGuild("Home");
        channel = discord.channels().create(guild, "unlocks");
        admin = discord.world().createAdmin(guild, "Admin");
        environment.putAll(JarProcess.settings(discord, site));
    }

    @AfterEach
    void end() {
        started.forEach(JarProcess::close);
        discord.close();
        site.close();
    }

    @Test
    void wrongConfigurationExitsWithTwoAndNamesEveryProblem() {
        environment.clear();
        environment.put("HERALD_DISCORD_TOKEN", "very secret");
        environment.put("HERALD_HTTP_PORT", "many");

        JarProcess bot = start("run");

        assertThat(bot.exitCode()).isEqualTo(2);
        assertThat(bot.err())
                .contains("discord.token", "retroachievements.api-key", "http.port")
                .doesNotContain("very secret", "Exception", "\tat ");
        assertThat(bot.out()).isEmpty();
    }

    @Test
    void aRefusedDiscordTokenExitsWithTwoAndOneSentence() {
        environment.put("HERALD_DISCORD_TOKEN", "wrong.token.here");

        JarProcess bot = start("run");

        assertThat(bot.exitCode()).isEqualTo(2);
        assertThat(bot.err().lines().filter(line -> line.contains("discord.token")))
                .hasSize(1);
        assertThat(bot.err()).doesNotContain("wrong.token.here", "\tat ");
    }

    @Test
    void aRefusedKeyOnlyStopsPollingAndIsOneLine() {
        environment.put("HERALD_RETROACHIEVEMENTS_API_KEY", "wrongkey");
        JarProcess bot = ready();
        discord.interactions()
                .slash(channel, admin, "register", Map.of("username", "Anybody"))
                .awaitAnswer(PATIENCE);

        await().atMost(PATIENCE).until(() -> bot.err().contains("retroachievements.api-key"));
        bot.terminate();

        assertThat(bot.exitCode()).isZero();
        assertThat(bot.err().lines().filter(line -> line.contains("polling stops")))
                .hasSize(1);
        assertThat(bot.err()).doesNotContain("wrongkey", "\tat ");
        assertThat(bot.out().lines()).containsExactly("Ready: 1 servers, 0 players");
    }

    @Test
    void theLogNamesTheVersionTheServersAndTheStop() throws SQLException {
        JarProcess bot = ready();
        long joined = discord.world().createGuild("Annex");
        await().atMost(PATIENCE).until(() -> bot.err().contains("Joined server \"Annex\" (" + joined + ")"));
        bot.terminate();

        assertThat(bot.exitCode()).isZero();
        List<String> lines = bot.err().strip().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .contains("cheevo-herald ", " starts with the database /", "cheevo-herald.db; 0 players to watch");
        assertThat(lines.get(2)).endsWith(" - Stopped.");
        assertThat(bot.out().lines()).containsExactly("Ready: 1 servers, 0 players");
    }

    @Test
    void aSecondProcessOnTheSameFileIsRefusedBeforeContactingDiscord() {
        JarProcess first = ready();
        int starts = JarProcess.starts(discord);
        assertThat(starts).isPositive();

        JarProcess second = start("run");

        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.err().strip().lines()).hasSize(1).allMatch(line -> line.contains("database.url"));
        assertThat(JarProcess.starts(discord)).isEqualTo(starts);
        assertThat(first.isAlive()).isTrue();
    }

    @Test
    void aKillNeverBlocksTheNextStartAfterWhichItsSqliteFilesAreGone() throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        ready("-Djava.io.tmpdir=" + temporary).kill();
        JarProcess second = ready("-Djava.io.tmpdir=" + temporary);
        assertThat(second.isAlive()).isTrue();
        second.terminate();

        assertThat(second.exitCode()).isZero();
        assertThat(temporary).isEmptyDirectory();
        try (Stream<Path> left = Files.list(folder.resolve("cheevo-herald.db-native"))) {
            assertThat(left.filter(file -> file.toString().endsWith(".so"))).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void aFolderThatSqliteCannotBeLoadedFromIsNamedInOneSentence() throws IOException {
        Path noFolder = Files.writeString(folder.resolve("file"), "");
        JarProcess bot = start(List.of("-Dorg.sqlite.tmpdir=" + noFolder), "run");

        assertThat(bot.exitCode()).isEqualTo(2);
        assertThat(bot.err().strip().lines().filter(line -> line.contains("noexec")))
                .singleElement()
                .asString()
                .contains(noFolder.toString(), "-Dorg.sqlite.tmpdir=FOLDER");
        assertThat(bot.err()).doesNotContain("\tat ", "database.url");
    }

    @Test
    void sqliteIsLoadedFromNextToTheJarIfItIsThere() throws IOException {
        Path image = Files.createDirectory(folder.resolve("image"));
        Path jar = Files.copy(JarProcess.JAR, image.resolve("cheevo-herald.jar"));
        Path library = image.resolve(System.mapLibraryName("sqlitejdbc"));
        try (ZipFile file = new ZipFile(jar.toFile());
                InputStream content = file.getInputStream(file.getEntry(SmallJarIT.nativeEntry()))) {
            Files.copy(content, library);
        }
        JarProcess bot = JarProcess.of(jar, folder, environment, "run");
        started.add(bot);
        await().atMost(PATIENCE).until(() -> bot.isReady() || !bot.isAlive());
        bot.terminate();

        assertThat(bot.exitCode()).as(bot.err()).isZero();
        assertThat(bot.out()).contains("Ready: ");
        assertThat(folder.resolve("cheevo-herald.db-native"))
                .satisfiesAnyOf(
                        left -> assertThat(left).doesNotExist(),
                        left -> assertThat(left).isEmptyDirectory());
    }

    @Test
    void replacingTheJarOfARunningBotEndsItInWordsAndLosesNothing() throws IOException {
        environment.put("HERALD_POLLING_SWEEP_INTERVAL", "10s");
        site.world().addPlayer("Ana");
        Path jar = Files.copy(JarProcess.JAR, folder.resolve("cheevo-herald.jar"));
        JarProcess bot = JarProcess.of(jar, folder, environment, "run");
        started.add(bot);
        await().atMost(PATIENCE).until(() -> bot.isReady() || !bot.isAlive());
        setFeedAndRegister("Ana");
        Files.write(jar, new byte[1000]);
        unlock("First");
        // Which classes an announcement still needs is a matter of chance; nobody has asked for tickets yet.
        discord.interactions().slash(channel, admin, "tickets recent", Map.of());

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(bot.isAlive()).as(bot.err()).isFalse());
        assertThat(bot.exitCode()).isEqualTo(1);
        assertThat(bot.err().strip().lines().filter(line -> line.contains("its jar was replaced while it ran")))
                .as(bot.err())
                .hasSize(1);
        assertThat(bot.err()).doesNotContain("\tat ");

        unlock("Second");
        ready();
        await().atMost(PATIENCE).until(() -> titles().contains("Second"));
        assertThat(titles()).containsExactly("First", "Second");
    }

    @Test
    void aDatabaseOfANewerVersionIsRefused() throws SQLException {
        Path database = MigratedFile.at(folder.resolve("cheevo-herald.db"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO flyway_schema_history SELECT 999, '999', 'later', type, script, checksum,"
                    + " installed_by, installed_on, execution_time, success FROM flyway_schema_history LIMIT 1");
        }

        JarProcess later = start("run");

        assertThat(later.exitCode()).isEqualTo(2);
        assertThat(later.err()).contains("newer version").doesNotContain("\tat ");
    }

    @Test
    void sigtermWhileSendingFinishesAndTheNextStartContinues() {
        environment.put("HERALD_POLLING_SWEEP_INTERVAL", "10s");
        site.world().addPlayer("Ana");
        JarProcess bot = ready();
        setFeedAndRegister("Ana");
        long game = site.world().addGame("Lantern Hollow", "SNES").id();
        DiscordFault slow =
                discord.faults().at(RestFilter.sendsTo(channel)).times(1).holdAfterTheWork();
        long first = site.world().addAchievement(game, "First", "Do it", 5).id();
        site.world().unlock("Ana", first, true, Instant.now().plusSeconds(1), Instant.now());
        assertThat(slow.awaitHeld(PATIENCE)).isTrue();
        long second = site.world().addAchievement(game, "Second", "Do it", 5).id();
        site.world().unlock("Ana", second, true, Instant.now().plusSeconds(1), Instant.now());

        long before = System.nanoTime();
        bot.terminate();
        slow.release();
        assertThat(bot.exitCode()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        JarProcess next = ready();
        await().atMost(PATIENCE).until(() -> titles().contains("Second"));
        next.terminate();

        assertThat(next.exitCode()).isZero();
        assertThat(titles()).containsExactly("First", "Second");
        assertThat(bot.out().lines()).hasSize(1);
    }

    @Test
    void checkPrintsALineForEachThingThatIsRight() {
        JarProcess bot = ready();
        discord.interactions()
                .slash(channel, admin, "feed set", Map.of("channel", channel))
                .awaitAnswer(PATIENCE);

        JarProcess check = start("check");

        assertThat(check.exitCode()).isZero();
        assertThat(check.out().lines())
                .containsExactly(
                        "ok       configuration",
                        "ok       database",
                        "ok       RetroAchievements key (its account follows 0 players)",
                        "ok       Discord token for Cheevo Herald",
                        "ok       server \"Home\" (" + guild + ")",
                        "ok       feed of server \"Home\" (" + guild + ") in channel \"#unlocks\" (" + channel
                                + ") for unlocks and awards");
        assertThat(bot.isAlive()).isTrue();
    }

    @Test
    void checkNamesAFeedWhoseChannelWasDeleted() {
        ready();
        discord.interactions()
                .slash(channel, admin, "feed set", Map.of("channel", channel))
                .awaitAnswer(PATIENCE);
        discord.channels().delete(channel);

        JarProcess check = start("check");

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out()).contains("problem  feed");
    }

    @Test
    void checkPrintsOneLineForAProblemAndNoRetries() {
        environment.put("HERALD_RETROACHIEVEMENTS_API_KEY", "wrong");

        JarProcess check = start("check");

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err().lines())
                .containsExactly("retroachievements.api-key: RetroAchievements rejects this key");
    }

    @Test
    void backupCopiesTheDatabaseOfARunningBot() throws IOException {
        ready();

        JarProcess backup = start("backup", "--to", "copy.db");

        assertThat(backup.exitCode()).isZero();
        assertThat(Files.size(folder.resolve("copy.db"))).isPositive();
        assertThat(start("backup", "--to", "copy.db").exitCode()).isEqualTo(2);
    }

    private void setFeedAndRegister(String player) {
        discord.interactions()
                .slash(channel, admin, "feed set", Map.of("channel", channel))
                .awaitAnswer(PATIENCE);
        discord.interactions()
                .slash(channel, admin, "register", Map.of("username", player))
                .awaitAnswer(PATIENCE);
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

    private JarProcess start(String... arguments) {
        return start(List.of(), arguments);
    }

    private JarProcess start(List<String> options, String... arguments) {
        JarProcess process = new JarProcess(folder, environment, options, arguments);
        started.add(process);
        return process;
    }

    private JarProcess ready(String... options) {
        JarProcess process = start(List.of(options), "run");
        await().atMost(PATIENCE).until(() -> process.isReady() || !process.isAlive());
        assertThat(process.isReady()).as(process.err()).isTrue();
        return process;
    }
}
