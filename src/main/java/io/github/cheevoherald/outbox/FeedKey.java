package io.github.cheevoherald.outbox;

/** Identifies a feed: a server receives each kind of announcement in a feed of its own. */
public record FeedKey(long guildId, String kind) {}
