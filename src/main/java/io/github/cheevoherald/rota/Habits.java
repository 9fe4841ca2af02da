package io.github.cheevoherald.rota;

import java.util.StringJoiner;

/**
 * When a player tends to begin a sitting: how often lately, at which hours and on which days of the week (UTC; a
 * player's time zone is part of the habit). Old habits fade. Times are seconds since 1970.
 */
final class Habits {
    private static final int HOUR = 3600;
    private static final int DAY = 86_400;

    /** What counts as lately: long enough for a weekly player, short enough to forget who stopped playing. */
    private static final double SLOW_FADE = 28.0 * DAY;

    /** Who played lately goes on with that game more often than the month's average says. */
    private static final double FAST_FADE = 10.0 * DAY;

    /** A player of whom nothing is known begins a sitting every week or so, and is soon known better. */
    private static final double NEWCOMERS_SITTINGS = 0.3;

    private static final double NEWCOMERS_TIME = 3.0 * DAY;

    /** So many sittings weigh as much as all hours being alike, or all days of the week. */
    private static final double HOURS_PRIOR = 0.7;

    private static final double DAYS_PRIOR = 24;

    /** An unlock inside a sitting says something about the hour, but far less than that a sitting began. */
    private static final double WITHIN_SITTING = 0.02;

    /** Who began at eight begins nearly as likely at seven or nine, and seldom three hours off: the spread, in hours. */
    private static final double HOURS_APART = 1.5;

    /** What an unlock says of the hours around its own, by their distance; the sum is 1. */
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
    private static final double LEAST = 0.15;

    private static final double MOST = 5;

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

    /** The same habits and an unlock more. */
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

    /** How often a sitting begins at this time of the week, a second. */
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
        return Math.max(LEAST, Math.min(MOST, ofHour * ofDay));
    }

    /** How much the player did around this time of the day, of all that counts; an hour's end is no bound. */
    private double around(double now) {
        double centre = now / HOUR - 0.5;
        long before = (long) Math.floor(centre);
        double part = centre - before;
        double sum = 0;
        for (int i = 0; i < AROUND.length; i++) {
            double near = (1 - part) * AROUND[i] + part * AROUND[(i + 23) % 24];
            sum += near * hours[(int) Math.floorMod(before + i, 24L)];
        }
        return sum;
    }

    /** How many sittings are remembered, older ones counting for less; 0 of who was never seen to play. */
    double sittings() {
        return slow;
    }

    static int hour(double time) {
        return (int) Math.floorMod((long) time / HOUR, 24L);
    }

    static int day(double time) {
        return (int) Math.floorMod((long) time / DAY, 7L);
    }

    void write(StringJoiner text) {
        text.add(Long.toString((long) since)).add(Long.toString((long) updated));
        text.add(Numbers.text(slow)).add(Numbers.text(fast)).add(Numbers.text(weight));
        for (float hour : hours) {
            text.add(Numbers.text(hour));
        }
        for (float day : days) {
            text.add(Numbers.text(day));
        }
    }

    static Habits read(Numbers numbers) {
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
