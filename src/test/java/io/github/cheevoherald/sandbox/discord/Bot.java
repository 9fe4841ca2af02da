package io.github.cheevoherald.sandbox.discord;

import static org.awaitility.Awaitility.await;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;

/** A real JDA connected to the embedded Discord; it collects its events. */
public final class Bot implements AutoCloseable {
    private final ShardManager manager;
    private final BlockingQueue<GenericEvent> events = new LinkedBlockingQueue<>();
    private volatile Consumer<GenericEvent> reaction = event -> {};

    private Bot(EmbeddedDiscord discord, String token, GatewayIntent... intents) {
        EventListener collector = event -> {
            events.add(event);
            reaction.accept(event);
        };
        EnumSet<GatewayIntent> wanted = EnumSet.noneOf(GatewayIntent.class);
        wanted.addAll(List.of(intents));
        manager = DefaultShardManagerBuilder.createLight(token, wanted)
                .setRestConfigProvider(
                        shard -> new RestConfig().setBaseUrl(discord.apiUrl().toString()))
                .setSessionController(new FollowingSessions())
                .setEnableShutdownHook(false)
                .addEventListeners(collector)
                .build();
    }

    /** Connects, and waits until it's connected. */
    public static Bot start(EmbeddedDiscord discord, GatewayIntent... intents) {
        Bot bot = new Bot(discord, discord.token(), intents);
        bot.awaitReady();
        return bot;
    }

    private void awaitReady() {
        await().until(() -> manager.getShards().size() == manager.getShardsTotal()
                && manager.getShards().stream().allMatch(shard -> shard.getStatus() == JDA.Status.CONNECTED));
    }

    ShardManager manager() {
        return manager;
    }

    public JDA jda() {
        return manager.getShards().get(0);
    }

    /** A channel as JDA sees it. */
    public MessageChannel channel(long id) {
        return Objects.requireNonNull(manager.getChannelById(MessageChannel.class, id));
    }

    /** Sets how the bot reacts to each event from now on. */
    public void on(Consumer<GenericEvent> react) {
        reaction = react;
    }

    boolean saw(Class<? extends GenericEvent> type) {
        return events.stream().anyMatch(type::isInstance);
    }

    void forgetEvents() {
        events.clear();
    }

    @Override
    public void close() {
        manager.shutdown();
    }

    /** Without this, JDA goes to Discord's own gateway once a connection is refused. */
    private static final class FollowingSessions extends ConcurrentSessionController {
        private volatile String url = "";

        @Override
        public ShardedGateway getShardedGateway(JDA api) {
            ShardedGateway gateway = super.getShardedGateway(api);
            url = gateway.getUrl();
            return gateway;
        }

        @Override
        public String getGateway() {
            return url;
        }
    }
}
