package io.github.cheevoherald.unlocks;

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

    /** A pause that lasts longer is none of a sitting, whatever the player's own pace. */
    private static final double LONGEST_PAUSE = 3 * 3600;

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
     * @param from when the poll before was
     * @param found the dates of the unlocks that are new
     */
    void polled(Pace before, double from, double to, List<Long> found) {
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
        if (last > 0 && from >= last && from - last < LONGEST_PAUSE) {
            lookAtThePause(before, from, to, first);
        }
        lookAtTheIdleTime(before, Math.max(from, last + Pace.SITTINGS_APART), to, first);
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
        if (first < last + Pace.SITTINGS_APART || from >= to) {
            return;
        }
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
