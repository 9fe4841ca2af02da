package io.github.cheevoherald;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.discord.ChannelAccess;
import io.github.cheevoherald.discord.ConnectResult;
import io.github.cheevoherald.discord.DiscordConnection;
import io.github.cheevoherald.discord.PresentNames;
import io.github.cheevoherald.discord.ServerEvents;
import io.github.cheevoherald.guilds.Feed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.RequestBudget;
import io.github.cheevoherald.retroachievements.SiteClock;
import io.github.cheevoherald.retroachievements.SiteConnection;
import io.github.cheevoherald.retroachievements.SiteHealth;
import io.github.cheevoherald.retroachievements.TicketData;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.NetworkFolder;
import io.github.cheevoherald.store.StoreException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import picocli.CommandLine.ExitCode;

/** Looks at everything the bot needs, a line each, beside a bot that may be running. */
final class Check {
    private static final String KEY = "RetroAchievements key";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Config config;
    private final Clock clock;
    private final PrintWriter out;
    private final PrintWriter err;
    private final OkHttpClient http = new OkHttpClient();
    private int code = ExitCode.OK;

    Check(Config config, Clock clock, PrintWriter out, PrintWriter err) {
        this.config = config;
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    int run() throws InterruptedException {
        good("configuration");
        List<Feed> feeds = database();
        key();
        discord(feeds);
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
        return code;
    }

    private List<Feed> database() {
        try {
            Optional<Database> there = Database.openForReading(config.database().url());
            if (there.isEmpty()) {
                good("database (the first run makes it)");
                return List.of();
            }
            try (Database database = there.get()) {
                List<Feed> feeds = new Guilds(database).feeds();
                Optional<String> network = NetworkFolder.warning(database.path());
                good(network.isEmpty() ? "database" : "database (but see the warning)");
                network.ifPresent(err::println);
                return feeds;
            }
        } catch (StoreException e) {
            bad(ExitCode.USAGE, "database", String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private void key() {
        SiteHealth health = new SiteHealth();
        SiteClock siteClock = new SiteClock(clock);
        RequestBudget budget = new RequestBudget(config.retroachievements().requestsPerMinute(), health);
        try (SiteConnection site = new SiteConnection(
                http, App.access(config, config.retroachievements().apiKey()::reveal), budget, health, siteClock)) {
            Outcome<TicketData.Recent> answer = site.forPeople().recentTickets(1, 0);
            answer.fold(new Outcome.Cases<TicketData.Recent, Runnable>(
                            found -> () -> good(KEY),
                            missing -> this::noUsableAnswer,
                            refusedKey -> () -> bad(
                                    ExitCode.USAGE,
                                    KEY,
                                    "retroachievements.api-key: RetroAchievements refuses this key"),
                            throttled -> this::noUsableAnswer,
                            unavailable -> this::noUsableAnswer,
                            forbidden -> () -> bad(
                                    ExitCode.SOFTWARE,
                                    KEY,
                                    "retroachievements.api-key: RetroAchievements will not answer ("
                                            + forbidden.reason() + ")"),
                            malformed -> this::noUsableAnswer))
                    .run();
        }
    }

    private void noUsableAnswer() {
        bad(ExitCode.SOFTWARE, KEY, "retroachievements.url: no usable answer from there");
    }

    private void discord(List<Feed> feeds) throws InterruptedException {
        DiscordConnection connection = new DiscordConnection(
                config.discord().token().reveal(), config.discord().apiUrl(), http, ServerEvents.UNHEARD, clock);
        CompletableFuture<ConnectResult> connected = new CompletableFuture<>();
        Thread connecting = new Thread(() -> connect(connection, connected), "connect");
        connecting.setDaemon(true);
        connecting.start();
        ConnectResult result = connected
                .completeOnTimeout(ConnectResult.STOPPED, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        switch (result) {
            case CONNECTED -> {
                PresentNames names = connection.names();
                good("Discord token of " + names.bot());
                servers(connection.presentGuilds().orElse(Set.of()), names);
                feeds.forEach(feed -> feed(connection, names, feed));
            }
            case REFUSED_TOKEN -> bad(ExitCode.USAGE, "Discord token", "discord.token: Discord refuses this token");
            case STOPPED -> bad(ExitCode.SOFTWARE, "Discord token", "discord.api-url: no usable answer from there");
        }
        connection.shutdown(Duration.ofSeconds(2));
    }

    private static void connect(DiscordConnection connection, CompletableFuture<ConnectResult> result) {
        try {
            result.complete(connection.connect());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.complete(ConnectResult.STOPPED);
        }
    }

    private void servers(Set<Long> present, PresentNames names) {
        if (present.isEmpty()) {
            good("servers: none yet (the link in README.md invites the bot)");
        }
        for (long guildId : present) {
            if (config.discord().serves(guildId)) {
                good("server " + names.server(guildId));
            } else {
                good("server " + names.server(guildId) + " (left alone: discord.servers does not name it)");
            }
        }
        for (long guildId : config.discord().servers()) {
            String name = "server " + Long.toUnsignedString(guildId);
            if (!present.contains(guildId)) {
                bad(ExitCode.SOFTWARE, name, "discord.servers: the bot is not in " + name);
            }
        }
    }

    private void feed(DiscordConnection connection, PresentNames names, Feed feed) {
        String name = "feed of server " + names.server(feed.guildId()) + " in channel "
                + names.channel(feed.guildId(), feed.channelId());
        if (!config.discord().serves(feed.guildId())) {
            good(name + " (left alone: discord.servers does not name the server)");
            return;
        }
        ChannelAccess access = connection.discord().access(feed.guildId(), feed.channelId());
        problem(access)
                .ifPresentOrElse(problem -> bad(ExitCode.SOFTWARE, name, name + ": " + problem), () -> good(name));
    }

    private static Optional<String> problem(ChannelAccess access) {
        return access.fold(new ChannelAccess.Cases<Optional<String>>(
                usable -> Optional.empty(),
                missing -> Optional.of("missing permissions there: " + missing.permissions()),
                wrongKind -> Optional.of("announcements cannot be posted in a channel of that kind"),
                gone -> Optional.of("the channel does not exist any more"),
                noServer -> Optional.of("the bot is not in the server"),
                notKnown -> Optional.of("Discord says nothing about the server at present")));
    }

    private void good(String what) {
        out.println("ok       " + what);
    }

    private void bad(int exitCode, String what, String sentence) {
        out.println("problem  " + what);
        err.println(sentence);
        if (code != ExitCode.USAGE) {
            code = exitCode;
        }
    }
}
