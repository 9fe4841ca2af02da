package io.github.cheevoherald.sandbox;

import io.github.cheevoherald.sandbox.demo.Demo;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.Permission;
import io.github.cheevoherald.sandbox.site.EmbeddedRetroAchievements;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The embedded servers and the control API over them. The bot is started elsewhere and steered through {@link #steer}. */
public final class Sandbox implements AutoCloseable {
    private static final int REQUESTS_PER_MINUTE = 600;

    private final Clock clock;
    private final EmbeddedRetroAchievements site;
    private final EmbeddedDiscord discord;
    private final Directory directory = new Directory();
    private final AtomicReference<BotControl> bot = new AtomicReference<>();
    private final AtomicReference<Demo> demo = new AtomicReference<>();
    private final EventFeed feed = new EventFeed();
    private final StateWatch watch;
    private final ControlServer control;

    private Sandbox(int port, Clock clock) throws IOException {
        this.clock = clock;
        site = EmbeddedRetroAchievements.start(0, clock);
        discord = EmbeddedDiscord.start(clock);
        SiteWeatherRoutes siteWeather = SiteWeatherRoutes.ofFirstApi(site);
        DiscordWeatherRoutes discordWeather = new DiscordWeatherRoutes(discord);
        ServerRoutes guilds = new ServerRoutes(discord, directory);
        ProcessRoutes process = new ProcessRoutes(bot::get, clock);
        DemoRoutes demoRoutes = new DemoRoutes(demo::get);
        watch = new StateWatch(
                feed,
                new WireTap(site, discord, clock),
                Map.of(
                        "guilds", guilds::guilds,
                        "directs", guilds::directs,
                        "registered", process::registered,
                        "bot", process::state,
                        "outbox", process::waiting,
                        "demo", demoRoutes::state,
                        "siteFaults", siteWeather::orders,
                        "discordFaults", discordWeather::orders,
                        "gateway", discordWeather::gatewayState));
        List<Consumer<RoutesConfig>> routes = new ArrayList<>(ownRoutes());
        routes.addAll(
                List.of(siteWeather::addTo, discordWeather::addTo, guilds::addTo, process::addTo, demoRoutes::addTo));
        control = startControl(port, routes);
        discord.chat().listen((change, message) -> feed.tell("message", () -> MessageEvent.of(change, message)));
        watch.start();
    }

    private List<Consumer<RoutesConfig>> ownRoutes() {
        return List.of(
                new PageRoutes()::addTo,
                new PictureRoutes(site, discord)::addTo,
                new EventRoutes(feed, watch, about())::addTo,
                new SiteRoutes(site.world())::addTo,
                new UnlockRoutes(site.world(), clock)::addTo,
                new AwardRoutes(site.world(), clock)::addTo,
                new SiteNewsRoutes(site.world())::addTo,
                new SiteSettingRoutes(site)::addTo,
                SiteWeatherRoutes.ofSecondApi(site)::addTo,
                new TalkRoutes(discord)::addTo);
    }

    private ControlServer startControl(int port, List<Consumer<RoutesConfig>> routes) throws IOException {
        try {
            return ControlServer.start(port, routes);
        } catch (IOException e) {
            discord.close();
            site.close();
            throw e;
        }
    }

    private Map<String, Object> about() {
        return Map.of(
                "world", clock.instant().toString(),
                "bot", Long.toUnsignedString(discord.world().botId()),
                "siteUrl", site.url(),
                "filesUrl", discord.filesUrl(),
                "siteBudget", REQUESTS_PER_MINUTE);
    }

    /** Starts the servers. The control API listens on this port of loopback, or on a free one for 0. */
    public static Sandbox start(int port, Clock clock) throws IOException {
        return new Sandbox(port, clock);
    }

    /** Lets the control API steer the bot. */
    public void steer(BotControl newBot) {
        bot.set(newBot);
    }

    /** Builds the demo's world and starts it. */
    public Demo startDemo(long seed) {
        Demo started = new Demo(site, discord, clock, seed);
        directory.add(started.server());
        addPasserby(started.server().guildId());
        demo.set(started);
        started.begin();
        return started;
    }

    /** Adds a member who may only read. */
    private void addPasserby(long guild) {
        long id = discord.world().createMember(guild, "passerby");
        directory.addMember(guild, id, "passerby", false, "");
        for (long channel : discord.channels().of(guild)) {
            discord.channels().deny(channel, id, Permission.SEND_MESSAGES, Permission.USE_APPLICATION_COMMANDS);
        }
        directory.silence(guild, id);
    }

    /** Prints all new messages. */
    public void chat(PrintStream out, boolean colour) {
        discord.chat().listen(new TerminalChat(out, colour, ZoneId.systemDefault(), discord.channels()::name));
    }

    /** Runs an action once the bot has posted its first message that is not an answer to a command. */
    public void onFirstPost(Runnable action) {
        AtomicBoolean announced = new AtomicBoolean();
        discord.chat().listen((change, message) -> {
            boolean unasked = message.json().path("interaction_metadata").isMissingNode();
            if (unasked && !message.embeds().isEmpty() && announced.compareAndSet(false, true)) {
                action.run();
            }
        });
    }

    /** The embedded RetroAchievements. */
    public EmbeddedRetroAchievements site() {
        return site;
    }

    /** The embedded Discord. */
    public EmbeddedDiscord discord() {
        return discord;
    }

    /** The address of the control API, with a slash at the end. */
    public URI controlUrl() {
        return control.url();
    }

    /** The address of the page. */
    public URI pageUrl() {
        return control.url().resolve("/");
    }

    /** The environment of a bot that uses these servers with short intervals, except for the database. */
    public Map<String, String> botEnvironment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("HERALD_DISCORD_TOKEN", discord.token());
        environment.put("HERALD_DISCORD_API_URL", discord.apiUrl().toString());
        environment.put("HERALD_RETROACHIEVEMENTS_API_KEY", site.apiKey());
        environment.put("HERALD_RETROACHIEVEMENTS_URL", site.url().toString());
        environment.put("HERALD_RETROACHIEVEMENTS_MEDIA_URL", site.url().toString());
        environment.put("HERALD_RETROACHIEVEMENTS_REQUESTS_PER_MINUTE", Integer.toString(REQUESTS_PER_MINUTE));
        environment.put("HERALD_RETROACHIEVEMENTS_V2_URL", site.secondUrl().toString());
        environment.put("HERALD_POLLING_MIN_INTERVAL", "1s");
        environment.put("HERALD_POLLING_MAX_INTERVAL", "5s");
        environment.put("HERALD_POLLING_SWEEP_INTERVAL", "10s");
        environment.put("HERALD_HTTP_PORT", "0");
        return environment;
    }

    /** Prints the servers' addresses and the settings that a bot needs to use them. */
    public void printAddresses(PrintStream out) {
        out.println("RetroAchievements: " + site.url() + "  key " + site.apiKey());
        out.println("  second API:      " + site.secondUrl());
        out.println("Discord:           " + discord.apiUrl() + "  token " + discord.token());
        out.println("Page:              " + pageUrl());
        out.println("Control API:       " + control.url());
        out.println();
        out.println("For a bot:");
        botEnvironment().forEach((name, value) -> out.println("export " + name + "='" + value + "'"));
        out.flush();
    }

    @Override
    public void close() {
        Demo running = demo.getAndSet(null);
        if (running != null) {
            running.close();
        }
        watch.close();
        feed.close();
        control.close();
        discord.close();
        site.close();
    }
}
