package io.github.cheevoherald.announce;

/** Draws how much of something is done as a row of eight cells. */
public final class ProgressBar {
    private static final int CELLS = 8;

    private ProgressBar() {}

    /** The bar; empty and full only for nothing and everything. */
    public static String of(int done, int total) {
        int filled = total <= 0 ? 0 : (int) Math.max(0, Math.min(CELLS, (long) CELLS * done / total));
        if (filled == 0 && done > 0) {
            filled = 1;
        }
        return "▰".repeat(filled) + "▱".repeat(CELLS - filled);
    }
}
