package io.github.cheevoherald.discord;

import io.github.cheevoherald.discord.GatewayQuestion.Welcome;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;

/**
 * Where and when shards begin their sessions. JDA would ask for the gateway's address again, fail at an answer without a
 * session limit, and after a refused connection go to the address that is built into it, whatever {@code discord.api-url}
 * says; and it begins sessions without counting them, however many Discord has left.
 */
final class GatewayAddress extends ConcurrentSessionController {
    private final Welcome welcome;
    private final SessionRation ration;

    GatewayAddress(Welcome welcome, SessionRation ration) {
        this.welcome = welcome;
        this.ration = ration;
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

    /** A shard's turn to begin a session, taken once Discord has one to spare. */
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
