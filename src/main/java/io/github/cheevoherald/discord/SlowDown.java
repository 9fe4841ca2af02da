package io.github.cheevoherald.discord;

import java.time.Duration;

/**
 * Discord limits us: it answered 429 in place of doing what it was asked.
 *
 * @param since how long ago it first did
 * @param pause how long until it is asked again; zero once that is due
 */
public record SlowDown(Duration since, Duration pause) {}
