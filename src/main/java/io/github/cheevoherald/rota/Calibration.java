package io.github.cheevoherald.rota;

import java.util.StringJoiner;

/** How much likelier something came than was predicted, for each of several classes of predictions. */
final class Calibration {
    /** So many events as predicted are assumed to have been seen in each class, so that a few by chance prove little. */
    private static final double PRIOR = 4;

    private final double[] expected;
    private final double[] came;

    Calibration(int classes) {
        expected = new double[classes];
        came = new double[classes];
    }

    int classes() {
        return came.length;
    }

    /** By what the predictions of a class are to be multiplied. */
    double factor(int of) {
        return (came[of] + PRIOR) / (expected[of] + PRIOR);
    }

    /** So many events were predicted, as all other calibrations have it but this one. */
    void expect(int of, double events) {
        expected[of] += events;
    }

    /** An event came. */
    void came(int of) {
        came[of]++;
    }

    /** Lets what was seen count for less. */
    void fade(double part) {
        for (int i = 0; i < came.length; i++) {
            expected[i] *= part;
            came[i] *= part;
        }
    }

    void write(StringJoiner text) {
        for (int i = 0; i < came.length; i++) {
            text.add(Numbers.text(expected[i])).add(Numbers.text(came[i]));
        }
    }

    void read(Numbers numbers) {
        for (int i = 0; i < came.length; i++) {
            expected[i] = Math.max(0, numbers.next());
            came[i] = Math.max(0, numbers.next());
        }
    }
}
