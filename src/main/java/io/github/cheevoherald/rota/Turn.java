package io.github.cheevoherald.rota;

import java.util.Comparator;

/** A player's place in the {@link Rota}. Times are milliseconds since 1970. */
final class Turn {
    static final long NONE = Kept.NO_APPOINTMENT;
    static final Comparator<Turn> LONGEST_AGO =
            Comparator.<Turn>comparingLong(turn -> turn.waitsSince).thenComparingLong(turn -> turn.playerId);
    static final Comparator<Turn> BY_DEADLINE =
            Comparator.<Turn>comparingLong(turn -> turn.deadline).thenComparingLong(turn -> turn.playerId);
    static final Comparator<Turn> BY_APPOINTMENT =
            Comparator.<Turn>comparingLong(turn -> turn.appointment).thenComparingLong(turn -> turn.playerId);

    /** Metrics may move before the unlock is shown: ask again after 15 s, 30 s, ... while nothing is found. */
    private static final long FIRST_FOLLOW_UP = 15_000;

    private static final int FOLLOW_UPS = 4;

    final long playerId;
    Pace pace;
    long polledAt;

    /** What the wait is reckoned from: the last poll, or later when nobody could be asked for since. */
    long waitsSince;

    /** When the player is to be asked for even if nothing is expected. */
    long deadline;

    /** When the player is to be asked for before all others; {@link #NONE} for nobody in particular. */
    long appointment = NONE;

    /** How many polls have come to nothing since the radar saw the player's points move; -1 when it did not. */
    int fruitless = -1;

    /** Whether the radar watches the player, which leaves little for polls to find first. */
    boolean covered;

    /** Whether a poll is under way or a failed one waits for its repetition: only the appointment counts then. */
    boolean out = true;

    /** Whether the rate is looked at closely, as somebody's who may be in a sitting. */
    boolean sits;

    int rateClass;

    Turn(long playerId, Pace pace, long polledAt) {
        this.playerId = playerId;
        this.pace = pace;
        this.polledAt = polledAt;
        this.waitsSince = polledAt;
    }

    /** A poll was answered, which makes an appointment only after the radar, and while nothing is found. */
    void polled(long sentAt, boolean found, long minInterval) {
        polledAt = sentAt;
        waitsSince = sentAt;
        fruitless = fruitless < 0 || fruitless == FOLLOW_UPS || found ? -1 : fruitless + 1;
        appointment = fruitless < 1 ? NONE : sentAt + Math.max(minInterval, FIRST_FOLLOW_UP << (fruitless - 1));
    }
}
