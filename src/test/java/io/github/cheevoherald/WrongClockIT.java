package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.site.EmbeddedRetroAchievements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar on a machine whose clock is set. Debian's libfaketime changes the time of day but not the monotonic clock,
 * just as setting a clock does. Skipped if the library is missing.
 */
final class WrongClockIT {
    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(20);

    /**
     * Longer than the time between two unlocks here, so that the channel's limit is used up when the next one comes.
     */
    private static final Duration BETWEEN_POSTS = Duration.ofSeconds(6);

    @TempDir
    private Path folder;

    private Path offset;
    private EmbeddedDiscord discord;
    private EmbeddedRetroAchievements site;
    private final Map<String, String> environment = new HashMap<>();
    private final List<JarProcess> started = new ArrayList<>();
    private final List<String> unlocked = new ArrayList<>();
    private long channel;
    private long admin;
    private long game;

    @BeforeEach
    void startServers() throws IOException {
        Optional<Path> library = library();
        assumeTrue(library.isPresent(), "libfaketime is missing (on Debian: apt-get install faketime)");
        offset = folder.resolve("offset");
        setClock("+0");
        environment.put("LD_PRELOAD", library.orElseThrow().toString());
        environment.put("FAKETIME_TIMESTAMP_FILE", offset.toString());
        environment.put("FAKETIME_CACHE_DURATION", "1");
        environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        // Else it takes what the Java machine's threads wait for by the monotonic clock for times of day, and they
        // never sleep.
        environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        discord = EmbeddedDiscord.start(Clock.systemUTC());
        discord.rateLimits().perChannel(1, BETWEEN_POSTS);
        site = EmbeddedRetroAchievements.start(0, Clock.systemUTC());
        site.world().addPlayer("Ana");
        game = site.world().addGame("Lantern Hollow", "SNES").id();
        long guild = discord.world().createGuild("Home");
        channel = discord.channels().create(guild, "unlocks");
        admin = discord.world().createAdmin(guild, "Admin");
        environment.putAll(JarProcess.settings(discord, site));
    }

    private static Optional<Path> library() throws IOException {
        if (!Files.isDirectory(LIBRARIES)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(LIBRARIES)) {
            return folders.map(below -> below.resolve("faketime/libfaketimeMT.so.1"))
                    .filter(Files::exists)
                    .findFirst();
        }
    }

    @AfterEach
    void end() {
        started.forEach(JarProcess::close);
        if (discord != null) {
            discord.close();
        }
        if (site != null) {
            site.close();
        }
    }

    /** Sets the offset from real time atomically, so that a half-written file is never read. */
    private void setClock(String difference) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), difference);
        Files.move(next, offset, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void announcesAtOnceWhenTheClockIsSetBackOrWasBehindAtTheStart() throws IOException {
        JarProcess bot = ready();
        ask("feed set", Map.of("channel", channel));
        ask("register", Map.of("username", "Ana"));
        await().atMost(SOON).until(() -> polls() >= 2);
        announces();
        // From here on the channel's limit is used up until a moment that the clock reaches in two hours.
        setClock("-2h");
        announces();
        bot.terminate();
        assertThat(bot.exitCode()).isZero();
        assertThat(bot.err()).doesNotContain("\tat ");

        setClock("-20m");
        ready();
        announces();
    }

    private void announces() {
        String title = "Number " + unlocked.size();
        unlocked.add(title);
        long achievement = site.world().addAchievement(game, title, "Do it", 5).id();
        site.world().unlock("Ana", achievement, true);
        await().atMost(SOON).until(() -> titles().size() == unlocked.size() && settled() == unlocked.size());
        assertThat(titles()).containsExactlyElementsOf(unlocked);
    }

    private List<String> titles() {
        List<String> titles = new ArrayList<>();
        for (Message message : Herald.withoutExamples(discord.channels().messages(channel))) {
            message.embeds().forEach(embed -> titles.add(embed.path("title").asText()));
        }
        return titles;
    }

    private int settled() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("cheevo-herald.db"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM outbox WHERE state = 'sent'")) {
            return rows.getInt(1);
        }
    }

    private long polls() {
        return site.requests().entries().stream()
                .filter(entry -> entry.method().contains("RecentAchievements"))
                .count();
    }

    private void ask(String command, Map<String, ?> options) {
        discord.interactions().slash(channel, admin, command, options).awaitAnswer(PATIENCE);
    }

    private JarProcess ready() {
        JarProcess process = new JarProcess(folder, environment, "run");
        started.add(process);
        await().atMost(PATIENCE).until(() -> process.isReady() || !process.isAlive());
        assertThat(process.isReady()).as(process.err()).isTrue();
        return process;
    }
}
