package io.github.cheevoherald.rota;

/**
 * Sets the price of a request: the λΔ² below which a poll isn't worth sending. A budget made for hundreds of players would
 * let a few be polled every few seconds; the site asks for restraint, so requests are spent from an allowance that refills
 * with time, and the price rises as it runs out.
 */
final class Allowance {
    /** The allowance refills with this fraction of the requests needed to poll everybody at the shortest interval. */
    private static final double FRACTION = 0.13;

    /** As much can be saved up as comes in this time: a long evening may use what a quiet day left. */
    private static final double SAVED_MILLIS = 5 * 3_600_000;

    /** The price with everything saved: an idle player who plays once a day is polled every half minute. */
    private static final double MIN_PRICE = 0.017;

    private static final double MAX_TO_MIN_PRICE = 200;

    /** From this rate on, the player is probably in the middle of a sitting, and polls are cheaper. */
    private static final double SITTING_RATE = 1 / 1800.0;

    private static final double SITTING_DISCOUNT = 0.15;

    private final double perMilliAndPlayer;
    private double spent;
    private long at;

    Allowance(long minIntervalMillis) {
        perMilliAndPlayer = FRACTION / minIntervalMillis;
    }

    double price(long now, int players) {
        double refill = perMilliAndPlayer * players;
        double capacity = Math.max(1, SAVED_MILLIS * refill);
        if (at != 0) {
            spent -= Math.max(0, now - at) * refill;
        }
        at = now;
        spent = Math.max(0, Math.min(capacity, spent));
        return MIN_PRICE * Math.pow(MAX_TO_MIN_PRICE, spent / capacity);
    }

    /** The price for a player of this rate. */
    static double priceAt(double rate, double price) {
        return rate >= SITTING_RATE ? SITTING_DISCOUNT * price : price;
    }

    void spend() {
        spent++;
    }
}
