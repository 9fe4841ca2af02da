package io.github.cheevoherald.rota;

/** What the {@link Rota} knows about one player at the moment. Times are milliseconds since 1970. */
final class WatchedPlayer {
    static final long NEVER = SavedTurn.NO_APPOINTMENT;

    /** The site's points may move before it shows the unlock: poll again after 15 s, 30 s, ... until something is found. */
    private static final long FIRST_FOLLOW_UP = 15_000;

    private static final int FOLLOW_UPS = 4;

    /** What isn't among the latest unlocks after this many polls came late: from offline play. */
    private static final int FRUITLESS_BEFORE_SWEEP = 2;

    /** A rate is estimated again after a fiftieth of the time since the last unlock: 1 s at first, a minute at most. */
    private static final long RATE_LIFETIME = 50;

    private static final long MIN_RATE_LIFETIME = 1_000;
    private static final long MAX_RATE_LIFETIME = 60_000;

    final long playerId;
    PlayPattern pattern;
    long polledAt;

    /** The start of the wait: the last poll, or later if the bot was stopped since. */
    long waitingSince;

    /** When to poll the player even if no unlock is expected. */
    long deadline;

    /** When to poll the player before anybody else; {@link #NEVER} for no such time. */
    long appointment = NEVER;

    /** Polls that found nothing since the player's points were seen to move; -1 if they were not. */
    private int fruitless = -1;

    /** Whether the radar watches the player, which leaves little for polls to find first. */
    boolean covered;

    /** What scans say about the player. */
    final Presence presence = new Presence();

    /** Whether a poll is under way, or failed and has its retry ahead: only the appointment counts until then. */
    boolean onHold;

    private double rate;
    private long rateGoodUntil;

    WatchedPlayer(long playerId, SavedTurn saved) {
        this.playerId = playerId;
        this.pattern = saved.pattern();
        this.polledAt = saved.polledAt();
        this.waitingSince = polledAt;
        this.appointment = saved.dueAt();
        this.onHold = saved.failed();
    }

    /** Puts the player on hold until the given time. */
    void hold(long until) {
        onHold = true;
        appointment = until;
    }

    /** Takes in a poll's answer; a player whose points moved gets another appointment until something is found. */
    void polled(PlayPattern now, long sentAt, boolean found, long minInterval) {
        onHold = false;
        pattern = now;
        rateGoodUntil = 0;
        polledAt = sentAt;
        waitingSince = sentAt;
        fruitless = fruitless < 0 || fruitless == FOLLOW_UPS || found ? -1 : fruitless + 1;
        appointment = fruitless < 1 ? NEVER : sentAt + Math.max(minInterval, FIRST_FOLLOW_UP << (fruitless - 1));
    }

    void pointsMoved() {
        fruitless = 0;
    }

    boolean owesSweep() {
        return fruitless == FRUITLESS_BEFORE_SWEEP;
    }

    /** How far the player's unlocks are known, from polls and from scans. */
    long knownUntil() {
        return Math.max(polledAt, presence.knownUntil());
    }

    /** The rate λ of a player whom scans show to be active. */
    double rateInSitting(long now, long datesAhead) {
        return pattern.rateInSitting(
                (now + datesAhead) / 1000.0,
                (knownUntil() + datesAhead) / 1000.0,
                (presence.activeSince() + datesAhead) / 1000.0);
    }

    /**
     * The rate λ at which new unlocks are expected, estimated a moment ago at most.
     *
     * @param datesAhead how far the clock that dates the unlocks is ahead of the one for {@code now}
     */
    double rate(long now, long datesAhead) {
        if (now >= rateGoodUntil) {
            rate = pattern.rate((now + datesAhead) / 1000.0, (polledAt + datesAhead) / 1000.0);
            long age = now + datesAhead - pattern.activeAtMillis();
            rateGoodUntil = now + Math.max(MIN_RATE_LIFETIME, Math.min(MAX_RATE_LIFETIME, age / RATE_LIFETIME));
        }
        return rate;
    }
}
