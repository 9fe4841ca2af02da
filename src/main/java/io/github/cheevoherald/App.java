package io.github.cheevoherald;

import io.github.cheevoherald.announce.Delivery;
import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.announce.Symbol;
import io.github.cheevoherald.commands.Responder;
import io.github.cheevoherald.commands.SlashCommands;
import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.config.ReloadableConfig;
import io.github.cheevoherald.discord.CommandRouter;
import io.github.cheevoherald.discord.ConnectResult;
import io.github.cheevoherald.discord.DiscordConnection;
import io.github.cheevoherald.events.EventHolders;
import io.github.cheevoherald.guilds.FeedChannels;
import io.github.cheevoherald.guilds.FeedListener;
import io.github.cheevoherald.lookups.EventLookup;
import io.github.cheevoherald.lookups.TicketLookup;
import io.github.cheevoherald.lookups.UnlockLookup;
import io.github.cheevoherald.members.Departures;
import io.github.cheevoherald.ops.HealthServerException;
import io.github.cheevoherald.pictures.BadgePictures;
import io.github.cheevoherald.players.HiddenGames;
import io.github.cheevoherald.players.PausedLinks;
import io.github.cheevoherald.players.PlayerLabels;
import io.github.cheevoherald.players.Registration;
import io.github.cheevoherald.players.RestingLinks;
import io.github.cheevoherald.privacy.AnnouncedGames;
import io.github.cheevoherald.privacy.PersonalExport;
import io.github.cheevoherald.retroachievements.AnswerCache;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.Tasks;
import io.github.cheevoherald.unlocks.ServedServers;
import io.github.cheevoherald.unlocks.ServerPresence;
import io.github.cheevoherald.unlocks.schedule.FeedBeginnings;
import io.github.cheevoherald.unlocks.schedule.UnansweredPlayers;
import io.github.cheevoherald.words.Words;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the whole bot by hand, starts it, and closes it in reverse order. */
final class App implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(App.class);
    private static final Duration FINISH = Duration.ofSeconds(4);

    private final Config config;
    private final Clock clock;
    private final OkHttpClient http = new OkHttpClient();
    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private final CompletableFuture<Boolean> commandsRegistered = new CompletableFuture<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final Words words = Words.english();
    private final SiteKey siteKey;
    private final StatusLines lines;
    final Storage storage;
    private final SiteEdge edge;
    private final ServerPresence presence;
    private final FeedChannels feedChannels;
    private final ServedServers servedServers;
    private final DiscordConnection connection;
    private final Departures departures;
    private final Delivery delivery;
    private final News news;
    private final Polling polling;
    private final Registration registration;
    private final CommandRouter router;
    private volatile boolean started;

    /**
     * Opens the database and builds the rest; contacts nobody.
     *
     * @param reloadable where to look for another RetroAchievements key while this one is refused
     * @param tokenRefused called when Discord takes the token back while the bot runs
     * @throws io.github.cheevoherald.store.StoreException when the database cannot be used
     */
    App(Config config, ReloadableConfig reloadable, Clock clock, Runnable tokenRefused) {
        this.config = config;
        this.clock = clock;
        storage = closing(new Storage(StoreAddress.of(config.database()), clock));
        siteKey = new SiteKey(config.retroachievements().apiKey(), reloadable);
        edge = new SiteEdge(config.retroachievements(), siteKey, http, clock, new PlayerLabels(storage.database));
        presence = new ServerPresence(
                storage.database, storage.guilds, storage.players, storage.outbox, clock, edge.clock);
        feedChannels = new FeedChannels(storage.database, edge.clock, feedListeners());
        redateWhenTheSitesTimeIsKnown();
        feedChannels.beginNew();
        servedServers = new ServedServers(storage.database, storage.guilds, presence, config.discord()::serves);
        GuildChanges changes = new GuildChanges(presence, servedServers, tokenRefused, ended::complete);
        connection = new DiscordConnection(
                config.discord().token().reveal(),
                config.discord().apiUrl(),
                http.newBuilder()
                        .addNetworkInterceptor(new ActingRight(storage.database::mayAct))
                        .build(),
                changes,
                clock);
        connection.emojis().use(Symbol.pictures());
        CompletableFuture<?> unused = storage.database.takenOver().thenAccept(this::takenOver);
        lines = new StatusLines(storage, connection, clock);
        toClose.push(lines::countBacklog);
        toClose.push(edge);
        toClose.push(() -> connection.shutdown(FINISH));
        departures = new Departures(
                new RestingLinks(storage.database, storage.linkChanges, clock, edge.clock),
                connection.members(),
                Database::isOutage);
        delivery = delivery();
        toClose.push(() -> delivery.close(FINISH));
        news = closing(new News(storage, edge, config.polling().lateHorizon(), delivery::wake, clock));
        polling = closing(new Polling(config, storage, edge, news, delivery::wake, clock));
        AnswerCache answers = new AnswerCache(edge.site::forPeople, edge.second::forPeople, clock);
        registration = registration(answers);
        router = closing(router(answers));
    }

    private <T extends AutoCloseable> T closing(T part) {
        toClose.push(part);
        return part;
    }

    private void takenOver(String sentence) {
        ended.complete(sentence);
        // It may still be connecting.
        try {
            connection.shutdown(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void redateWhenTheSitesTimeIsKnown() {
        Instant begun = clock.instant();
        edge.clock.whenKnown(correction -> {
            storage.players.redate(begun, clock.instant(), correction);
            feedChannels.redate(begun, clock.instant(), correction);
        });
    }

    private List<FeedListener> feedListeners() {
        return List.of(new FeedBeginnings());
    }

    private Delivery delivery() {
        Path badges = StoreAddress.of(config.database()).folderFor("badges");
        BadgePictures pictures =
                closing(new BadgePictures(http, config.retroachievements().mediaUrl(), badges, clock));
        Delivery.Ports ports = new Delivery.Ports(
                storage.outbox,
                storage.guilds,
                connection.discord(),
                departures,
                () -> storage.players.pages(edge.links::player),
                pictures::of);
        return new Delivery(ports, Kinds.drawn(words), words, clock, new SecureRandom());
    }

    private Registration registration(AnswerCache answers) {
        Registration.Limits limits = new Registration.Limits(
                config.limits().playersPerServer(), config.limits().players());
        return new Registration(
                storage.database, answers, edge.clock, clock, limits, storage.linkChanges, storage.registrations);
    }

    private CommandRouter router(AnswerCache answers) {
        Feeds feeds = new Feeds(storage.guilds, feedChannels, storage.outbox, delivery, connection.discord(), clock);
        SlashCommands.Services services = new SlashCommands.Services(
                registration,
                storage.players,
                feeds,
                new UnlockLookup(answers),
                new TicketLookup(answers),
                new EventLookup(answers, edge.links),
                new EventHolders(storage.database),
                edge.site::state,
                new UnansweredPlayers(storage.database, edge.clock)::sinceAnswered,
                storage.database::isFailing,
                connection.mentions(),
                privacy());
        Responder responder = closing(new Responder(words, Database::isOutage));
        CommandRouter commands = new CommandRouter(
                SlashCommands.all(services, edge.links, words, responder, clock),
                SlashCommands.sentences(words),
                departures::seen,
                Database::isOutage,
                config.discord()::serves);
        connection.addListener(commands);
        return commands;
    }

    private SlashCommands.Privacy privacy() {
        return new SlashCommands.Privacy(
                new PausedLinks(storage.database, storage.linkChanges, edge.clock),
                new HiddenGames(storage.database, storage.linkChanges, edge.clock),
                new AnnouncedGames(storage.database, storage.players, storage.outbox),
                new PersonalExport(storage.database, storage.personal, clock),
                storage.forgetting);
    }

    /** Connects, and starts to poll and to deliver. The slash commands are registered in the background. */
    ConnectResult start() throws HealthServerException, InterruptedException {
        Tasks tasks = tasks();
        if (config.http().port() != 0) {
            HealthPages pages = new HealthPages(storage.database, connection, () -> started);
            pages.loops(polling, edge, delivery, tasks);
            pages.gauges(() -> storage.players.watched(clock.instant()), polling.schedule, storage.outbox);
            toClose.push(pages.serve(config.http()));
        }
        servedServers.update();
        ConnectResult result = connection.connect();
        switch (result) {
            case CONNECTED -> begin(tasks);
            case REFUSED_TOKEN, STOPPED -> {}
        }
        return result;
    }

    private void begin(Tasks tasks) {
        delivery.start();
        polling.start();
        toClose.push(tasks);
        tasks.start();
        started = true;
        connection.uploadEmojis();
        CompletableFuture<?> unused =
                connection.register(router.definitions()).thenAccept(commandsRegistered::complete);
    }

    private Tasks tasks() {
        return new TimedTasks(storage, clock)
                .polling(polling, config.polling().sweepInterval(), edge.clock, delivery::wake)
                .news(news, polling)
                .players(registration, departures, edge.site.forPolls())
                .siteKey(siteKey, edge.site, edge.second)
                .cleanUp(presence)
                .all();
    }

    /** Completed once Discord has the commands, which may be never. */
    CompletableFuture<Boolean> commandsRegistered() {
        return commandsRegistered;
    }

    /** Completed with a sentence when the bot can't go on: Discord ended the connection, or another process took over. */
    CompletableFuture<String> ended() {
        return ended;
    }

    StatusLines lines() {
        return lines;
    }

    /** Ends everything: nothing new is started, and work in flight gets a few seconds to finish. */
    @Override
    public void close() {
        while (!toClose.isEmpty()) {
            AutoCloseable next = toClose.pop();
            try {
                next.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception | Error e) {
                log.warn("{} didn't stop cleanly: {}", next.getClass().getSimpleName(), e.toString());
            }
        }
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
