package io.github.cheevoherald.rota;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * What all watched players have in common: at which hours and on which days they begin to play, how soon again, how
 * likely those of whom little is known are to play at all, and after which pauses they go on. Kept as factors to what
 * {@link Habits} and {@link Pace} predict of each player, learned from how often the predictions came true
 * ({@link Hindsight}); communities differ in all of this. Times are seconds since 1970.
 */
final class Rhythm {
    private static final String VERSION = "1";
    private static final double DAY = 86_400;
    private static final double HOUR = 3600;

    /** A week's worth is remembered: enough to tell the hours apart, short enough to follow a holiday. */
    private static final double FADE = 7 * DAY;

    /** The ends of the classes of how long ago a player's last unlock is; then come longer and never. */
    private static final double[] SINCE_UNLOCK = {
        2 * HOUR,
        4 * HOUR,
        8 * HOUR,
        12 * HOUR,
        18 * HOUR,
        1.25 * DAY,
        1.75 * DAY,
        2.5 * DAY,
        4 * DAY,
        7 * DAY,
        14 * DAY
    };

    /** The ends of the classes of how many sittings of a player are remembered; then come more. */
    private static final double[] SITTINGS = {0.05, 1.2, 2.2, 5.2};

    /** Classes of pauses are half an octave wide, from a sixteenth of the player's own median pause on. */
    private static final int PAUSES = 16;

    private static final int PAUSES_PER_OCTAVE = 2;
    private static final int SHORTEST_PAUSE = -4;

    /** Factors multiply; together they are still a correction. */
    private static final double MOST = 100;

    /** In the order of {@link #classes}. */
    private final List<Calibration> beginnings = List.of(
            new Calibration(SINCE_UNLOCK.length + 1),
            new Calibration(SITTINGS.length + 1),
            new Calibration(24),
            new Calibration(7));

    private final Calibration pauses = new Calibration(PAUSES);
    private double fadedAt;

    /**
     * How much likelier than the player's habits say it is that a sitting begins now.
     *
     * @param lastUnlock when it was, 0 if never
     * @param remembered the player's sittings, older ones counting for less
     */
    double beginning(double now, double lastUnlock, double remembered) {
        return beginning(classes(now, lastUnlock, remembered));
    }

    private double beginning(int[] classes) {
        double factor = 1;
        for (int i = 0; i < classes.length; i++) {
            factor *= beginnings.get(i).factor(classes[i]);
        }
        return Math.max(1 / MOST, Math.min(MOST, factor));
    }

    /** So many sittings were to be expected around a time by the player's habits alone. */
    void expectBeginnings(double now, double lastUnlock, double remembered, double byHabits) {
        int[] classes = classes(now, lastUnlock, remembered);
        double events = byHabits * beginning(classes);
        for (int i = 0; i < classes.length; i++) {
            Calibration calibration = beginnings.get(i);
            calibration.expect(classes[i], events / calibration.factor(classes[i]));
        }
    }

    /** A sitting began. */
    void began(double now, double lastUnlock, double remembered) {
        int[] classes = classes(now, lastUnlock, remembered);
        for (int i = 0; i < classes.length; i++) {
            beginnings.get(i).came(classes[i]);
        }
    }

    /** To which class of each calibration such a beginning belongs. */
    private static int[] classes(double now, double lastUnlock, double remembered) {
        return new int[] {
            classOf(now - lastUnlock, SINCE_UNLOCK), classOf(remembered, SITTINGS), Habits.hour(now), Habits.day(now)
        };
    }

    /** How much likelier a sitting goes on after a pause than the player's pace says; in medians of the own pauses. */
    double goingOn(double medians) {
        return pauses.factor(pause(medians));
    }

    /** So many unlocks were to be expected around a pause by the player's pace alone. */
    void expectUnlocks(double medians, double byPace) {
        pauses.expect(pause(medians), byPace);
    }

    /** A pause ended. */
    void wentOn(double medians) {
        pauses.came(pause(medians));
    }

    /** To be told the time now and then, for what is old to count for less. */
    void fadeTo(double now) {
        // A clock that was set back goes on from there.
        fadedAt = Math.min(fadedAt, now);
        if (now - fadedAt >= HOUR) {
            all().forEach(calibration -> calibration.fade(Math.exp((fadedAt - now) / FADE)));
            fadedAt = now;
        }
    }

    /** Begins anew. */
    private void forget() {
        fadedAt = 0;
        all().forEach(calibration -> calibration.fade(0));
    }

    private Stream<Calibration> all() {
        return Stream.concat(beginnings.stream(), Stream.of(pauses));
    }

    private static int classOf(double number, double[] ends) {
        int i = 0;
        while (i < ends.length && number >= ends[i]) {
            i++;
        }
        return i;
    }

    private static int pause(double medians) {
        double octaves = Math.log(Math.max(medians, Double.MIN_NORMAL)) / Math.log(2);
        int steps = (int) Math.floor(PAUSES_PER_OCTAVE * (octaves - SHORTEST_PAUSE));
        return Math.max(0, Math.min(PAUSES - 1, steps));
    }

    /** As it is stored. */
    String text() {
        StringJoiner text = new StringJoiner(" ");
        text.add(VERSION).add(Long.toString((long) fadedAt));
        all().forEach(calibration -> calibration.write(text));
        return text.toString();
    }

    /** Goes on with what was kept; what cannot be read was written by another version, and is learned anew. */
    void goOnWith(String text) {
        try {
            read(text);
        } catch (IllegalArgumentException e) {
            forget();
        }
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    void read(String text) {
        int classes = all().mapToInt(Calibration::classes).sum();
        Numbers numbers = new Numbers(text, VERSION, 1 + 2 * classes);
        fadedAt = numbers.next();
        all().forEach(calibration -> calibration.read(numbers));
    }
}
