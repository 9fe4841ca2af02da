package io.github.cheevoherald.rota;

/**
 * The stored part of a player's place in the {@link Rota}, and all that the next start knows of it. A stored time is always
 * an appointment, made by a call from outside or by a failure. A good poll leaves none, since the deadline follows from
 * the poll's time. Times are milliseconds since 1970.
 *
 * @param polledAt the last good poll, in whole seconds; 0 before the first
 * @param dueAt when to poll the player before anybody else; {@link #NO_APPOINTMENT} for no such time
 * @param failed whether the last poll failed, so that the player isn't polled before {@code dueAt}
 */
public record SavedTurn(PlayPattern pattern, long polledAt, long dueAt, boolean failed) {
    /** Later than any time, yet earlier than {@link Long#MAX_VALUE}, which stands for an unwatched player. */
    public static final long NO_APPOINTMENT = Long.MAX_VALUE - 1;

    /** A player watched from the given second on, and due for the first poll. */
    public static SavedTurn ofNewcomer(long since) {
        return new SavedTurn(PlayPattern.ofNewcomer(since), 0, since * 1000, false);
    }

    /** A player after a good poll in the given second. */
    public static SavedTurn polled(PlayPattern pattern, long polledAt) {
        return new SavedTurn(pattern, polledAt * 1000, NO_APPOINTMENT, false);
    }

    /**
     * Limits the times to what this process's clock allows. Polls are dated by the site, and an earlier process may have
     * made appointments by a clock that was ahead: no poll lies in the future, and no wait is longer than the longest one.
     */
    public SavedTurn at(long now, long longestWait) {
        long due = dueAt == NO_APPOINTMENT ? dueAt : Math.min(dueAt, now + longestWait);
        return new SavedTurn(pattern, Math.min(polledAt, now), due, failed);
    }

    /** The same, written and read back as the database would. */
    public SavedTurn reread() {
        return new SavedTurn(PlayPattern.parse(pattern.text()), polledAt, dueAt, failed);
    }
}
