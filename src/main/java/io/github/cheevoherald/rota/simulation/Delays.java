package io.github.cheevoherald.rota.simulation;

import java.util.Arrays;

/** Collects the time between an unlock becoming visible and the poll that found it. */
public final class Delays {
    private long[] millis = new long[1024];
    private int count;

    Delays() {}

    void add(long delayMillis) {
        if (count == millis.length) {
            millis = Arrays.copyOf(millis, count * 2);
        }
        millis[count++] = delayMillis;
    }

    /** All in seconds; a percentile p is the smallest delay that p of 100 unlocks don't exceed. */
    public record Summary(int unlocks, double mean, double p50, double p90, double p95, double p99, double max) {}

    Summary summary() {
        if (count == 0) {
            return new Summary(0, 0, 0, 0, 0, 0, 0);
        }
        long[] sorted = Arrays.copyOf(millis, count);
        Arrays.sort(sorted);
        double mean = Arrays.stream(sorted).average().orElseThrow();
        return new Summary(
                count,
                Math.round(mean) / 1000.0,
                percentile(sorted, 50),
                percentile(sorted, 90),
                percentile(sorted, 95),
                percentile(sorted, 99),
                sorted[count - 1] / 1000.0);
    }

    private static double percentile(long[] sorted, int percent) {
        int rank = (int) (((long) sorted.length * percent + 99) / 100);
        return sorted[Math.max(0, rank - 1)] / 1000.0;
    }
}
