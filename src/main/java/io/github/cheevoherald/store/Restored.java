package io.github.cheevoherald.store;

import java.time.Instant;

/**
 * The database was restored from a stamped copy: between these two times the world, and perhaps another bot, went on
 * without it.
 *
 * @param madeAt when the copy was made, by the clock of the machine that made it
 * @param startedAt when the bot first started on it, by the bot's own clock
 */
public record Restored(Instant madeAt, Instant startedAt) {}
