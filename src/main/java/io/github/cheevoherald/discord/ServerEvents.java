package io.github.cheevoherald.discord;

import java.util.Set;

/** Receives changes to the bot's servers and its connection. A server in an outage still counts as joined. */
public interface ServerEvents {
    /** Ignores everything. */
    ServerEvents UNHEARD = new ServerEvents() {};

    /** All servers that the bot is in; called at the start and after each new session. */
    default void present(Set<Long> guildIds) {}

    /** The bot was added to a server. The label, for the log, is one short line with its name, if known, and its id. */
    default void joined(long guildId, String label) {}

    /** The bot was removed from a server. The label is as in {@link #joined}. */
    default void left(long guildId, String label) {}

    /** Discord no longer accepts the token; the connection is gone for good. */
    default void tokenRefused() {}

    /** Discord will not let a shard reconnect although the token is valid. A new connection may work. */
    default void ended(String why) {}
}
