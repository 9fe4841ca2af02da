package io.github.cheevoherald.unlocks.schedule;

import io.github.cheevoherald.rota.PlayPattern;
import java.time.Instant;

/** A good poll that is recorded, but doesn't yet count for the next choice. */
public record SettledPoll(
        long playerId, PlayPattern pace, boolean found, long points, Instant siteNow, long at, boolean againNow) {}
