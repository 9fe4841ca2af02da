package io.github.cheevoherald.sandbox.site;

import java.time.Instant;

/**
 * What the one row of a player and an achievement says from some moment on.
 *
 * @param player ULID
 * @param date when it was earned, in whole seconds of the site's clock
 * @param visibleAt from when it shows, by the real clock: later than the date for late arrivals
 */
public record Unlock(String player, long achievementId, Instant date, boolean hardcore, Instant visibleAt) {}
