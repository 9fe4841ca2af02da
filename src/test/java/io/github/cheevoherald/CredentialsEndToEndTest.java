package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.config.ConfigException;
import io.github.cheevoherald.config.ConfigLoader;
import io.github.cheevoherald.config.ReloadableConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Replacing the key or the token while the bot runs. */
@Timeout(120)
final class CredentialsEndToEndTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Lines lines = new Lines();
    private Herald world;
    private CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    @BeforeEach
    void world() {
        world = new Herald(folder);
        world.site.world().addPlayer("Ana");
    }

    @AfterEach
    void end() throws Exception {
        if (!exitCode.isDone()) {
            world.discord.replaceToken();
            exitCode.get(60, TimeUnit.SECONDS);
        }
        lines.close();
        world.close();
    }

    private Path file() {
        return folder.resolve("config.yml");
    }

    private Path tokenFile() {
        return folder.resolve("token");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void settings(String key) {
        write(file(), """
                discord.api-url: %s
                retroachievements:
                  url: %s
                  media-url: %s
                  v2-url: %s
                  requests-per-minute: 6000
                  api-key: %s
                polling.min-interval: 1s
                polling.max-interval: 2s
                http.port: 0
                """.formatted(
                        world.discord.apiUrl(), world.site.url(), world.site.url(), world.site.secondUrl(), key));
    }

    private void run() throws ConfigException {
        write(tokenFile(), world.discord.token() + "\n");
        Map<String, String> environment =
                new HashMap<>(Map.of("HERALD_DISCORD_TOKEN_FILE", "token", "HERALD_DATABASE_URL", world.address.url()));
        if (world.address.user() != null) {
            environment.put("HERALD_DATABASE_USER", world.address.user());
        }
        ReloadableConfig.Source source = () -> ConfigLoader.load(null, environment, folder);
        BotRun run = new BotRun(
                source.load(),
                new ReloadableConfig(source),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Duration.ofSeconds(5));
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        exitCode = ended;
        Thread thread = new Thread(() -> {
            try {
                ended.complete(run.untilEnd());
            } catch (Exception e) {
                ended.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        await().atMost(SOON).until(() -> out.toString().contains("Ready: "));
    }

    @Test
    void aKeyReplacedInTheFileIsUsedWithoutARestart() throws ConfigException {
        settings("notTheKey");
        run();
        world.server.feedHere();
        world.server.ask(world.server.ann, "register", Map.of("username", "Ana"));
        await().atMost(SOON).until(() -> !lines.holding("rejected the key").isEmpty());

        write(file(), "retroachievements: [");
        await().atMost(SOON)
                .until(() -> lines.holding("configuration now has problems").size() == 1);
        settings(world.site.apiKey());

        await().atMost(SOON).until(() -> !lines.holding("has a new key").isEmpty());
        await().atMost(SOON).until(() -> world.polls() >= 3);
        world.site.world().unlock("Ana", world.achievement("First").id(), true);
        world.server.awaitAnnounced(1);
        assertThat(lines.holding("configuration now has problems")).hasSize(1);
        assertThat(lines.holding("has a new key")).hasSize(1);
        assertThat(lines.holding("RetroAchievements rejected the key")).hasSize(1);
        assertThat(lines.holding("second API rejected the key")).hasSizeLessThanOrEqualTo(1);
        assertThat(lines.holding(world.site.apiKey())).isEmpty();
    }

    @Test
    void aTokenReplacedInItsFileIsUsedWithoutARestartOtherwiseTheRunEnds() throws Exception {
        settings(world.site.apiKey());
        run();
        world.server.feedHere();
        world.server.register(world.server.ann, "Ana");
        world.site.world().unlock("Ana", world.achievement("First").id(), true);
        world.server.awaitAnnounced(1);

        world.discord.replaceToken();
        world.site.world().unlock("Ana", world.achievement("Second").id(), true);
        await().atMost(SOON)
                .until(() -> !lines.holding("rereading the configuration for").isEmpty());
        write(tokenFile(), world.discord.token());

        world.server.awaitAnnounced(2);
        world.awaitPolls();
        assertThat(world.server.announcedTitles()).containsExactly("First", "Second");
        assertThat(lines.holding("Connected with the new token")).hasSize(1);
        assertThat(out.toString().lines()).hasSize(1);

        world.discord.replaceToken();

        assertThat(exitCode.get(60, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("discord.token: Discord no longer accepts this token.");
        assertThat(lines.holding(world.discord.token())).isEmpty();
    }
}
