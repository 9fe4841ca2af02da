package io.github.cheevoherald.players;

/** A member of a server and the player that the member is linked to there. */
public record Registered(long guildId, long memberId, Player player) {}
