package io.github.cheevoherald.rota;

import java.util.List;
import java.util.StringJoiner;

/**
 * What is known of how a player unlocks, and the rate λ at which the next unlock is to be expected. Built from unlocks
 * that polls have shown, never from anything else. Immutable. Times are seconds since 1970.
 *
 * <p>The constants are starting points: each player's own unlocks outweigh some soon, and {@link Rhythm} corrects the rest
 * by what came. They were chosen on eight families of made-up traces (docs/performance.md).
 */
public final class Pace {
    private static final String VERSION = "1";
    private static final int STORED_NUMBERS = 6 + 5 + 24 + 7;

    /** Two unlocks further apart than this belong to two sittings. */
    static final double SITTINGS_APART = 3600;

    /** The median pause between two unlocks of a sitting as long as the player's own is not known. */
    private static final double USUAL_PAUSE = 300;

    /** A player's own pause is learned as if that one had been seen four times, over the last dozen. */
    private static final double PAUSE_PRIOR = 4;

    private static final double PAUSE_MEMORY = 12;

    /** Unlocks that had a successor in their sitting, and that had none, as assumed of a newcomer. */
    private static final double GOING_PRIOR = 2.5;

    private static final double ENDED_PRIOR = 0.35;

    /**
     * Of the pauses within a sitting, measured in their median, a share of 1 / (1 + x(EARLY + (1 - EARLY)x)) lasts longer
     * than x: the next unlock seldom comes in the first seconds, is likeliest around the median, and the tail is long.
     * {@link Rhythm} corrects it for the community at hand.
     */
    private static final double EARLY = 0.15;

    /** A pause is looked at at least over so many seconds: nobody is asked for more often by default. */
    private static final double SHORTEST_LOOK = 10;

    /** Beyond this no sitting is still expected to go on, and its share of the rate is not worth computing. */
    private static final double SITTING_OVER = 8 * 3600;

    /**
     * Who was not asked for may have begun to play since, and such a sitting brings several unlocks, all of which wait:
     * a poll is worth more the longer nobody looked, up to some minutes. The weight is the balance between those who are
     * known to play and those who are not: twice as much makes the median a tenth worse and p90 a twentieth better.
     */
    private static final double UNSEEN_SITTING = 600;

    private static final double UNSEEN_WEIGHT = 0.2;
    private static final double MOST_PER_SITTING = 15;

    private static final double GAP_FLOOR = 5;

    private final double activeAt;
    private final double lastUnlock;
    private final double going;
    private final double ended;
    private final double logPause;
    private final double pauseWeight;
    private final Habits habits;

    private Pace(double activeAt, double lastUnlock, double going, double ended, LogPause pause, Habits habits) {
        this.activeAt = activeAt;
        this.lastUnlock = lastUnlock;
        this.going = going;
        this.ended = ended;
        this.logPause = pause.mean();
        this.pauseWeight = pause.weight();
        this.habits = habits;
    }

    private record LogPause(double mean, double weight) {
        LogPause with(double gap) {
            double more = Math.min(weight + 1, PAUSE_MEMORY);
            return new LogPause(mean + (Math.log(Math.max(gap, GAP_FLOOR)) - mean) / more, more);
        }
    }

    /** Of a player who is watched from now on. */
    public static Pace ofNewcomer(long since) {
        return new Pace(0, 0, 0, 0, new LogPause(Math.log(USUAL_PAUSE), PAUSE_PRIOR), new Habits((double) since));
    }

    /** The same player, seen active at a time: somebody who registers is often about to play. */
    public Pace active(long time) {
        return new Pace(Math.max(activeAt, (double) time), lastUnlock, going, ended, pause(), habits);
    }

    /** The same player with unlocks more. Those dated before the last known one tell of habits only. */
    public Pace with(List<Long> unlockedAt) {
        Pace pace = this;
        for (long time : unlockedAt.stream().sorted().toList()) {
            pace = pace.with((double) time);
        }
        return pace;
    }

