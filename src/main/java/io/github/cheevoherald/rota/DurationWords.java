package io.github.cheevoherald.rota;

import java.time.Duration;

/** Writes durations for the log the way a person would: {@code 5 s}, {@code 1 h 12 min}, and {@code 1 s} at least. */
final class DurationWords {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private DurationWords() {}

    static String of(Duration duration) {
        long seconds = Math.max(1, Math.round(duration.toMillis() / 1000.0));
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < 10 * MINUTE) {
            return both(seconds, MINUTE, "min", 1, "s");
        }
        long wholeMinutes = Math.round(seconds / (double) MINUTE) * MINUTE;
        if (wholeMinutes < DAY) {
            return wholeMinutes < HOUR ? wholeMinutes / MINUTE + " min" : both(wholeMinutes, HOUR, "h", MINUTE, "min");
        }
        return both(Math.round(seconds / (double) HOUR) * HOUR, DAY, "d", HOUR, "h");
    }

    private static String both(long seconds, long large, String largeUnit, long small, String smallUnit) {
        long rest = seconds % large / small;
        return seconds / large + " " + largeUnit + (rest == 0 ? "" : " " + rest + " " + smallUnit);
    }
}
