package io.github.cheevoherald.discord;

import io.github.cheevoherald.discord.GatewayQuestion.Answer;
import io.github.cheevoherald.discord.GatewayQuestion.Kind;
import io.github.cheevoherald.discord.GatewayQuestion.Welcome;
import io.github.cheevoherald.resilience.Backoff;
import io.github.cheevoherald.resilience.DaemonThreads;
import io.github.cheevoherald.resilience.Outage;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Message.MentionType;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.messages.MessageRequest;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bot's connection to Discord, over as many shards as Discord asks for. Connect it once. */
public final class DiscordConnection {
    private static final Logger LOG = LoggerFactory.getLogger(DiscordConnection.class);
    private static final long LOOK_MILLIS = 20;
    private static final Backoff UNREACHABLE = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    /** After a session that came to nothing. Each new one is counted against the day's sessions. */
    private static final Backoff SESSION_WASTED = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(15));

    /** JDA's longest wait between attempts to reconnect: the shortest it accepts. Its default is 15 minutes. */
    private static final int RECONNECT_SECONDS = 32;

    private final String token;
    private final URI apiUrl;
    private final OkHttpClient http;
    private final ServerEvents events;
    private final List<EventListener> listeners = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final SlowDowns slowDowns = new SlowDowns(System::nanoTime);
    private final ApplicationEmojis emojis = new ApplicationEmojis();
    private final JdaDiscord discord;
    private final CommandMentions mentions = new CommandMentions();
    private final GatewayQuestion question;
    private final SessionRation ration;
    private final JdaMembers members;
    private volatile @Nullable ShardManager shards;

    /** Does not connect yet. The address ends with a slash. */
    public DiscordConnection(String token, URI apiUrl, OkHttpClient http, ServerEvents events, Clock clock) {
        DiscordClock discordClock = new DiscordClock(clock);
        this.discord = new JdaDiscord(this::shardOf, slowDowns, emojis, discordClock);
        this.members = new JdaMembers(this::shardOf, clock);
        this.token = token;
        this.apiUrl = apiUrl;
        this.http = http.newBuilder().addNetworkInterceptor(discordClock).build();
        this.events = events;
        this.question = new GatewayQuestion(this.http, apiUrl, token);
        this.ration = new SessionRation(question, clock, stopped);
        MessageRequest.setDefaultMentions(EnumSet.noneOf(MentionType.class));
    }

    /** Adds a listener for Discord's events. To be called before {@link #connect}. */
    public void addListener(EventListener listener) {
        listeners.add(listener);
    }

    /** Sends messages; refuses to until the connection is up. */
    public Discord discord() {
        return discord;
    }

    /** Looks up members; answers "unknown" until the connection is up. */
    public Members members() {
        return members;
    }

    /** Connects, retrying for as long as Discord does not answer, and waits until every server is known. */
    public ConnectResult connect() throws InterruptedException {
        Outage outage = new Outage();
        int failures = 0;
        int wasted = 0;
        while (stopped.getCount() > 0) {
            Answer answer = question.ask();
            Optional<Welcome> welcome = answer.welcome();
            if (welcome.isPresent()) {
                SessionStarts starts = welcome.get().starts();
                if (!ration.allows(starts, welcome.get().shards())) {
                    if (ration.await(starts)) {
                        continue;
                    }
                    break;
                }
                answer = login(answer, welcome.get());
            }
            Optional<ConnectResult> result = switch (answer.kind()) {
                case WELCOME -> Optional.of(ConnectResult.CONNECTED);
                case REFUSED -> Optional.of(ConnectResult.REFUSED_TOKEN);
                case TROUBLE, ENDED -> Optional.empty();
            };
            if (result.isPresent()) {
                return result.get();
            }
            if (stopped.getCount() > 0 && outage.begins()) {
                LOG.warn("Discord can't be reached ({}); retrying", answer.why());
            }
            Duration wait =
                    answer.kind() == Kind.ENDED ? SESSION_WASTED.ceiling(++wasted) : UNREACHABLE.ceiling(++failures);
            if (stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        return ConnectResult.STOPPED;
    }

    private Answer login(Answer answer, Welcome welcome) throws InterruptedException {
        SessionListener session = new SessionListener(
                events, this::presentGuilds, () -> question.ask().kind() == Kind.REFUSED);
        ShardManager manager = builder(welcome, session).build(false);
        shards = manager;
        try {
            manager.login();
        } catch (InvalidTokenException e) {
            giveUp(manager);
            return new Answer(Kind.REFUSED, "");
        } catch (RuntimeException e) {
            giveUp(manager);
            return new Answer(Kind.TROUBLE, Markdown.plain(e.toString(), 200));
        }
        while (!session.tellFirst()) {
            if (session.isRefused()) {
                giveUp(manager);
                return new Answer(Kind.REFUSED, "");
            }
            if (session.ending().isPresent()) {
                giveUp(manager);
                return new Answer(
                        Kind.ENDED, "the gateway says " + session.ending().get());
            }
            if (stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return new Answer(Kind.TROUBLE, "stopped");
            }
        }
        return answer;
    }

    /**
     * Registers exactly these commands in the background, however long that takes. To be called once connected.
     * Completed once Discord has them, which may be never; it never fails.
     */
    public CompletableFuture<Boolean> register(List<? extends CommandData> commands) {
        return new CommandRegistration(new ApiCalls(http, apiUrl, token), applicationId(), commands, mentions, stopped)
                .start();
    }

    /** Uploads the emojis that the application lacks, in the background. To be called once connected. */
    public void uploadEmojis() {
        new EmojiUpload(new ApiCalls(http, apiUrl, token), applicationId(), emojis, stopped).start();
    }

    private String applicationId() {
        return shards().getShards().get(0).getSelfUser().getApplicationId();
    }

    /** The application's emojis. */
    public ApplicationEmojis emojis() {
        return emojis;
    }

    /** Clickable mentions of the commands; plain text until they are registered. */
    public CommandMentions mentions() {
        return mentions;
    }

    private void giveUp(ShardManager manager) {
        shards = null;
        manager.shutdown();
    }

    private DefaultShardManagerBuilder builder(Welcome welcome, SessionListener session) {
        ThreadFactory threads = DaemonThreads.named("discord");
        // Listeners write to the database, and the thread that reads the socket must not wait for that.
        ExecutorService eventPool = Executors.newSingleThreadExecutor(threads);
        DefaultShardManagerBuilder builder = DefaultShardManagerBuilder.createLight(
                        token, EnumSet.noneOf(GatewayIntent.class))
                .setShardsTotal(welcome.shards())
                .setSessionController(new GatewayAddress(welcome, ration))
                .setRestConfig(new RestConfig()
                        .setBaseUrl(apiUrl.toString())
                        .setRateLimiterFactory(config ->
                                new SteadyRateLimiter(config, MachineClock::millis, System::nanoTime, slowDowns)))
                .setHttpClient(http)
                .setEventPool(eventPool, true)
                // Otherwise all answers share the JVM's common pool, which has a single thread on two cores.
                // JDA would shut this one down while requests are under way, and lose their answers.
                .setCallbackPool(Executors.newCachedThreadPool(threads), false)
                .setThreadFactory(threads)
                .setEnableShutdownHook(false)
                .setMaxReconnectDelay(RECONNECT_SECONDS)
                .addEventListeners(session);
        listeners.forEach(builder::addEventListeners);
        return builder;
    }

    private @Nullable JDA shardOf(long guildId) {
        ShardManager current = shards;
        return current == null ? null : current.getShardById((int) ((guildId >>> 22) % current.getShardsTotal()));
    }

    /** All shards, for calls that concern no server, such as registering commands. */
    public ShardManager shards() {
        ShardManager current = shards;
        if (current == null) {
            throw new IllegalStateException("not connected");
        }
        return current;
    }

    /** The servers that the bot is in, including those in an outage; empty while a shard is not connected. */
    public Optional<Set<Long>> presentGuilds() {
        ShardManager current = shards;
        if (current == null || current.getShards().size() < current.getShardsTotal()) {
            return Optional.empty();
        }
        Set<Long> present = new HashSet<>();
        for (JDA shard : current.getShards()) {
            if (shard.getStatus() != JDA.Status.CONNECTED) {
                return Optional.empty();
            }
            shard.getGuildCache().forEach(guild -> present.add(guild.getIdLong()));
            shard.getUnavailableGuilds().forEach(id -> present.add(Long.parseUnsignedLong(id)));
        }
        return Optional.of(present);
    }

    /** Names of the bot, its servers and their channels. To be called once connected. */
    public PresentNames names() {
        return new PresentNames(shards().getShards().get(0).getSelfUser().getName(), this::shardOf);
    }

    /** Whether every shard is connected at this moment. */
    public boolean isConnected() {
        return presentGuilds().isPresent();
    }

    /** Gives requests in flight that long to finish and disconnects. Also ends a {@link #connect} that is still trying. */
    public void shutdown(Duration patience) throws InterruptedException {
        stopped.countDown();
        ShardManager current = shards;
        if (current == null) {
            return;
        }
        List<JDA> all = List.copyOf(current.getShards());
        current.shutdown();
        long end = System.nanoTime() + patience.toNanos();
        for (JDA shard : all) {
            if (!shard.awaitShutdown(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                shard.shutdownNow();
            }
        }
    }
}
