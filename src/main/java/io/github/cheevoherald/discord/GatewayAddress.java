package io.github.cheevoherald.discord;

import io.github.cheevoherald.discord.GatewayQuestion.Welcome;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;

/**
 * Decides where and when shards start their sessions, and holds the rate limits that they share. On its own JDA would ask
 * for the gateway's address again, fail if the answer has no session limit, and fall back to a built-in address after a
 * refused connection, whatever {@code discord.api-url} says. It also starts sessions without counting them.
 */
final class GatewayAddress extends ConcurrentSessionController {
    private final Welcome welcome;
    private final SessionRation ration;

    GatewayAddress(Welcome welcome, SessionRation ration) {
        this.welcome = welcome;
        this.ration = ration;
        globalRatelimit = new SteadyGlobalLimit(MachineClock::millis, System::nanoTime);
    }

    @Override
    public String getGateway() {
        return welcome.url();
    }

    @Override
    public ShardedGateway getShardedGateway(JDA api) {
        return new ShardedGateway(welcome.url(), welcome.shards(), welcome.atATime());
    }

    @Override
    public void appendSession(SessionConnectNode node) {
        super.appendSession(new Rationed(node, ration));
    }

    @Override
    public void removeSession(SessionConnectNode node) {
        super.removeSession(new Rationed(node, ration));
    }

    /** Connects a shard once Discord allows another session. */
    private record Rationed(SessionConnectNode node, SessionRation ration) implements SessionConnectNode {
        @Override
        public boolean isReconnect() {
            return node.isReconnect();
        }

        @Override
        public JDA getJDA() {
            return node.getJDA();
        }

        @Override
        public JDA.ShardInfo getShardInfo() {
            return node.getShardInfo();
        }

        @Override
        public void run(boolean isLast) throws InterruptedException {
            if (node.isReconnect()) {
                ration.take();
            }
            node.run(isLast);
        }
    }
}
