package io.github.cheevoherald.discord;

import java.util.Set;

/** Told about the servers that the bot is in. A server in an outage is still one of them. */
public interface ServerEvents {
    /** For a connection beside which nothing has to happen. */
    ServerEvents UNHEARD = new ServerEvents() {
        @Override
        public void present(Set<Long> guildIds) {}

        @Override
        public void joined(long guildId, String label) {}

        @Override
        public void left(long guildId, String label) {}

        @Override
        public void tokenRefused() {}
    };

    /** All servers that the bot is in, told at the start and whenever the connection had to begin anew. */
    void present(Set<Long> guildIds);

    /**
     * The bot was added to a server.
     *
     * @param label what to call the server in the log: one short line with its name, if that is known, and its id
     */
    void joined(long guildId, String label);

    /** The bot was removed from a server, which is called as in {@link #joined}. */
    void left(long guildId, String label);

    /** Discord does not take the token any more; the connection is gone for good. */
    void tokenRefused();

    /** Discord lets a shard not come back, although it takes the token; a new connection may be another matter. */
    default void ended(String why) {}
}
