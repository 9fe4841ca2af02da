package io.github.cheevoherald.rota;

/**
 * What is kept of a player's place in the schedule, and all that the next start has of it. A kept time is always an
 * appointment, made by somebody's call or by a failure; after a good poll there is none, since the deadline follows from
 * the time of the poll. Times are milliseconds since 1970.
 *
 * @param polledAt when the last good poll was, in whole seconds; 0 before the first
 * @param dueAt when to ask before all others, {@link #NO_APPOINTMENT} for whenever it is the player's turn
 * @param failed whether the last poll came to nothing, and nobody is to be asked for before {@code dueAt}
 */
public record Kept(Pace pace, long polledAt, long dueAt, boolean failed) {
    /** Later than any time, and earlier than {@link Long#MAX_VALUE}: somebody watches the player. */
    public static final long NO_APPOINTMENT = Long.MAX_VALUE - 1;

    /** Of a player who is watched from a time on (seconds) and waits for the first poll since. */
    public static Kept ofNewcomer(long since) {
        return new Kept(Pace.ofNewcomer(since), 0, since * 1000, false);
    }

    /** After a good poll at a time (seconds). */
    public static Kept polled(Pace pace, long polledAt) {
        return new Kept(pace, polledAt * 1000, NO_APPOINTMENT, false);
    }

    /**
     * The same by the clock of this process: the site dates polls, and an earlier process may have made appointments by a
     * clock that was ahead. A poll does not lie in the future, and nothing is put off longer than anything ever is.
     */
    public Kept at(long now, long longest) {
        long due = dueAt == NO_APPOINTMENT ? dueAt : Math.min(dueAt, now + longest);
        return new Kept(pace, Math.min(polledAt, now), due, failed);
    }

    /** The same, through the form in which it is stored. */
    public Kept reread() {
        return new Kept(Pace.parse(pace.text()), polledAt, dueAt, failed);
    }
}
