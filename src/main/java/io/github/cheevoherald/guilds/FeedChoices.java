package io.github.cheevoherald.guilds;

import org.jspecify.annotations.Nullable;

/**
 * What a server's people chose for a kind of announcement.
 *
 * @param style that of all the server's announcements
 * @param mentionRole the role that is pinged; null for none
 * @param publish whether messages in announcement channels are published to the servers that follow them
 */
public record FeedChoices(Style style, @Nullable Long mentionRole, boolean publish) {}
