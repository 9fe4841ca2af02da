package io.github.cheevoherald.retroachievements;

/** The name of a game's console. */
public record GameConsole(long gameId, String name) {}
