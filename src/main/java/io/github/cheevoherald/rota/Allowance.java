package io.github.cheevoherald.rota;

/**
 * What a request must be worth (λΔ²) to be sent at all. Far fewer players than the budget is made for could all be asked
 * for every few seconds; the site asks for restraint, so over some hours the requests may be about an eighth of what asking
 * for everybody at the shortest interval takes. The price rises as that is used up, first for the idle; and for everybody
 * when a whole day comes near a quarter.
 */
final class Allowance {
    private static final double PART = 0.13;

    /** Saved up at most; a long evening may take what a quiet day left. */
    private static final double SAVED_MILLIS = 5 * 3_600_000;

    private static final double PART_OF_A_DAY = 0.23;
    private static final double SAVED_OF_A_DAY_MILLIS = 12 * 3_600_000;

    /**
     * With everything saved, an idle player of whom a sitting a day is expected is asked for every half minute; with
     * nothing left, every four minutes.
     */
    private static final double LOWEST_PRICE = 0.02;

    private static final double HIGHEST_TO_LOWEST = 80;
    private static final double HIGHEST_OF_A_DAY = 4;

    private final Saved evening;
    private final Saved day;

    Allowance(long minIntervalMillis) {
        evening = new Saved(PART / minIntervalMillis, SAVED_MILLIS);
        day = new Saved(PART_OF_A_DAY / minIntervalMillis, SAVED_OF_A_DAY_MILLIS);
    }

    double price(long now, int players) {
        return LOWEST_PRICE
                * Math.pow(HIGHEST_TO_LOWEST, evening.used(now, players))
                * Math.pow(HIGHEST_OF_A_DAY, day.used(now, players));
    }

    void spend() {
        evening.spent++;
        day.spent++;
    }

    /** Requests that are given back evenly over time. */
    private static final class Saved {
        private final double perMilliAndPlayer;
        private final double millis;
        private double spent;
        private long at;

        Saved(double perMilliAndPlayer, double millis) {
            this.perMilliAndPlayer = perMilliAndPlayer;
            this.millis = millis;
        }

        /** The part of what can be saved up that is gone, from 0 to 1. */
        double used(long now, int players) {
            double most = Math.max(1, millis * perMilliAndPlayer * players);
            if (at != 0) {
                spent -= Math.max(0, now - at) * perMilliAndPlayer * players;
            }
            at = now;
            spent = Math.max(0, Math.min(most, spent));
            return spent / most;
        }
    }
}
