package io.github.cheevoherald.rota.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Communities made differently from those of {@link TraceGenerator}, so that the schedule's constants don't fit only one
 * generator.
 *
 * @param never the fraction of players who never play
 * @param sittingsADay the sittings a day of the others, before {@code tail} is applied
 * @param tail how unequal the players are: the exponent of a Pareto law, or the sigma of a log-normal one when negative
 * @param min the fewest unlocks in a sitting
 * @param max the most unlocks in a sitting
 * @param pause the usual time between two unlocks, in seconds
 * @param zones the number of time zones that the players live in
 */
record OtherTraces(double never, double sittingsADay, double tail, int min, int max, double pause, int zones) {
    /** A few play a lot (a Pareto law), in sittings of 13 to 23 unlocks around each player's own hour of the evening. */
    static final OtherTraces PARETO = new OtherTraces(0.1, 0.032, 1.266, 13, 23, 190, 1);

    /** A busy community in six time zones whose pauses have no usual length. */
    static final OtherTraces BUSY = new OtherTraces(0.3, 0.148, -1.459, 14, 37, 138, 6);

    /** All in one time zone, with short sittings: every twelfth unlock or so is a sitting's first. */
    static final OtherTraces EVENINGS = new OtherTraces(0.15, 0.06, -1.4, 4, 20, 330, 1);

    private static final long BEGIN = 1_767_225_600;
    private static final int DAY = 86_400;
    private static final int HOUR = 3600;

    Trace generate(int players, int days, long seed) {
        List<Trace.Player> all = new ArrayList<>();
        for (int i = 0; i < players; i++) {
            all.add(new Trace.Player("other" + i, unlocks(new Random(seed * 7_919 + i * 104_729L), days)));
        }
        return new Trace(all);
    }

    private List<Trace.Unlock> unlocks(Random random, int days) {
        List<Trace.Unlock> unlocks = new ArrayList<>();
        boolean plays = random.nextDouble() >= never;
        double unequal = tail > 0 ? Math.pow(1 - random.nextDouble(), -1 / tail) : logNormal(random, 1, -tail);
        double daily = Math.min(1, sittingsADay * unequal);
        double hour = 20 + 2 * random.nextGaussian() + random.nextInt(zones) * 24.0 / zones;
        double own = logNormal(random, pause, 0.3);
        for (int day = 0; plays && day < days; day++) {
            boolean weekend = (day + 3) % 7 >= 5;
            double left = daily * (weekend ? 1.6 : 1);
            for (; random.nextDouble() < left; left--) {
                double begin = BEGIN + (double) day * DAY + (hour + 2 * random.nextGaussian()) * HOUR;
                sit(random, begin, own, BEGIN + (long) days * DAY, unlocks);
            }
        }
        return unlocks;
    }

    private void sit(Random random, double begin, double own, long end, List<Trace.Unlock> unlocks) {
        int count = random.nextInt(min, max + 1);
        boolean offline = random.nextDouble() < 0.02;
        double time = begin;
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            time += 1 + (tail > 0 ? logNormal(random, own, 0.6) : -own * Math.log(1 - random.nextDouble()));
            times.add((long) time);
        }
        long shown = (long) (time + HOUR + 2 * DAY * random.nextDouble());
        for (long at : times) {
            long visible = offline ? shown : at;
            if (at >= BEGIN && visible < end) {
                unlocks.add(new Trace.Unlock(at * 1000, visible * 1000));
            }
        }
    }

    private static double logNormal(Random random, double median, double sigma) {
        return median * Math.exp(sigma * random.nextGaussian());
    }
}
