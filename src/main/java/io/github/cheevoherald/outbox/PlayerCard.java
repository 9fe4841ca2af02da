package io.github.cheevoherald.outbox;

/** A player as shown in an announcement: addresses are absolute. */
public record PlayerCard(String ulid, String name, String url, String pictureUrl) {}
