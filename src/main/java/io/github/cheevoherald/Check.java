package io.github.cheevoherald;

import io.github.cheevoherald.announce.KindNames;
import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.discord.ChannelAccess;
import io.github.cheevoherald.discord.ChannelAccess.ExtraPermission;
import io.github.cheevoherald.discord.ConnectResult;
import io.github.cheevoherald.discord.DiscordConnection;
import io.github.cheevoherald.discord.PresentNames;
import io.github.cheevoherald.discord.ServerEvents;
import io.github.cheevoherald.discord.ServerExtras;
import io.github.cheevoherald.discord.ServerExtras.RoleAccess;
import io.github.cheevoherald.guilds.FeedChannel;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.resilience.DaemonThreads;
import io.github.cheevoherald.retroachievements.FollowedPlayers;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.DatabaseAddress;
import io.github.cheevoherald.store.StoreException;
import io.github.cheevoherald.words.Words;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import picocli.CommandLine.ExitCode;

/** Checks everything the bot needs and prints a line for each. A bot may be running meanwhile. */
final class Check {
    private static final String KEY = "RetroAchievements key";

    /** Follows what may well be right. */
    private static final String NOT_CHECKED = " (couldn't be checked)";

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
        List<FeedChannel> feeds = database();
        key();
        discord(feeds);
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
        return code;
    }

    private List<FeedChannel> database() {
        try {
            DatabaseAddress address = StoreAddress.of(config.database());
            Optional<Database> there = Database.openForReading(address);
            Database.requireRights(address);
            if (there.isEmpty()) {
                good("database (created by the first run)");
                return List.of();
            }
            try (Database database = there.get()) {
                List<FeedChannel> feeds = new Guilds(database).channels();
                Optional<String> network = database.warning();
                good(network.isEmpty() ? "database" : "database (but see the warning)");
                network.ifPresent(err::println);
                return feeds;
            }
        } catch (StoreException e) {
            bad(e.isUnreachable() ? ExitCode.SOFTWARE : ExitCode.USAGE, "database", String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private void key() {
        Config.RetroAchievements settings = config.retroachievements();
        try (SiteEdge edge = new SiteEdge(settings, settings.apiKey()::reveal, http, clock, ulid -> ulid)) {
            // No answer of the site's says whose key it is.
            Outcome<FollowedPlayers> answer = edge.site.forPeople().followedPlayers(1, 0);
            answer.fold(new Outcome.Cases<FollowedPlayers, Runnable>(
                            found -> () -> good(KEY + follows(found.value().total())),
                            missing -> () -> keyNotChecked("it has no list of followed players"),
                            refusedKey -> () -> bad(
                                    ExitCode.USAGE,
                                    KEY,
                                    "retroachievements.api-key: RetroAchievements rejects this key"),
                            throttled -> () -> keyNotChecked("it's limiting requests (429)"),
                            unavailable -> () -> keyNotChecked(unavailable.reason()),
                            forbidden -> () -> bad(
                                    ExitCode.SOFTWARE,
                                    KEY,
                                    "retroachievements.api-key: RetroAchievements won't answer (" + forbidden.reason()
                                            + ")"),
                            malformed -> () -> keyNotChecked(malformed.reason())))
                    .run();
        }
    }

    private static String follows(int players) {
        return " (its account follows " + players + (players == 1 ? " player)" : " players)");
    }

    private void keyNotChecked(String why) {
        bad(
                ExitCode.SOFTWARE,
                KEY + NOT_CHECKED,
                "retroachievements.url: no usable answer from this address, so the key couldn't be checked: " + why);
    }

    private void discord(List<FeedChannel> feeds) throws InterruptedException {
        DiscordConnection connection = new DiscordConnection(
                config.discord().token().reveal(), config.discord().apiUrl(), http, ServerEvents.UNHEARD, clock);
        CompletableFuture<ConnectResult> connected = new CompletableFuture<>();
        DaemonThreads.start("connect", () -> connect(connection, connected));
        ConnectResult result = connected
                .completeOnTimeout(ConnectResult.STOPPED, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        switch (result) {
            case CONNECTED -> {
                PresentNames names = connection.names();
                good("Discord token for " + names.bot());
                servers(connection, names);
                feeds.forEach(feed -> feed(connection, names, feed));
            }
            case REFUSED_TOKEN -> bad(ExitCode.USAGE, "Discord token", "discord.token: Discord rejects this token");
            case STOPPED ->
                bad(
                        ExitCode.SOFTWARE,
                        "Discord token" + NOT_CHECKED,
                        "discord.api-url: no usable answer from this address, so the token and the feeds couldn't be checked");
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

    private void servers(DiscordConnection connection, PresentNames names) {
        Set<Long> present = connection.presentGuilds().orElse(Set.of());
        ServerExtras extras = connection.discord().extras();
        if (present.isEmpty()) {
            good("servers: none yet (invite the bot with the link in README.md)");
        }
        for (long guildId : present) {
            if (config.discord().serves(guildId)) {
                good("server " + names.server(guildId)
                        + (extras.mayChangeNickname(guildId)
                                ? ""
                                : " (no name of the bot's own: that needs Change Nickname)"));
            } else {
                good("server " + names.server(guildId) + " (ignored: not in discord.servers)");
            }
        }
        for (long guildId : config.discord().servers()) {
            String name = "server " + Long.toUnsignedString(guildId);
            if (!present.contains(guildId)) {
                bad(ExitCode.SOFTWARE, name, "discord.servers: the bot isn't in " + name);
            }
        }
    }

    private void feed(DiscordConnection connection, PresentNames names, FeedChannel feed) {
        String name = "feed of server " + names.server(feed.guildId()) + " in channel "
                + names.channel(feed.guildId(), feed.channelId()) + " for "
                + new KindNames(Words.english()).list(Kinds.inOrder(feed.kinds()));
        if (!config.discord().serves(feed.guildId())) {
            good(name + " (ignored: the server isn't in discord.servers)");
            return;
        }
        ChannelAccess access = connection.discord().access(feed.guildId(), feed.channelId());
        problem(access)
                .ifPresentOrElse(
                        problem -> bad(ExitCode.SOFTWARE, name, name + ": " + problem),
                        () -> good(name
                                + withoutExtras(access)
                                + withoutPings(connection.discord().extras(), feed)));
    }

    private static String withoutExtras(ChannelAccess access) {
        return access.missingExtras().contains(ExtraPermission.ATTACH_FILES)
                ? " (lists go without pictures of badges: that needs Attach Files)"
                : "";
    }

    private static String withoutPings(ServerExtras extras, FeedChannel feed) {
        return feed.mentionRoles().stream()
                        .anyMatch(role ->
                                extras.role(feed.guildId(), feed.channelId(), role) == RoleAccess.NEEDS_PERMISSION)
                ? " (a role isn't pinged: that needs Mention @everyone, @here, and All Roles, or a mentionable role)"
                : "";
    }

    private static Optional<String> problem(ChannelAccess access) {
        return switch (access.kind()) {
            case USABLE -> Optional.empty();
            case MISSING -> {
                Words words = Words.english();
                yield Optional.of(access.missing().stream()
                        .map(permission -> words.say("permission." + permission.name()))
                        .collect(Collectors.joining(", ", "missing permissions: ", "")));
            }
            case WRONG_KIND -> Optional.of("announcements can't be posted in that kind of channel");
            case LOCKED -> Optional.of("the thread is locked, and the bot lacks the permission Manage Threads");
            case HIDDEN -> Optional.of("the bot can't see the channel");
            case GONE -> Optional.of("the channel no longer exists");
            case NO_SERVER -> Optional.of("the bot isn't in the server");
            case NOT_KNOWN ->
                Optional.of("Discord isn't saying anything about the server right now; it may have an outage");
        };
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
