package io.github.cheevoherald.discord;

import java.time.Duration;

/**
 * Discord limits us: how long ago it first answered 429, and how long until it is asked again; zero once that is due.
 */
public record SlowDown(Duration since, Duration pause) {}
