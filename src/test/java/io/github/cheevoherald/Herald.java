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
import io.github.cheevoherald.sandbox.site.SiteFault;
import io.github.cheevoherald.store.DatabaseAddress;
import io.github.cheevoherald.store.StoreKind;
import java.net.URI;
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
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The whole bot on real JDA, between an embedded Discord and an embedded RetroAchievements, with one server. */
final class Herald implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(60);

    /** The clock that everybody uses. */
    final SkippingClock clock = new SkippingClock(Clock.systemUTC());

    final EmbeddedDiscord discord = EmbeddedDiscord.start(clock);
    final EmbeddedRetroAchievements site = EmbeddedRetroAchievements.start(0, clock);
    final AtomicBoolean tokenRefused = new AtomicBoolean();
    final DatabaseAddress address;
    final Server server;
    final Game game;
    private Config config;
    private final ReloadableConfig configuration;
    private boolean awaitsCommands = true;
    private @Nullable App app;
    private Supplier<Clock> clockOfAProcess;

    Herald(Path folder) {
        this(folder, StoreKind.chosen());
    }

    Herald(Path folder, StoreKind store) {
        this(addressIn(folder, store));
    }

    Herald(DatabaseAddress address) {
        this(
                address,
                6000,
                new Config.Polling(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(15),
                        Duration.ofDays(14),
                        Duration.ofSeconds(10)));
    }

    Herald(DatabaseAddress database, int requestsPerMinute, Config.Polling polling) {
        address = database;
        discord.rateLimits().off();
        clockOfAProcess = () -> clock;
        server = new Server("Home");
        game = site.world().addGame("Lantern Hollow", "SNES");
        config = new Config(
                new Config.Discord(new Secret(discord.token()), discord.apiUrl(), Set.of()),
                new Config.RetroAchievements(
                        new Secret(site.apiKey()),
                        site.url(),
                        site.url(),
                        requestsPerMinute,
                        site.secondUrl(),
                        requestsPerMinute),
                new Config.Database(address.url(), address.user(), null),
                polling,
                new Config.Limits(200, 10_000),
                new Config.Http("127.0.0.1", 0));
        configuration = new ReloadableConfig(() -> config);
    }

    /** Where the bot keeps its data that is given the folder. */
    static DatabaseAddress addressIn(Path folder) {
        return addressIn(folder, StoreKind.chosen());
    }

    static DatabaseAddress addressIn(Path folder, StoreKind store) {
        return store.address(folder.resolve("herald.db"));
    }

    /** A Discord server with an admin, two members and two channels. */
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

        /** Sets the feed, waiting for the bot to hear about a new server. */
        void awaitFeed() {
            await().atMost(SOON).until(() -> {
                feedHere();
                return ask(admin, "feed status", Map.of()).content().contains("" + feed);
            });
        }

        /** Registers a player and waits for the baseline, so that later unlocks are announced. */
        void register(long user, String player) {
            int asked = polls(player);
            ask(user, "register", Map.of("username", player));
            // A player isn't polled again before the previous poll's answer is recorded.
            await().atMost(SOON).until(() -> polls(player) >= asked + 2);
        }

        /** Every embed in the feed's channel, oldest first. */
        List<JsonNode> announced() {
            List<JsonNode> embeds = new ArrayList<>();
            for (Message message : announcements(feed)) {
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

    /** A channel's messages, oldest first, without the example that setting a feed posts. */
    List<Message> announcements(long channel) {
        return withoutExamples(discord.channels().messages(channel));
    }

    static List<Message> withoutExamples(List<Message> messages) {
        return messages.stream()
                .filter(message -> !message.json().toString().contains("Only an example"))
                .toList();
    }

    int polls() {
        return polls(entry -> true);
    }

    int polls(String player) {
        String ulid = site.world().player(player).orElseThrow().ulid();
        return polls(entry -> ulid.equals(entry.parameters().get("u")));
    }

    private int polls(Predicate<RequestLog.Entry> which) {
        return (int) site.requests().entries().stream()
                .filter(entry -> entry.method().contains("RecentAchievements"))
                .filter(which)
                .count();
    }

    /** Waits for two more polls, so that everything the site shows now has been seen. */
    void awaitPolls() {
        int before = polls();
        await().atMost(SOON).until(() -> polls() >= before + 3);
    }

    Achievement achievement(String title) {
        return site.world().addAchievement(game.id(), title, "Do what it says", 5);
    }

    /** The ways in which the second API may not be had. */
    static Stream<SiteFault> faultsOfTheSecondApi() {
        return Stream.of(
                SiteFault.status(401),
                SiteFault.status(404),
                SiteFault.status(500),
                SiteFault.throttled(),
                SiteFault.of(SiteFault.Kind.WRONG_SHAPE));
    }

    /** From the next start on the bot has its data there. */
    void useStore(DatabaseAddress store) {
        config = new Config(
                config.discord(),
                config.retroachievements(),
                new Config.Database(store.url(), store.user(), null),
                config.polling(),
                config.limits(),
                config.http());
    }

    /** From the next start on the bot does without the site's second API. */
    void turnOffTheSecondApi() {
        site(config.retroachievements().mediaUrl(), null);
    }

    /** From the next start on the bot fetches pictures there. */
    void mediaFrom(URI host) {
        site(host, config.retroachievements().v2Url());
    }

    private void site(URI mediaUrl, @Nullable URI secondApi) {
        Config.RetroAchievements site = config.retroachievements();
        config = new Config(
                config.discord(),
                new Config.RetroAchievements(
                        site.apiKey(),
                        site.url(),
                        mediaUrl,
                        site.requestsPerMinute(),
                        secondApi,
                        site.v2RequestsPerMinute()),
                config.database(),
                config.polling(),
                config.limits(),
                config.http());
    }

    /** Gives the bot its own clock from the next start on. */
    void clockOfAProcess(Supplier<Clock> made) {
        clockOfAProcess = made;
    }

    /** Starts even if Discord refuses the commands. */
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

    /** Runs a statement on the running bot's writing connection. */
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

    /** The running bot's writing connection. */
    DataSource dataSource() {
        return Objects.requireNonNull(app).storage.database.writerDataSource();
    }

    /** Does what a start does before contacting anybody. */
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
        StoreKind.forgetAll();
    }
}
