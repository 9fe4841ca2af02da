package io.github.cheevoherald.discord;

/** How an attempt to connect ended. */
public sealed interface ConnectResult {
    /** All shards are ready. */
    record Connected() implements ConnectResult {}

    /** Discord refuses the token. */
    record RefusedToken() implements ConnectResult {}

    /** The bot was stopped before it was connected. */
    record Stopped() implements ConnectResult {}
}
