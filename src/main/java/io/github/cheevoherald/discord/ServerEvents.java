package io.github.cheevoherald.discord;

import java.util.Set;

/** Told about the servers that the bot is in. A server in an outage is still one of them. */
public interface ServerEvents {
    /** For a connection beside which nothing has to happen. */
    ServerEvents UNHEARD = new ServerEvents() {
        @Override
        public void present(Set<Long> guildIds) {}

        @Override
        public void joined(long guildId) {}

        @Override
        public void left(long guildId) {}

        @Override
        public void tokenRefused() {}
    };

    /** All servers that the bot is in, told at the start and whenever the connection had to begin anew. */
    void present(Set<Long> guildIds);

    /** The bot was added to a server. */
    void joined(long guildId);

    /** The bot was removed from a server. */
    void left(long guildId);

    /** Discord does not take the token any more; the connection is gone for good. */
    void tokenRefused();
}
