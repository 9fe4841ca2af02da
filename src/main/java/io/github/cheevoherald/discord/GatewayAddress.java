package io.github.cheevoherald.discord;

import net.dv8tion.jda.api.utils.ConcurrentSessionController;

/**
 * Where shards reconnect, and what all of them know of Discord's limits. JDA asks Discord for the gateway's address once; after a refused connection it would go to
 * the address that is built into it, whatever {@code discord.api-url} says.
 */
final class GatewayAddress extends ConcurrentSessionController {
    private final String url;

    GatewayAddress(String url) {
        this.url = url;
        globalRatelimit = new SteadyGlobalLimit(MachineClock::millis, System::nanoTime);
    }

    @Override
    public String getGateway() {
        return url;
    }
}
