package io.github.cheevoherald.rota;

import java.util.List;
import java.util.StringJoiner;

/**
 * How one player plays, and the rate λ at which their next unlock is expected. It is built from the unlocks that polls
 * found and from nothing else. Immutable. Times are seconds since 1970.
 *
 * <p>The constants are assumptions about a newcomer, which the player's own unlocks soon outweigh. They were chosen on eight
 * families of made-up traces (docs/performance.md).
 */
public final class PlayPattern {
    private static final String VERSION = "1";
    private static final int STORED_NUMBERS = 6 + 5 + 24 + 7;

    /** Two unlocks further apart than this belong to two sittings. */
    private static final double SITTINGS_APART = 3600;

    /** The median pause between two unlocks of a sitting, assumed until the player's own is known. */
    private static final double USUAL_PAUSE = 300;

    /** The assumed pause counts as four pauses of the player's own, and the last dozen pauses count. */
    private static final double PAUSE_PRIOR = 4;

    private static final double PAUSE_MEMORY = 12;

    /** How many unlocks had a successor in their sitting, and how many had none, as assumed of a newcomer. */
    private static final double GOING_PRIOR = 2.5;

    private static final double ENDED_PRIOR = 0.35;

    /**
     * Measured in the player's median pause, 1 / (1 + x(EARLY + (1 - EARLY)x)) of all pauses within a sitting last longer
     * than x: the next unlock seldom comes in the first seconds and is likeliest around the median, and some pauses are
     * long. With less than 0.3, a player who unlocks again at once waits more than twice the shortest interval while idle
     * players are polled.
     */
    private static final double EARLY = 0.35;

    /** The rate is averaged over at least this many seconds, the shortest interval by default. */
    private static final double MIN_SPAN = 10;

    /** After this long without an unlock the sitting is over, and its share of the rate isn't worth computing. */
    private static final double SITTING_OVER = 8 * 3600;

    /**
     * A player who wasn't polled lately may have started to play since, and all unlocks of such a sitting are waiting: a
     * poll is worth more the longer ago the last one is, up to some minutes. The weight balances players known to be
     * playing against all others: twice as much makes the median a tenth worse and p90 a twentieth better.
     */
    private static final double UNSEEN_SITTING = 600;

    private static final double UNSEEN_WEIGHT = 0.2;
    private static final double MAX_PER_SITTING = 15;

    private static final double MIN_PAUSE = 5;

    private final double activeAt;
    private final double lastUnlock;
    private final double going;
    private final double ended;
    private final LogPause pause;
    private final Habits habits;

    /** The seconds that half of the player's pauses last. */
    private final double median;

    private PlayPattern(double activeAt, double lastUnlock, double going, double ended, LogPause pause, Habits habits) {
        this.activeAt = activeAt;
        this.lastUnlock = lastUnlock;
        this.going = going;
        this.ended = ended;
        this.pause = pause;
        this.habits = habits;
        this.median = Math.exp(pause.mean());
    }

    /** The mean logarithm of the player's pauses, and how many pauses are behind it. */
    private record LogPause(double mean, double weight) {
        LogPause with(double gap) {
            double more = Math.min(weight + 1, PAUSE_MEMORY);
            return new LogPause(mean + (Math.log(Math.max(gap, MIN_PAUSE)) - mean) / more, more);
        }
    }

    /** A player watched from the given second on, of whom nothing is known. */
    public static PlayPattern ofNewcomer(long since) {
        return new PlayPattern(
                0, 0, 0, 0, new LogPause(Math.log(USUAL_PAUSE), PAUSE_PRIOR), new Habits((double) since));
    }

    /** The same player, active at the given time: somebody who registers is often about to play. */
    public PlayPattern active(long time) {
        return new PlayPattern(Math.max(activeAt, (double) time), lastUnlock, going, ended, pause, habits);
    }

    /** The same player with more unlocks. Those dated before the last known one only count as habits. */
    public PlayPattern with(List<Long> unlockedAt) {
        PlayPattern pattern = this;
        for (long time : unlockedAt.stream().sorted().toList()) {
            pattern = pattern.with((double) time);
        }
        return pattern;
    }

    private PlayPattern with(double time) {
        double gap = time - lastUnlock;
        double active = Math.max(activeAt, time);
        double last = Math.max(lastUnlock, time);
        if (gap < SITTINGS_APART && gap > -SITTINGS_APART) {
            LogPause pauses = gap < 0 ? pause : pause.with(gap);
            return new PlayPattern(active, last, going + 1, ended, pauses, habits.with(time, false));
        }
        double fade = gap < 0 ? 1 : Math.exp(-Math.min(gap, 1e8) / (21 * 86_400));
        return new PlayPattern(active, last, going * fade, ended * fade + 1, pause, habits.with(time, true));
    }

    /** The number of unlocks expected per second since the last poll, which is as far as the player's unlocks are known. */
    double rate(double now, double polledAt) {
        double known = Math.max(polledAt, activeAt);
        double unseen = 1 - Math.exp(-Math.max(0, now - known) / UNSEEN_SITTING);
        double perSitting = Math.min(MAX_PER_SITTING, (going + GOING_PRIOR) / (ended + ENDED_PRIOR));
        double idle = habits.startsPerSecond(now) * (1 + UNSEEN_WEIGHT * perSitting * unseen);
        double since = known - activeAt;
        if (since > SITTING_OVER) {
            return idle;
        }
        double playing = playing(since);
        return playing * nextUnlock(now - activeAt, since) + (1 - playing) * idle;
    }

    /**
     * The same for a player who is known to be playing.
     *
     * @param began the start of the sitting
     * @param known how far the player's unlocks are known
     */
    double rateInSitting(double now, double known, double began) {
        double from = Math.max(lastUnlock, began);
        return nextUnlock(now - from, Math.max(0, known - from));
    }

    /** The rate at which a sitting goes on, on average over the given seconds since its last unlock. */
    private double nextUnlock(double until, double since) {
        double end = Math.max(until, since + MIN_SPAN);
        return Math.log((1 + oddsOfEnd(end)) / (1 + oddsOfEnd(since))) / (end - since);
    }

    /** The probability that a sitting is still going on this many seconds after its last unlock. */
    private double playing(double since) {
        double stay = going + GOING_PRIOR;
        return stay / (stay + (ended + ENDED_PRIOR) * (1 + oddsOfEnd(since)));
    }

    /** For each pause that lasts longer than this many seconds, the number of pauses that ended by then. */
    private double oddsOfEnd(double seconds) {
        double medians = seconds / median;
        return medians * (EARLY + (1 - EARLY) * medians);
    }

    /** When the player was last known to be active. */
    long activeAtMillis() {
        return (long) (activeAt * 1000);
    }

    /** Writes it for the database; {@link #parse} reads it. */
    public String text() {
        StringJoiner text = new StringJoiner(" ");
        text.add(VERSION).add(Long.toString((long) activeAt)).add(Long.toString((long) lastUnlock));
        text.add(StoredNumbers.text(going)).add(StoredNumbers.text(ended));
        text.add(StoredNumbers.text(pause.mean())).add(StoredNumbers.text(pause.weight()));
        habits.write(text);
        return text.toString();
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static PlayPattern parse(String text) {
        StoredNumbers numbers = new StoredNumbers(text, VERSION, STORED_NUMBERS);
        return new PlayPattern(
                numbers.next(),
                numbers.next(),
                numbers.next(),
                numbers.next(),
                new LogPause(numbers.next(), numbers.next()),
                Habits.read(numbers));
    }

    @Override
    public String toString() {
        return text();
    }
}
