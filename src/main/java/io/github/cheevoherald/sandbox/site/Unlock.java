package io.github.cheevoherald.sandbox.site;

import java.time.Instant;

/**
 * The state of the row for one player and achievement, from some moment on.
 *
 * @param player a ULID
 * @param date when it was earned, in whole seconds of the site's clock
 * @param visibleAt when it becomes visible, by the real clock: later than the date for a late unlock
 */
public record Unlock(String player, long achievementId, Instant date, boolean hardcore, Instant visibleAt) {}
