package io.github.cheevoherald.rota;

import java.util.List;

/**
 * After each poll, compares what was expected of the player since the poll before with what was found, and tells
 * {@link Rhythm}. Times are seconds since 1970.
 */
final class Hindsight {
    /** Who was not asked for any longer was not watched: the bot was off, or the player registered anew. */
    private static final double LONGEST_WATCH = 86_400;

    /** The site shows an unlock up to some minutes after its date. */
    private static final double SHOWN_WITHIN = 600;

    private static final double PIECE_OF_IDLENESS = 1800;
    private static final double PIECE_OF_SITTING = 60;

    private final Rhythm everybody;

    Hindsight(Rhythm everybody) {
        this.everybody = everybody;
    }

    /**
     * A player was asked for.
     *
     * @param before what was known until then
     * @param since when the poll before was, {@code until} when this one, both by the clock that dates the unlocks
     * @param found the dates of the unlocks that are new
     */
    void polled(Pace before, long since, long until, List<Long> found) {
        double from = (double) since;
        double to = (double) until;
        everybody.fadeTo(to);
        if (from <= 0 || to <= from || to - from > LONGEST_WATCH) {
            return;
        }
        double first = found.stream()
                .mapToDouble(Long::doubleValue)
                .filter(date -> date > from - SHOWN_WITHIN)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        double last = before.lastUnlock();
        double over = last + Pace.SITTINGS_APART;
        if (last > 0 && from >= last && from < over && before.activeAtMillis() <= last * 1000) {
            lookAtThePause(before, from, Math.min(to, over), first);
        }
        if (to > over && first >= over) {
            lookAtTheIdleTime(before, Math.max(from, over), to, first);
        }
    }

    private void lookAtThePause(Pace before, double from, double to, double first) {
        double last = before.lastUnlock();
        double end = Math.max(from, Math.min(to, first));
        int pieces = 1 + (int) ((end - from) / PIECE_OF_SITTING);
        double length = (end - from) / pieces;
        for (int i = 0; i < pieces; i++) {
            double at = from + i * length;
            everybody.expectUnlocks(before.inMedians(at + length / 2 - last), before.unlocksBetween(at, at + length));
        }
        if (first <= to) {
            everybody.wentOn(before.inMedians(end - last));
        }
    }

    private void lookAtTheIdleTime(Pace before, double from, double to, double first) {
        double last = before.lastUnlock();
        double end = Math.max(from, Math.min(to, first));
        int pieces = 1 + (int) ((end - from) / PIECE_OF_IDLENESS);
        double length = (end - from) / pieces;
        for (int i = 0; i < pieces; i++) {
            double middle = from + (i + 0.5) * length;
            double byHabits = before.habits().startsPerSecond(middle) * length;
            everybody.expectBeginnings(middle, last, before.habits().sittings(), byHabits);
        }
        if (first <= to) {
            everybody.began(end, last, before.habits().sittings());
        }
    }
}