    private Pace with(double time) {
        double gap = time - lastUnlock;
        if (gap < SITTINGS_APART && gap > -SITTINGS_APART) {
            LogPause pause = gap < 0 ? pause() : pause().with(gap);
            return new Pace(
                    Math.max(activeAt, time),
                    Math.max(lastUnlock, time),
                    going + 1,
                    ended,
                    pause,
                    habits.with(time, false));
        }
        double fade = gap < 0 ? 1 : Math.exp(-Math.min(gap, 1e8) / (21 * 86_400));
        return new Pace(
                Math.max(activeAt, time),
                Math.max(lastUnlock, time),
                going * fade,
                ended * fade + 1,
                pause(),
                habits.with(time, true));
    }

    /**
     * Unlocks a second to be expected since the player was last asked for, which is when the knowledge of the last unlock
     * dates from.
     */
    double rate(double now, double polledAt, Rhythm everybody) {
        double known = Math.max(polledAt, activeAt);
        double unseen = 1 - Math.exp(-Math.max(0, now - known) / UNSEEN_SITTING);
        double perSitting = Math.min(MOST_PER_SITTING, (going + GOING_PRIOR) / (ended + ENDED_PRIOR));
        double begins = habits.startsPerSecond(now) * everybody.beginning(now, lastUnlock, habits.sittings());
        double idle = begins * (1 + UNSEEN_WEIGHT * perSitting * unseen);
        double since = known - activeAt;
        if (since > SITTING_OVER) {
            return idle;
        }
        double still = goesOn(since);
        double upTo = Math.max(now - activeAt, since + SHORTEST_LOOK);
        double onceMore = endsOfPause(since, upTo) / (upTo - since) * everybody.goingOn(inMedians((since + upTo) / 2));
        return still * onceMore + (1 - still) * idle;
    }

    /** How likely a sitting is still to go on when its last unlock is so many seconds ago. */
    private double goesOn(double since) {
        double stay = going + GOING_PRIOR;
        return stay / (stay + (ended + ENDED_PRIOR) * (1 + oddsOfEnd(since)));
    }

    private double endsOfPause(double since, double upTo) {
        return Math.log((1 + oddsOfEnd(upTo)) / (1 + oddsOfEnd(since)));
    }

    /** Unlocks to be expected in the running sitting from one time to another, by the player's own pace. */
    double unlocksBetween(double from, double to) {
        double since = from - activeAt;
        return since < 0 || since > SITTING_OVER ? 0 : goesOn(since) * endsOfPause(since, to - activeAt);
    }

    /** So many seconds, measured in the player's median pause within a sitting. */
    double inMedians(double seconds) {
        return seconds / Math.exp(logPause);
    }

    /** How many pauses have ended after so many seconds for one that lasts longer. */
    private double oddsOfEnd(double seconds) {
        double medians = inMedians(seconds);
        return medians * (EARLY + (1 - EARLY) * medians);
    }

    /** When the player was last known to be active. */
    long activeAtMillis() {
        return (long) (activeAt * 1000);
    }

    /** The date of the newest unlock that is known; 0 when there is none. */
    double lastUnlock() {
        return lastUnlock;
    }

    Habits habits() {
        return habits;
    }

    private LogPause pause() {
        return new LogPause(logPause, pauseWeight);
    }

    /** As it is stored. */
    public String text() {
        StringJoiner text = new StringJoiner(" ");
        text.add(VERSION).add(Long.toString((long) activeAt)).add(Long.toString((long) lastUnlock));
        text.add(Numbers.text(going)).add(Numbers.text(ended));
        text.add(Numbers.text(logPause)).add(Numbers.text(pauseWeight));
        habits.write(text);
        return text.toString();
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static Pace parse(String text) {
        Numbers numbers = new Numbers(text, VERSION, STORED_NUMBERS);
        return new Pace(
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
