package io.github.cheevoherald.announce;

/**
 * The day of a date, as a heading above lines that show the time alone. Days are UTC's; readers elsewhere see theirs at its
 * first line, and a later one past their midnight shows an earlier time.
 */
public final class Day {
    private static final long SECONDS = 86_400;

    private Day() {}

    /** The number of the day that this second belongs to. */
    public static long of(long second) {
        return Math.floorDiv(second, SECONDS);
    }

    /** The day as every reader sees it. */
    public static String heading(long second) {
        return "<t:" + second + ":D>";
    }
}
