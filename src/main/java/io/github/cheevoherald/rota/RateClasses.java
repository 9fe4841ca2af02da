package io.github.cheevoherald.rota;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Players in classes of about the same rate, each class ordered by the last poll: in a class the one who was asked for
 * longest ago is the best choice, so that a choice compares sixty heads however many players there are.
 */
final class RateClasses {
    /** A class is half an octave of rates wide: its head may be off the best of its class by a fifth in the interval. */
    private static final int PER_OCTAVE = 2;

    /** From one unlock in about 140 years to one in four seconds; what is beyond counts as that. */
    private static final int LOWEST = -32 * PER_OCTAVE;

    private static final int COUNT = 30 * PER_OCTAVE;

    /**
     * Who is likely to be in the middle of a sitting is worth the shortest interval: with few players requests saved on
     * idle ones are best spent there, and it is what makes the median.
     */
    private static final double SITTING = 1 / 1800.0;

    private static final double IN_SITTING = 0.15;

    private static final double[] HIGHEST_RATE = new double[COUNT];

    static {
        for (int i = 0; i < COUNT; i++) {
            HIGHEST_RATE[i] = Math.pow(2, (LOWEST + i + 1) / (double) PER_OCTAVE);
        }
    }

    private final List<TreeSet<Turn>> classes = new ArrayList<>();

    RateClasses() {
        for (int i = 0; i < COUNT; i++) {
            classes.add(new TreeSet<>(Turn.LONGEST_AGO));
        }
    }

    static int of(double rate) {
        int octaves = (int) Math.floor(Math.log(rate) / Math.log(2) * PER_OCTAVE);
        return Math.max(0, Math.min(COUNT - 1, octaves - LOWEST));
    }

    void add(Turn turn, double rate) {
        turn.rateClass = of(rate);
        classes.get(turn.rateClass).add(turn);
    }

    void remove(Turn turn) {
        classes.get(turn.rateClass).remove(turn);
    }

    /** Moves a player to the class of the present rate; true when that is a lower one. */
    boolean update(Turn turn, double rate) {
        int before = turn.rateClass;
        int now = of(rate);
        if (now != before) {
            classes.get(before).remove(turn);
            turn.rateClass = now;
            classes.get(now).add(turn);
        }
        return now < before;
    }

    /** The head with the largest λΔ² above the price among those last asked for before the given time. */
    @Nullable Turn best(long now, long polledBefore, double price) {
        Turn best = null;
        double most = 0;
        for (int i = COUNT - 1; i >= 0; i--) {
            TreeSet<Turn> players = classes.get(i);
            if (players.isEmpty()) {
                continue;
            }
            Turn head = players.first();
            double value = value(HIGHEST_RATE[i], now - head.waitsSince);
            double least = HIGHEST_RATE[i] >= SITTING ? price * IN_SITTING : price;
            if (head.waitsSince <= polledBefore && value >= least && value > most) {
                most = value;
                best = head;
            }
        }
        return best;
    }

    /** What a poll is worth: λΔ², twice the seconds that the player's unlocks are expected to have waited. */
    static double value(double rate, long sincePolledMillis) {
        double seconds = sincePolledMillis / 1000.0;
        return rate * seconds * seconds;
    }
}
