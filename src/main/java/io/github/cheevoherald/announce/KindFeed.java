package io.github.cheevoherald.announce;

/**
 * A kind that is on in a server, and its channel.
 *
 * @param own whether the channel was chosen for this kind alone; else it follows the server's default channel
 */
public record KindFeed(String kind, long channelId, boolean own) {}
