package io.github.cheevoherald;

import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.site.EmbeddedRetroAchievements;
import io.github.cheevoherald.store.DatabaseAddress;
import io.github.cheevoherald.store.PostgresServer;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Both embedded servers with several Discord servers and players, and the jar between them as a separate process. */
final class CrashWorld implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    final EmbeddedDiscord discord = EmbeddedDiscord.start(Clock.systemUTC());
    final SkippingClock siteClock = new SkippingClock(Clock.systemUTC());
    final EmbeddedRetroAchievements site = EmbeddedRetroAchievements.start(0, siteClock);
    final CrashTally tally = new CrashTally();
    final List<Gamer> gamers = new ArrayList<>();
    final CrashNews news = new CrashNews(this);
    final CrashTastes tastes = new CrashTastes(this);
    final Map<String, String> environment = new HashMap<>();
    final List<String> options = new ArrayList<>();
    final List<Guild> guilds = new ArrayList<>();
    private final Path folder;
    private final @Nullable PostgresServer server;
    private final DatabaseAddress address;
    private @Nullable JarProcess bot;

    CrashWorld(Path folder, Random random, int servers, int players) {
        this(folder, StoreKind.SQLITE, random, servers, players);
    }

    CrashWorld(Path folder, StoreKind store, Random random, int servers, int players) {
        this.folder = folder;
        this.server = store == StoreKind.POSTGRESQL ? PostgresServer.another() : null;
        this.address = server == null ? store.address(database()) : server.newDatabase();
        discord.rateLimits().off();
        for (int number = 1; number <= servers; number++) {
            guilds.add(guild("Server " + number, CrashTastes.publishes(number - 1)));
        }
        for (int number = 1; number <= players; number++) {
            String name = "Gamer" + number;
            List<Guild> feeds = new ArrayList<>();
            int max = 1 + random.nextInt(Math.min(3, servers));
            for (int i = 0; i < max; i++) {
                feeds.add(guilds.get((number + i) % servers));
            }
            gamers.add(gamer(name, feeds));
        }
        environment.putAll(JarProcess.settings(discord, site));
        site.limitSecondApi(6_000);
        environment.put("HERALD_RETROACHIEVEMENTS_V2_REQUESTS_PER_MINUTE", "6000");
        // Rows that show up later than this can only be found by a sweep.
        environment.put("HERALD_POLLING_OVERLAP", "10s");
        environment.put("HERALD_POLLING_SWEEP_INTERVAL", "10s");
        environment.put("HERALD_DATABASE_URL", address.url());
        if (address.user() != null) {
            environment.put("HERALD_DATABASE_USER", address.user());
        }
    }

    /** A Discord server with its feed's channel. */
    record Guild(long id, long general, long feed, long admin) {}

    /**
     * A player.
     *
     * @param guilds where they are registered
     * @param seconds those in which they unlocked something, so that no two unlocks become twins by chance
     */
    record Gamer(String name, String ulid, List<Guild> guilds, Set<Long> seconds) {}

    /** A new player, who is going to be registered in these servers. */
    Gamer gamer(String name, List<Guild> feeds) {
        return new Gamer(name, site.world().addPlayer(name).ulid(), List.copyOf(feeds), new HashSet<>());
    }

    private Guild guild(String name, boolean publishes) {
        long id = discord.world().createGuild(name);
        long general = discord.channels().create(id, "general");
        long feed = publishes
                ? discord.channels().createAnnouncement(id, "unlocks")
                : discord.channels().create(id, "unlocks");
        return new Guild(id, general, feed, discord.world().createAdmin(id, "Admin of " + name));
    }

    Path database() {
        return folder.resolve("cheevo-herald.db");
    }

    /** Starts the bot, sets the feeds, registers everybody and waits for the baselines of unlocks and awards. */
    void settle() {
        start();
        awaitReady();
        for (Guild guild : guilds) {
            ask(guild, guild.admin(), "feed set", Map.of("channel", guild.feed()));
        }
        tastes.choose();
        news.turnOn();
        List<Gamer> everybody = new ArrayList<>(gamers);
        everybody.addAll(news.scorers());
        for (Gamer gamer : everybody) {
            for (Guild guild : gamer.guilds()) {
                register(guild, gamer);
            }
        }
        await().atMost(PATIENCE).until(() -> count("SELECT count(*) FROM registrations WHERE baselined = 0") == 0);
        long registered =
                everybody.stream().mapToLong(gamer -> gamer.guilds().size()).sum();
        if (count("SELECT count(*) FROM registrations") != registered) {
            throw new AssertionError(
                    "not everybody is registered; the bot said: " + running().err());
        }
        // From then on awards of the very second of a registration are new, too. Ten lists are read a second.
        await().atMost(PATIENCE.plusMillis(200 * registered))
                .until(() -> count("SELECT count(*) FROM award_links WHERE list_read = 1") == registered);
        tastes.pause();
    }

    /** Registers a player in a server for a new member, whose id it returns; the bot polls them at once. */
    long register(Guild guild, Gamer gamer) {
        long member = discord.world().createMember(guild.id(), "Member " + gamer.name());
        ask(guild, member, "register", Map.of("username", gamer.name()));
        return member;
    }

    void ask(Guild guild, long user, String command, Map<String, ?> options) {
        discord.interactions().slash(guild.general(), user, command, options).awaitAnswer(PATIENCE);
    }

    void start() {
        bot = new JarProcess(folder, environment, options, "run");
    }

    JarProcess running() {
        if (bot == null) {
            throw new IllegalStateException("the bot was never started");
        }
        return bot;
    }

    void awaitReady() {
        JarProcess starting = running();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> starting.isReady() || !starting.isAlive());
        mustLive();
    }

    /** Fails if the bot has exited on its own, whatever the weather. */
    void mustLive() {
        if (!running().isAlive()) {
            throw new AssertionError(
                    "the bot exited on its own and printed: " + running().err());
        }
    }

    /** Whether nothing is waiting to be posted, or for its original. */
    boolean nothingWaits() {
        return count("SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending')") == 0
                && count("SELECT count(*) FROM held_twins") == 0;
    }

    /** Waits until every player has been swept once more, so that no unlock can still be missing. */
    void awaitSweepOfAll() {
        long now = site.world().now().getEpochSecond();
        await().atMost(PATIENCE)
                .until(() ->
                        count("SELECT count(*) FROM poll_schedule WHERE swept_at <= " + now) == 0 && nothingWaits());
    }

    /** What a query of the bot's database counts. */
    long count(String query) {
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), null);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (bot != null) {
            bot.close();
        }
        discord.close();
        site.close();
        if (server != null) {
            server.close();
        }
    }

    /** Stops PostgreSQL for a while, as {@code pg_ctl stop -m MODE} does. */
    void stopServer(String mode, Duration time) {
        Objects.requireNonNull(server).whileStopped(mode, () -> CrashKiller.pass(time));
    }
}
