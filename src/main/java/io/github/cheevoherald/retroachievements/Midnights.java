package io.github.cheevoherald.retroachievements;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The times shortly after each midnight UTC at which it pays to look for what has just begun: weeks, months and other
 * events begin at midnight, and the site shows that within minutes.
 */
public final class Midnights {
    private static final Duration DAY = Duration.ofDays(1);
    private static final List<Duration> AFTER_MIDNIGHT =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15));

    private Midnights() {}

    /** Counts these times up to now, by the site's clock; whoever sees a higher number than before looks again. */
    public static long passed(Instant siteNow) {
        long seconds = siteNow.getEpochSecond();
        long sinceMidnight = Math.floorMod(seconds, DAY.toSeconds());
        long today = AFTER_MIDNIGHT.stream()
                .filter(after -> after.toSeconds() <= sinceMidnight)
                .count();
        return Math.floorDiv(seconds, DAY.toSeconds()) * AFTER_MIDNIGHT.size() + today;
    }
}
