package io.github.cheevoherald.sandbox.discord;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A whole Discord on loopback, in memory: everything a real client needs, with Discord's limits, and faults to order.
 */
public final class EmbeddedDiscord implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Token token;
    private final State state;
    private final Chat chat = new Chat();
    private final RestLog wire = new RestLog();
    private final DiscordFaults faults = new DiscordFaults();
    private final RateLimits rateLimits;
    private final RecentNonces nonces;
    private final Gateway gateway;
    private final DiscordWorld world;
    private final Channels channels;
    private final Threads threads;
    private final Roles roles;
    private final Interactions interactions;
    private final Files files;
    private final Emojis emojis;
    private final GatewayServer gatewayServer;
    private final Javalin server;
    private final int port;

    private EmbeddedDiscord(int port, Clock clock) {
        state = new State(clock);
        token = new Token(state.bot().id());
        rateLimits = new RateLimits(clock);
        nonces = new RecentNonces(clock);
        Sessions sessions = new Sessions(state);
        gateway = new Gateway(state, sessions);
        files = new Files(state);
        emojis = new Emojis(state);
        Messages messages = new Messages(state, sessions, chat, files);
        world = new DiscordWorld(state, sessions);
        channels = new Channels(state, sessions, messages);
        threads = new Threads(state, sessions);
        roles = new Roles(state, sessions);
        Commands commands = new Commands(state);
        InteractionStore store = new InteractionStore();
        interactions = new Interactions(state, sessions, commands, store);
        gatewayServer = new GatewayServer(state, sessions, gateway, token);
        BotRoutes bot = new BotRoutes(state, gateway);
        RestServer rest = new RestServer(state, faults, rateLimits, wire, token);
        Routes routes = new Routes(rest)
                .bot(bot, new GuildRoutes(state, world))
                .channels(new ChannelRoutes(state, messages, nonces, channels, threads))
                .commands(commands)
                .emojis(emojis)
                .interactions(new CallbackRoutes(state, messages, store), new FollowUpRoutes(state, messages, store));
        server = Javalin.create(config -> configure(config, routes, files)).start(HOST, port);
        this.port = server.port();
        files.baseUrl("http://" + HOST + ":" + this.port + "/");
        String gatewayUrl = "ws://" + HOST + ":" + this.port + "/gateway";
        bot.gatewayUrl(gatewayUrl);
        gatewayServer.url(gatewayUrl);
    }

    /** Starts on a free port. */
    public static EmbeddedDiscord start(Clock clock) {
        return start(0, clock);
    }

    /** Starts on a port. */
    public static EmbeddedDiscord start(int port, Clock clock) {
        return new EmbeddedDiscord(port, clock);
    }

    private void configure(JavalinConfig config, Routes routes, Files files) {
        QueuedThreadPool pool = new QueuedThreadPool(250, 4);
        pool.setName("embedded-discord");
        pool.setDaemon(true);
        config.jetty.threadPool = pool;
        config.jetty.modifyServer(jetty -> jetty.setStopTimeout(0));
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.maxRequestSize = 100L << 20;
        config.routes.wsBeforeUpgrade("/gateway", gatewayServer::beforeUpgrade);
        config.routes.ws("/gateway", gatewayServer::configure);
        config.routes.addHttpHandler(HandlerType.GET, "/attachments/{channel}/{id}/{name}", http -> file(http, files));
        routes.register(config.routes);
    }

    private void file(Context http, Files files) {
        long id = Long.parseUnsignedLong(http.pathParam("id"));
        Upload upload = state.locked(() -> files.stored(id));
        if (upload == null) {
            http.status(404).result("This content is no longer available.");
        } else {
            http.contentType(upload.contentType()).result(upload.bytes());
        }
    }

    /** The address of the REST API, for {@code discord.api-url}. */
    public URI apiUrl() {
        return URI.create("http://" + HOST + ":" + port + Request.ROOT + "/");
    }

    /** The only token it accepts. */
    public String token() {
        return token.value();
    }

    /** Revokes the token and issues a new one, like an owner who suspects a leak. */
    public void replaceToken() {
        token.replace();
        gateway.close(4004);
    }

    /** Servers, people and roles. */
    public DiscordWorld world() {
        return world;
    }

    /** The channels and their messages. */
    public Channels channels() {
        return channels;
    }

    /** The channels' threads. */
    public Threads threads() {
        return threads;
    }

    /** What people do with the bot. */
    public Interactions interactions() {
        return interactions;
    }

    /** Reports what happens to messages. */
    public Chat chat() {
        return chat;
    }

    /** The log of the bot's requests. */
    public RestLog wire() {
        return wire;
    }

    /** Orders faults of the REST API. */
    public DiscordFaults faults() {
        return faults;
    }

    /** The gateway, and its faults. */
    public Gateway gateway() {
        return gateway;
    }

    /** The servers' roles. */
    public Roles roles() {
        return roles;
    }

    /** The rate limits. */
    public RateLimits rateLimits() {
        return rateLimits;
    }

    /** An uploaded file that's still attached somewhere. */
    public Optional<StoredFile> file(long id) {
        return state.locked(() -> Optional.ofNullable(files.stored(id))
                .map(upload -> new StoredFile(upload.contentType(), upload.bytes())));
    }

    /** Uploads a file for an option of a command; returns the id to give there. */
    public long attach(String filename, String contentType, byte[] bytes) {
        return state.locked(() -> files.attach(filename, contentType, bytes));
    }

    /** The application's own emojis. */
    public Emojis emojis() {
        return emojis;
    }

    /** The address of uploaded files, ending in a slash. */
    public URI filesUrl() {
        return URI.create("http://" + HOST + ":" + port + "/attachments/");
    }

    /** Sets how long a nonce is remembered; the default is five minutes. */
    public void nonceMemory(Duration memory) {
        state.locked(() -> nonces.memory(memory));
    }

    @Override
    public void close() {
        faults.clear();
        gatewayServer.cutAll();
        server.stop();
        chat.close();
    }
}
