package io.github.cheevoherald;

import io.github.cheevoherald.announce.Delivery;
import io.github.cheevoherald.announce.FeedCleanup;
import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.commands.Replies;
import io.github.cheevoherald.commands.SlashCommands;
import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.discord.CommandRouter;
import io.github.cheevoherald.discord.ConnectResult;
import io.github.cheevoherald.discord.DiscordConnection;
import io.github.cheevoherald.discord.ServerEvents;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.members.Departures;
import io.github.cheevoherald.ops.HealthServerException;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.players.LinkEnd;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.players.ProfileRefresh;
import io.github.cheevoherald.players.Registration;
import io.github.cheevoherald.players.RestingLinks;
import io.github.cheevoherald.retroachievements.HttpRetroAchievements;
import io.github.cheevoherald.retroachievements.Questions;
import io.github.cheevoherald.retroachievements.RequestBudget;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import io.github.cheevoherald.retroachievements.SiteAccess;
import io.github.cheevoherald.retroachievements.SiteClock;
import io.github.cheevoherald.retroachievements.SiteHealth;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.rota.ActivityRadar;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.Tasks;
import io.github.cheevoherald.tickets.TicketLookup;
import io.github.cheevoherald.unlocks.EndedLinks;
import io.github.cheevoherald.unlocks.FollowedPlayersSource;
import io.github.cheevoherald.unlocks.PollLoop;
import io.github.cheevoherald.unlocks.PollSchedule;
import io.github.cheevoherald.unlocks.PollSettings;
import io.github.cheevoherald.unlocks.ServedServers;
import io.github.cheevoherald.unlocks.ServerPresence;
import io.github.cheevoherald.unlocks.UnlockLookup;
import io.github.cheevoherald.unlocks.UnlockPoll;
import io.github.cheevoherald.unlocks.UnlockRecorder;
import io.github.cheevoherald.words.Words;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole bot, built in order and ended in reverse. The only class that knows all others. */
final class App implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(App.class);
    private static final int REQUESTS_AT_A_TIME = 2;
    private static final Duration KEY_LOOKS = Duration.ofSeconds(10);
    private static final Duration FINISH = Duration.ofSeconds(4);

    private final Config config;
    private final Runnable tokenRefused;
    private final OkHttpClient http = new OkHttpClient();
    final Database database;
    private final Guilds guilds;
    private final Players players;
    private final Outbox outbox;
    private final SiteClock siteClock;
    private final RequestBudget budget;
    private final SiteKey siteKey;
    private final HttpRetroAchievements site;
    private final ServerPresence presence;
    private final ServedServers servedServers;
    private final DiscordConnection connection;
    private final Departures departures;
    private final Delivery delivery;
    private final Registration registration;
    private final PollSchedule schedule;
    private final UnlockRecorder recorder;
    private final PollLoop pollLoop;
    private final CommandRouter router;
    private final Clock clock;
    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private final CompletableFuture<Boolean> commandsRegistered = new CompletableFuture<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private volatile boolean started;
    private volatile int waiting;

    /**
     * Opens the database and builds the rest; contacts nobody.
     *
     * @param configuration where to look for another RetroAchievements key while this one is refused
     * @param tokenRefused told when Discord takes the token back while the bot runs
     * @throws io.github.cheevoherald.store.StoreException when the database cannot be used
     */
    App(Config config, Configuration configuration, Clock clock, Runnable tokenRefused) {
        this.config = config;
        this.clock = clock;
        this.tokenRefused = tokenRefused;
        database = Database.open(config.database().url(), clock);
        toClose.push(database);
        guilds = new Guilds(database);
        LinkEnd linkEnd = new EndedLinks(clock);
        players = new Players(database, linkEnd);
        outbox = new Outbox(database);
        adoptTime();
        toClose.push(() -> waiting = HealthPages.waiting(outbox));
        siteClock = new SiteClock(clock);
        Instant begun = clock.instant();
        siteClock.whenKnown(correction -> players.redate(begun, clock.instant(), correction));
        SiteHealth health = new SiteHealth();
        budget = new RequestBudget(config.retroachievements().requestsPerMinute(), health);
        siteKey = new SiteKey(config.retroachievements().apiKey(), configuration);
        site = new HttpRetroAchievements(http, access(config, siteKey), budget, health, siteClock);
        toClose.push(site);
        presence = new ServerPresence(database, guilds, players, outbox, clock, siteClock);
        servedServers = new ServedServers(database, guilds, presence, config.discord()::serves);
        connection = new DiscordConnection(
                config.discord().token().reveal(), config.discord().apiUrl(), http, new Events(), clock);
        toClose.push(() -> connection.shutdown(FINISH));
        Words words = Words.english();
        departures = new Departures(
                new RestingLinks(database, linkEnd, clock, siteClock), connection.members(), Database::isOutage);
        SiteLinks links = new SiteLinks(
                config.retroachievements().url(), config.retroachievements().mediaUrl());
        Delivery.Sides sides = new Delivery.Sides(
                outbox, guilds, connection.discord(), departures, () -> players.pages(links::player));
        delivery = new Delivery(sides, words, clock, new SecureRandom());
        toClose.push(() -> delivery.close(FINISH));
        PollSettings settings = settings(config.polling());
        schedule =
                new PollSchedule(database, settings, config.retroachievements().requestsPerMinute(), clock);
        recorder = new UnlockRecorder(database, schedule, outbox, links, settings, clock);
        recorder.adoptTime(clock.instant());
        UnlockPoll poll = new UnlockPoll(site.forPolls(), schedule, recorder, settings, siteClock, delivery::wake);
        ActivityRadar radar = new ActivityRadar(
                new FollowedPlayersSource(site.forPolls()),
                schedule,
                config.retroachievements().requestsPerMinute(),
                clock);
        pollLoop = new PollLoop(radar, poll, budget::awaitFreeForPoll, REQUESTS_AT_A_TIME);
        toClose.push(pollLoop);
        Questions questions = new Questions(site::forPeople, clock);
        Registration.Limits limits = new Registration.Limits(
                config.limits().playersPerServer(), config.limits().players());
        registration = new Registration(database, questions, siteClock, clock, limits, linkEnd);
        router = router(questions, links, words);
        toClose.push(router);
    }

    /** The process before may have begun while the machine's clock was wrong, or this one did. */
    private void adoptTime() {
        outbox.adoptTime(clock.instant());
        guilds.adoptTime(clock.instant());
        players.adoptTime(clock.instant());
    }

    /** Where the site is, with which key, and who we say we are. */
    static SiteAccess access(Config config, Supplier<String> key) {
        String userAgent = "CheevoHerald/" + Version.number() + " (+https://github.com/cheevoherald/cheevo-herald)";
        return new SiteAccess(config.retroachievements().url(), key, userAgent);
    }

    private static PollSettings settings(Config.Polling polling) {
        return new PollSettings(
                polling.minInterval(),
                polling.maxInterval(),
                polling.overlap(),
                polling.lateHorizon(),
                polling.sweepInterval());
    }

    private CommandRouter router(Questions questions, SiteLinks links, Words words) {
        Feeds feeds = new Feeds(guilds, outbox, delivery, connection.discord(), clock, presence::startAnew);
        SlashCommands.Parts parts = new SlashCommands.Parts(
                registration,
                players,
                feeds,
                new UnlockLookup(questions),
                new TicketLookup(questions),
                site::state,
                connection.mentions());
        Replies replies = new Replies(words, Database::isOutage);
        toClose.push(replies);
        CommandRouter commands = new CommandRouter(
                SlashCommands.all(parts, links, words, replies, clock),
                SlashCommands.sentences(words),
                departures::seen,
                Database::isOutage,
                config.discord()::serves);
        connection.addListener(commands);
        return commands;
    }

    /**
     * Connects, and begins to poll and to deliver. Discord is told of the commands beside that.
     *
     * @throws HealthServerException when the health port cannot be had
     */
    ConnectResult start() throws HealthServerException, InterruptedException {
        Tasks tasks = tasks();
        if (config.http().port() != 0) {
            HealthPages pages = new HealthPages(database, connection, () -> started);
            pages.loops(pollLoop, budget, delivery, tasks);
            pages.numbers(() -> players.watched(clock.instant()), schedule, outbox);
            toClose.push(pages.serve(config.http()));
        }
        servedServers.look();
        ConnectResult result = connection.connect();
        if (!(result instanceof ConnectResult.Connected)) {
            return result;
        }
        delivery.start();
        schedule.start();
        pollLoop.start();
        toClose.push(tasks);
        tasks.start();
        started = true;
        CompletableFuture<?> unused =
                connection.register(router.definitions()).thenAccept(commandsRegistered::complete);
        return result;
    }

    /** Completed when Discord has the commands, which may be never. */
    CompletableFuture<Boolean> commandsRegistered() {
        return commandsRegistered;
    }

    /** Completed with the reason when Discord ends the connection for good, although it takes the token. */
    CompletableFuture<String> ended() {
        return ended;
    }

    private Tasks tasks() {
        RetroAchievements polls = site.forPolls();
        ProfileRefresh profiles = new ProfileRefresh(players, polls, clock);
        FeedCleanup cleanup = new FeedCleanup(outbox, guilds, clock);
        Duration sweepMarks = Duration.ofMillis(Math.min(
                60_000, Math.max(1_000, config.polling().sweepInterval().toMillis() / 10)));
        return new Tasks(database, clock)
                .every(sweepMarks, "sweeps", () -> schedule.markSweeps(siteClock.instant()))
                .every(Duration.ofSeconds(5), "event-twins", () -> {
                    if (recorder.releaseTwins() > 0) {
                        delivery.wake();
                    }
                })
                .every(Duration.ofSeconds(10), "noted-registrations", () -> registration.followNoted(polls))
                .every(KEY_LOOKS, "site-key", () -> siteKey.follow(site))
                .every(Duration.ofMinutes(1), "profiles", profiles::run)
                .every(Duration.ofMinutes(1), "members-who-left", departures::lookForReturns)
                .every(Duration.ofHours(1), "clean-up", () -> {
                    cleanup.run();
                    presence.forgetLongGone();
                    outbox.forgetSettledBefore(clock.instant().minus(Outbox.KEPT));
                });
    }

    /** For the log: what starts, on which data. */
    String startLine() {
        return "cheevo-herald " + Version.number() + " starts with the database " + database.path() + "; "
                + counted(players.watched(clock.instant()), "player") + " to watch";
    }

    /** The line on standard output that says that the bot is ready; programs read it, so it never has a singular. */
    String readyLine() {
        return "Ready: " + servers() + " servers, " + players.count() + " players";
    }

    /** For the log: what the bot is there for at the moment. */
    String presentLine() {
        return counted(servers(), "server") + ", " + counted(players.count(), "player");
    }

    /** For the log, after {@link #close()}. */
    String stoppedLine() {
        return waiting == 0
                ? "Stopped."
                : "Stopped; " + counted(waiting, "announcement")
                        + (waiting == 1 ? " waits for the next start." : " wait for the next start.");
    }

    private int servers() {
        return connection.presentGuilds().map(Set::size).orElse(0);
    }

    private static String counted(int count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }

    /** Ends everything: no new work, what is in flight finishes within a few seconds. */
    @Override
    public void close() {
        while (!toClose.isEmpty()) {
            AutoCloseable next = toClose.pop();
            try {
                next.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception | Error e) {
                log.warn("{} did not end cleanly: {}", next.getClass().getSimpleName(), e.toString());
            }
        }
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private final class Events implements ServerEvents {
        @Override
        public void present(Set<Long> guildIds) {
            presence.presentIn(guildIds);
            servedServers.look();
        }

        @Override
        public void joined(long guildId, String label) {
            presence.joined(guildId, label);
            servedServers.look();
        }

        @Override
        public void left(long guildId, String label) {
            presence.left(guildId, label);
        }

        @Override
        public void tokenRefused() {
            tokenRefused.run();
        }

        @Override
        public void ended(String why) {
            ended.complete(why);
        }
    }
}
