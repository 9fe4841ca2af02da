package io.github.cheevoherald.retroachievements;

import java.time.Duration;

/**
 * How long a request that could be done without may take.
 *
 * @param turn how long to wait for a request to spare
 * @param all how long to wait in all, the answer included
 */
public record Patience(Duration turn, Duration all) {}
