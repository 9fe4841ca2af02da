package io.github.cheevoherald.announce;

/**
 * Data for an example that shows people how an announcement looks.
 *
 * @param player a player's name; empty for a made-up one
 * @param page the profile page; empty for none
 * @param picture the profile picture; empty for none
 * @param badge a picture to show as an achievement's badge
 */
public record Example(String player, String page, String picture, String badge) {}
