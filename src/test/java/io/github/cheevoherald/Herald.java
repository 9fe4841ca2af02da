package io.github.cheevoherald;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.config.ReloadableConfig;
import io.github.cheevoherald.config.Secret;
import io.github.cheevoherald.discord.ConnectResult;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.Interaction;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.site.Achievement;
import io.github.cheevoherald.sandbox.site.EmbeddedRetroAchievements;
import io.github.cheevoherald.sandbox.site.Game;
import io.github.cheevoherald.sandbox.site.RequestLog;
import io.github.cheevoherald.store.MigratedFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The whole bot on real JDA between an embedded Discord and an embedded RetroAchievements, with one server. */
final class Herald implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);

    /** Everybody's clock. */
    final SkippingClock clock = new SkippingClock(Clock.systemUTC());

    final EmbeddedDiscord discord = EmbeddedDiscord.start(clock);
    final EmbeddedRetroAchievements site = EmbeddedRetroAchievements.start(0, clock);
    final AtomicBoolean tokenRefused = new AtomicBoolean();
    final Server server;
    final Game game;
    private final Config config;
    private final ReloadableConfig configuration;
    private boolean awaitsCommands = true;
    private @Nullable App app;
    private Supplier<Clock> clockOfAProcess;

    Herald(Path folder) {
        this(
                folder,
                6000,
                new Config.Polling(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(15),
                        Duration.ofDays(14),
                        Duration.ofSeconds(10)));
    }

    Herald(Path folder, int requestsPerMinute, Config.Polling polling) {
        discord.rateLimits().off();
        clockOfAProcess = () -> clock;
        server = new Server("Home");
        game = site.world().addGame("Lantern Hollow", "SNES");
        config = new Config(
                new Config.Discord(new Secret(discord.token()), discord.apiUrl(), Set.of()),
                new Config.RetroAchievements(new Secret(site.apiKey()), site.url(), site.url(), requestsPerMinute),
                new Config.Database("jdbc:sqlite:" + MigratedFile.at(folder.resolve("herald.db"))),
                polling,
                new Config.Limits(200, 10_000),
                new Config.Http("127.0.0.1", 0));
        configuration = new ReloadableConfig(() -> config);
    }

    static String databaseUrl(Path folder) {
        return "jdbc:sqlite:" + folder.resolve("herald.db");
    }

    /** A server of Discord's with an admin, two members and two channels. */
    final class Server {
        final long id;
        final long general;
        final long feed;
        final long admin;
        final long ann;
        final long ben;

        Server(String name) {
            id = discord.world().createGuild(name);
            general = discord.channels().create(id, "general");
            feed = discord.channels().create(id, "unlocks");
            admin = discord.world().createAdmin(id, "Admin");
            ann = discord.world().createMember(id, "Ann");
            ben = discord.world().createMember(id, "Ben");
        }

        Message ask(long user, String command, Map<String, ?> options) {
            return use(user, command, options).awaitAnswer(SOON);
        }

        Interaction use(long user, String command, Map<String, ?> options) {
            return discord.interactions().slash(general, user, command, options);
        }

        void feedHere() {
            ask(admin, "feed set", Map.of("channel", feed));
        }

        /** Sets the feed; the bot hears of a new server a moment after Discord knows it. */
        void awaitFeed() {
            await().atMost(SOON).until(() -> {
                feedHere();
                return ask(admin, "feed status", Map.of()).content().contains("" + feed);
            });
        }

        /** Registers and waits until the baseline is there, so that what follows is announced. */
        void register(long user, String player) {
            int asked = polls(player);
            ask(user, "register", Map.of("username", player));
            // A player is not polled again before the answer to the poll before is recorded.
            await().atMost(SOON).until(() -> polls(player) >= asked + 2);
        }

        /** Every embed in the feed's channel, oldest first. */
        List<JsonNode> announced() {
            List<JsonNode> embeds = new ArrayList<>();
            for (Message message : discord.channels().messages(feed)) {
                embeds.addAll(message.embeds());
            }
            return embeds;
        }

        List<String> announcedTitles() {
            return announced().stream()
                    .map(embed -> embed.path("title").asText())
                    .toList();
        }

        void awaitAnnounced(int count) {
            await().atMost(SOON).until(() -> announced().size() >= count);
        }
    }

    int polls() {
        return polls(entry -> true);
    }

    private int polls(String player) {
        String ulid = site.world().player(player).orElseThrow().ulid();
        return polls(entry -> ulid.equals(entry.parameters().get("u")));
    }

    private int polls(Predicate<RequestLog.Entry> which) {
        return (int) site.requests().entries().stream()
                .filter(entry -> entry.method().contains("RecentAchievements"))
                .filter(which)
                .count();
    }

    /** Waits for two polls from now on, so that what the site shows now was surely seen. */
    void awaitPolls() {
        int before = polls();
        await().atMost(SOON).until(() -> polls() >= before + 3);
    }

    Achievement achievement(String title) {
        return site.world().addAchievement(game.id(), title, "Do what it says", 5);
    }

    /** From the next start on the bot has a clock of its own. */
    void clockOfAProcess(Supplier<Clock> made) {
        clockOfAProcess = made;
    }

    /** Starts although Discord may not take the commands. */
    Herald startWithoutCommands() {
        awaitsCommands = false;
        return start();
    }

    boolean areCommandsRegistered() {
        return Objects.requireNonNull(app).commandsRegistered().isDone();
    }

    Herald start() {
        App starting = new App(config, configuration, clockOfAProcess.get(), () -> tokenRefused.set(true));
        try {
            ConnectResult result = starting.start();
            if (result != ConnectResult.CONNECTED) {
                throw new AssertionError("not connected: " + result);
            }
            if (awaitsCommands) {
                starting.commandsRegistered().get(SOON.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (Exception e) {
            starting.close();
            throw new AssertionError(e);
        }
        app = starting;
        return this;
    }

    /** Tells the running bot's writing connection something. */
    void write(String statement) throws SQLException {
        try (Connection connection = Objects.requireNonNull(app)
                        .storage
                        .database
                        .writerDataSource()
                        .getConnection();
                Statement execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }

    /** What a start does before it contacts anybody. */
    void openAndClose() {
        new App(config, configuration, clockOfAProcess.get(), () -> {}).close();
    }

    void stop() {
        App running = app;
        app = null;
        if (running != null) {
            running.close();
        }
    }

    void restart() {
        stop();
        start();
    }

    @Override
    public void close() {
        stop();
        discord.close();
        site.close();
    }
}
