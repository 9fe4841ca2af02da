package io.github.cheevoherald.discord;

/** How an attempt to connect ended. */
public enum ConnectResult {
    /** All shards are ready. */
    CONNECTED,
    /** Discord refuses the token. */
    REFUSED_TOKEN,
    /** The bot was stopped before it was connected. */
    STOPPED
}
