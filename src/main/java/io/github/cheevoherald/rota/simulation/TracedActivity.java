package io.github.cheevoherald.rota.simulation;

/**
 * When a traced player was active on the site, and what points they had: every two minutes from ten minutes before the
 * first to ten minutes after the last unlock of a sitting, and at each unlock. An unlock counts when it becomes visible,
 * since a player who is offline shows nothing. Both methods are asked about times that never go back.
 */
final class TracedActivity {
    private static final long MINUTE = 60_000;
    private static final long SIGN_OF_LIFE = 2 * MINUTE;
    private static final long AROUND = 10 * MINUTE;
    private static final long SITTINGS_APART = 60 * MINUTE;

    /** Later than no time, and far from an overflow. */
    static final long NEVER = Long.MIN_VALUE / 2;

    private final long[] unlocks;
    private int sittingFrom;
    private int sittingTo;
    private int unlocked;
    private int counted;

    TracedActivity(Trace.Player player) {
        unlocks = player.unlocks().stream().mapToLong(Trace.Unlock::visibleAt).toArray();
        sittingTo = endOfSitting(0);
    }

    private int endOfSitting(int from) {
        int to = from;
        while (to < unlocks.length && (to == from || unlocks[to] - unlocks[to - 1] < SITTINGS_APART)) {
            to++;
        }
        return to;
    }

    /** The last sign of activity up to the given time; {@link #NEVER} before the first. */
    long lastActive(long at) {
        while (sittingTo < unlocks.length && unlocks[sittingTo] - AROUND <= at) {
            sittingFrom = sittingTo;
            sittingTo = endOfSitting(sittingFrom);
        }
        if (unlocks.length == 0 || at < unlocks[sittingFrom] - AROUND) {
            return NEVER;
        }
        long begin = unlocks[sittingFrom] - AROUND;
        long sign = Math.min(at, unlocks[sittingTo - 1] + AROUND);
        sign -= (sign - begin) % SIGN_OF_LIFE;
        while (unlocked < sittingTo && unlocks[unlocked] <= at) {
            unlocked++;
        }
        return unlocked > sittingFrom ? Math.max(sign, unlocks[unlocked - 1]) : sign;
    }

    /** The number of unlocks visible by the given time, which stands for their points. */
    long points(long at) {
        while (counted < unlocks.length && unlocks[counted] <= at) {
            counted++;
        }
        return counted;
    }
}
