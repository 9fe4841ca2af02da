package io.github.cheevoherald.unlocks;

/**
 * What a request must be worth (λΔ²) to be sent at all. Far fewer players than the budget is made for could all be asked
 * for every few seconds; the site asks for restraint, so over some hours the requests may be about an eighth of what asking for
 * everybody at the shortest interval takes. The price rises as that is used up.
 */
final class Allowance {
    private static final double PART = 0.13;

    /** Saved up at most; a long evening may take what a quiet day left, and with it a day stays below a quarter. */
    private static final double SAVED_MILLIS = 5 * 3_600_000;

    /**
     * With everything saved, an idle player of whom a sitting a day is expected is asked for every half minute; with
     * nothing left, every four minutes.
     */
    private static final double LOWEST_PRICE = 0.02;

    private static final double HIGHEST_TO_LOWEST = 80;

    private final double perMilliAndPlayer;
    private double used;
    private long at;

    Allowance(long minIntervalMillis) {
        perMilliAndPlayer = PART / minIntervalMillis;
    }

    double price(long now, int players) {
        double most = Math.max(1, SAVED_MILLIS * perMilliAndPlayer * players);
        if (at != 0) {
            used -= Math.max(0, now - at) * perMilliAndPlayer * players;
        }
        at = now;
        used = Math.max(0, Math.min(most, used));
        return LOWEST_PRICE * Math.pow(HIGHEST_TO_LOWEST, used / most);
    }

    void spend() {
        used++;
    }
}
