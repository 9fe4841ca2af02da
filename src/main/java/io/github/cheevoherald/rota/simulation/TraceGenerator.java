package io.github.cheevoherald.rota.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes up a community. A few players play a lot and many rarely or never, mostly in the evenings of three parts of the
 * world and at weekends, each at their own pace, and now and then offline. Its numbers are chosen so that the plain
 * square-root law does as well on 1,000 players as it did when the schedule was designed (docs/performance.md).
 */
public final class TraceGenerator {
    /** Thursday, 1 January 2026, at midnight. */
    private static final long BEGIN = 1_767_225_600;

    private static final int DAY = 86_400;
    private static final int HOUR = 3600;

    /** The time between the evenings of two parts of the world, in hours. */
    private static final int ZONE = 8;

    private final int days;
    private final long seed;

    /** The same seed makes the same players, however many are generated. */
    public TraceGenerator(int days, long seed) {
        this.days = days;
        this.seed = seed;
    }

    /** Generates this many players and their unlocks. */
    public Trace generate(int players) {
        List<Trace.Player> all = new ArrayList<>();
        for (int i = 1; i <= players; i++) {
            all.add(new Trace.Player("player" + i, new Person(new SplittableRandom(seed * 1_000_003 + i)).unlocks()));
        }
        return new Trace(all);
    }

    private final class Person {
        private final SplittableRandom random;
        private final double sittingsADay;
        private final double favouriteHour;
        private final double weekend;
        private final double medianPause;
        private final List<Trace.Unlock> unlocks = new ArrayList<>();

        Person(SplittableRandom random) {
            this.random = random;
            this.sittingsADay = random.nextDouble() < 0.15 ? 0 : Math.min(3, logNormal(0.06, 1.4));
            this.favouriteHour = 20 + ZONE * random.nextInt(-1, 2) + 2 * gaussian();
            this.weekend = random.nextDouble() < 0.5 ? 2 : 1;
            this.medianPause = logNormal(330, 0.5);
        }

        List<Trace.Unlock> unlocks() {
            for (int day = 0; day < days; day++) {
                long midnight = BEGIN + (long) day * DAY;
                boolean freeDay = (day + 3) % 7 >= 5;
                double left = sittingsADay * (freeDay ? weekend : 1);
                while (random.nextDouble() < left) {
                    left--;
                    sit(midnight, freeDay && random.nextDouble() < 0.5);
                }
            }
            return unlocks;
        }

        private void sit(long midnight, boolean byDay) {
            double hour = byDay ? favouriteHour + random.nextDouble(-11, 3) : favouriteHour + 1.5 * gaussian();
            long time = midnight + (long) (hour * HOUR);
            long end = time + (long) logNormal(90 * 60, 0.6);
            boolean offline = random.nextDouble() < 0.02;
            long visible = end + (long) random.nextDouble(HOUR, 3 * DAY);
            for (time += pause(); time < end; time += pause()) {
                add(time, offline ? visible : time);
            }
        }

        private void add(long unlockedAt, long visibleAt) {
            if (unlockedAt >= BEGIN && visibleAt < BEGIN + (long) days * DAY) {
                unlocks.add(new Trace.Unlock(unlockedAt * 1000, visibleAt * 1000));
            }
        }

        private long pause() {
            return 1 + (long) logNormal(medianPause, 1);
        }

        private double logNormal(double median, double sigma) {
            return median * StrictMath.exp(sigma * gaussian());
        }

        /** Made from two uniform numbers, with the same result on every machine. */
        private double gaussian() {
            double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
        }
    }
}
