package io.github.cheevoherald.announce;

/** Data for an example that shows people how an announcement looks; everything except the badge may be empty. */
public record Example(String player, String page, String picture, String badge) {}
