package io.github.cheevoherald;

import io.github.cheevoherald.discord.ServerEvents;
import io.github.cheevoherald.unlocks.ServedServers;
import io.github.cheevoherald.unlocks.ServerPresence;
import java.util.Set;
import java.util.function.Consumer;

/** Passes on what happens to the bot's servers and to its connection. */
final class GuildChanges implements ServerEvents {
    private final ServerPresence presence;
    private final ServedServers served;
    private final Runnable onTokenRefused;
    private final Consumer<String> onEnded;

    GuildChanges(ServerPresence presence, ServedServers served, Runnable onTokenRefused, Consumer<String> onEnded) {
        this.presence = presence;
        this.served = served;
        this.onTokenRefused = onTokenRefused;
        this.onEnded = onEnded;
    }

    @Override
    public void present(Set<Long> guildIds) {
        presence.presentIn(guildIds);
        served.update();
    }

    @Override
    public void joined(long guildId, String label) {
        presence.joined(guildId, label);
        served.update();
    }

    @Override
    public void left(long guildId, String label) {
        presence.left(guildId, label);
    }

    @Override
    public void tokenRefused() {
        onTokenRefused.run();
    }

    @Override
    public void ended(String why) {
        onEnded.accept("Discord closed the connection for good (" + why
                + "). Start the bot again; it will connect with as many shards as Discord wants.");
    }
}
