package io.github.cheevoherald.rota;

import java.util.StringJoiner;

/**
 * How often a player starts a sitting, and at which hours and on which days of the week (in UTC; a player's time zone is
 * part of the habit). Old habits fade. Times are seconds since 1970.
 */
final class Habits {
    private static final int HOUR = 3600;
    private static final int DAY = 86_400;

    /** Long enough to know a weekly player, short enough to forget one who stopped playing. */
    private static final double SLOW_FADE = 28.0 * DAY;

    /** A player with a new game plays more in these days than the month's average says. */
    private static final double FAST_FADE = 10.0 * DAY;

    /** A newcomer is assumed to start a sitting every week or so; the player's own habits soon outweigh this. */
    private static final double NEWCOMERS_SITTINGS = 0.3;

    private static final double NEWCOMERS_TIME = 3.0 * DAY;

    /** All hours are assumed to be alike, with the weight of this many sittings, and all days of the week. */
    private static final double HOURS_PRIOR = 0.7;

    private static final double DAYS_PRIOR = 24;

    /** The weight of an unlock within a sitting; it says less about habits than the start of one, which counts 1. */
    private static final double WITHIN_SITTING = 0.02;

    /** The spread of starts in hours: a start at eight makes seven and nine nearly as likely, and eleven hardly. */
    private static final double HOURS_APART = 1.5;

    /** How an unlock counts for the hours around its own, by their distance; the sum is 1. */
    private static final double[] AROUND = new double[24];

    static {
        double sum = 0;
        for (int i = 0; i < AROUND.length; i++) {
            double distance = Math.min(i, AROUND.length - i) / HOURS_APART;
            AROUND[i] = Math.exp(-distance * distance / 2);
            sum += AROUND[i];
        }
        for (int i = 0; i < AROUND.length; i++) {
            AROUND[i] /= sum;
        }
    }

    /** Habits are guesses: no hour is ruled out, and none gets more than five times its share. */
    private static final double MIN_FACTOR = 0.15;

    private static final double MAX_FACTOR = 5;

    private final double since;
    private double updated;
    private double slow;
    private double fast;
    private double weight;
    private final float[] hours = new float[24];
    private final float[] days = new float[7];

    Habits(double since) {
        this.since = since;
        this.updated = since;
    }

    private Habits(double since, Habits from) {
        this.since = since;
        updated = Math.max(since, from.updated);
        slow = from.slow;
        fast = from.fast;
        weight = from.weight;
        System.arraycopy(from.hours, 0, hours, 0, hours.length);
        System.arraycopy(from.days, 0, days, 0, days.length);
    }

    /** The same habits with one more unlock. */
    Habits with(double unlockedAt, boolean begins) {
        Habits next = new Habits(Math.min(since, unlockedAt), this);
        next.fadeTo(unlockedAt);
        if (begins) {
            next.slow++;
            next.fast++;
        }
        double more = begins ? 1 : WITHIN_SITTING;
        next.hours[hour(unlockedAt)] += (float) more;
        next.days[day(unlockedAt)] += (float) more;
        next.weight += more;
        return next;
    }

    private void fadeTo(double time) {
        if (time <= updated) {
            return;
        }
        double fade = Math.exp((updated - time) / SLOW_FADE);
        slow *= fade;
        fast *= Math.exp((updated - time) / FAST_FADE);
        weight *= fade;
        for (int i = 0; i < hours.length; i++) {
            hours[i] *= (float) fade;
        }
        for (int i = 0; i < days.length; i++) {
            days[i] *= (float) fade;
        }
        updated = time;
    }

    /** The expected number of sittings started per second at this time of the week. */
    double startsPerSecond(double now) {
        double age = Math.max(0, now - since);
        double idle = Math.max(0, now - updated);
        double month = (slow * Math.exp(-idle / SLOW_FADE) + NEWCOMERS_SITTINGS)
                / (SLOW_FADE * (1 - Math.exp(-age / SLOW_FADE)) + NEWCOMERS_TIME);
        double lately = (fast * Math.exp(-idle / FAST_FADE) + month * FAST_FADE)
                / (FAST_FADE * (1 - Math.exp(-age / FAST_FADE)) + FAST_FADE);
        return lately * timeOfWeek(now);
    }

    private double timeOfWeek(double now) {
        double ofHour = (24 * around(now) + HOURS_PRIOR) / (weight + HOURS_PRIOR);
        double ofDay = (7 * days[day(now)] + DAYS_PRIOR) / (weight + DAYS_PRIOR);
        return Math.max(MIN_FACTOR, Math.min(MAX_FACTOR, ofHour * ofDay));
    }

    /** The part of the weight around this time of day, with smooth transitions between hours. */
    private double around(double now) {
        double centre = now / HOUR - 0.5;
        long before = (long) Math.floor(centre);
        double part = centre - before;
        int hour = (int) Math.floorMod(before, 24L);
        double previous = AROUND[AROUND.length - 1];
        double sum = 0;
        for (double weight : AROUND) {
            sum += ((1 - part) * weight + part * previous) * hours[hour];
            previous = weight;
            hour = hour == 23 ? 0 : hour + 1;
        }
        return sum;
    }

    private static int hour(double time) {
        return (int) Math.floorMod((long) time / HOUR, 24L);
    }

    private static int day(double time) {
        return (int) Math.floorMod((long) time / DAY, 7L);
    }

    void write(StringJoiner text) {
        text.add(Long.toString((long) since)).add(Long.toString((long) updated));
        text.add(StoredNumbers.text(slow)).add(StoredNumbers.text(fast)).add(StoredNumbers.text(weight));
        for (float hour : hours) {
            text.add(StoredNumbers.text(hour));
        }
        for (float day : days) {
            text.add(StoredNumbers.text(day));
        }
    }

    static Habits read(StoredNumbers numbers) {
        Habits habits = new Habits(numbers.next());
        habits.updated = Math.max(habits.since, numbers.next());
        habits.slow = numbers.next();
        habits.fast = numbers.next();
        habits.weight = numbers.next();
        for (int i = 0; i < habits.hours.length; i++) {
            habits.hours[i] = (float) numbers.next();
        }
        for (int i = 0; i < habits.days.length; i++) {
            habits.days[i] = (float) numbers.next();
        }
        return habits;
    }
}
