package io.github.cheevoherald.rota;

import java.time.Duration;

/** Lengths of time as a person would say them, for the log: {@code 5 s}, {@code 1 h 12 min}; never nothing at all. */
final class Spans {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Spans() {}

    static String inWords(Duration span) {
        long seconds = Math.max(1, Math.round(span.toMillis() / 1000.0));
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
