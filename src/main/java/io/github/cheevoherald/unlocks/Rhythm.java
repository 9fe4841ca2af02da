package io.github.cheevoherald.unlocks;

/** At which hours and on which days everybody plays, which is what is assumed of a player who is not known yet. */
final class Rhythm {
    /** Until about so many sittings were seen, all hours count as equal. */
    private static final double PRIOR = 200;

    private final double[] hours = new double[24];
    private final double[] days = new double[7];
    private double ofHours;
    private double ofDays;

    void unlocked(double time) {
        addHour(Habits.hour(time), 1);
        addDay(Habits.day(time), 1);
    }

    void addHour(int hour, double weight) {
        hours[hour] += weight;
        ofHours += weight;
    }

    void addDay(int day, double weight) {
        days[day] += weight;
        ofDays += weight;
    }

    /** How busy an hour is, 1 being the average. */
    double hour(int hour) {
        return (24 * hours[hour] + PRIOR) / (ofHours + PRIOR);
    }

    /** How busy a day of the week is, 1 being the average. */
    double day(int day) {
        return (7 * days[day] + PRIOR) / (ofDays + PRIOR);
    }
}
