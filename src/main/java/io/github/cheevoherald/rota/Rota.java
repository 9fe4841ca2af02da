package io.github.cheevoherald.rota;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask for with a free request: the player with the largest λΔ², where λ is the rate of unlocks to be expected
 * and Δ the time since the last poll. Pure: no database, no threads, and time is what the caller says (milliseconds
 * since 1970). Not for several threads at once.
 */
public final class Rota {
    /** How often what all players have in common is kept: what a few minutes taught is soon learned again. */
    public static final Duration LEARNED_KEPT_EVERY = Duration.ofMinutes(10);

    /**
     * The part of all picks that deadlines may take. With more players than that bears every longest interval, the idle
     * ones are gone round every three and a half rounds of all: measured with 1,000 players, three quarters of all picks
     * make the median a tenth worse and win nothing but the rare longest wait.
     */
    private static final double MOST_FOR_DEADLINES = 0.28;

    /** Deadlines are up to this part early, so that players who came together do not stay together. */
    private static final double SPREAD = 0.06;

    /** Whom the radar watches is found by it: what is left to find first by a poll is counted as a twentieth. */
    private static final double COVERED = 0.05;

    /** So many players' classes are looked at again at each pick; rates change slowly, and heads are always exact. */
    private static final int LOOKED_AT_AGAIN = 8;

    /** And of those who may be in a sitting, whose rate rises and falls within minutes, so many. */
    private static final int SITTERS_LOOKED_AT_AGAIN = 24;

    /** As long after the last unlock the rate is looked at so closely. */
    private static final long SITS = 5_400_000;

    private static final double MOST_CREDIT = 5;

    /** Smaller differences of two clocks are the way there, and whole seconds. */
    private static final long CLOCKS_APART = 60_000;

    /** With a single idle player the last poll may be four minutes ago without any stop. */
    private static final long SHORTEST_STOP = 300_000;

    /** The part of a stop that makes nobody more urgent. None of it: see docs/performance.md. All: news waited longer. */
    private static final double NOBODYS_WAIT = 0.75;

    private final long minInterval;
    private final long maxInterval;
    private final double perMilli;
    private final Allowance allowance;
    private final Rhythm everybody = new Rhythm();
    private final Hindsight hindsight = new Hindsight(everybody);
    private final Map<Long, Turn> turns = new HashMap<>();
    private final Round everyone = new Round();
    private final Round sitters = new Round();
    private final RateClasses classes = new RateClasses();
    private final TreeSet<Turn> deadlines = new TreeSet<>(Turn.BY_DEADLINE);
    private final TreeSet<Turn> appointments = new TreeSet<>(Turn.BY_APPOINTMENT);
    private double credit;
    private long datesAhead;

    /** For intervals and a budget as configured. */
    public Rota(Duration minInterval, Duration maxInterval, int requestsPerMinute) {
        this.minInterval = minInterval.toMillis();
        this.maxInterval = Math.max(maxInterval.toMillis(), this.minInterval);
        this.allowance = new Allowance(this.minInterval);
        this.perMilli = requestsPerMinute / 60_000.0;
    }

    /** Takes a player in with what is kept. */
    public void add(long playerId, Kept kept) {
        remove(playerId);
        Turn turn = new Turn(playerId, kept.pace(), kept.polledAt());
        turns.put(playerId, turn);
        everyone.add(turn);
        turn.deadline = deadline(playerId, kept.polledAt());
        turn.appointment = kept.dueAt();
        enter(turn, kept.polledAt());
        if (kept.failed()) {
            take(turn, kept.dueAt());
        }
    }

    /**
     * Goes on after a stop with those who were added. Nobody could be asked for meanwhile: were all of it their wait, the
     * idle ones, whose turns are far apart, would be asked for before those who play for as long.
     */
    public void resume(long now) {
        long off = now
                - turns.values().stream().mapToLong(turn -> turn.polledAt).max().orElse(now);
        if (off >= SHORTEST_STOP) {
            turns.values().stream().filter(turn -> !turn.out).forEach(turn -> {
                leave(turn);
                turn.waitsSince += (long) (off * NOBODYS_WAIT);
                turn.deadline = deadline(turn.playerId, turn.waitsSince);
                enter(turn, now);
            });
        }
    }

    /** Lets a player go. */
    public void remove(long playerId) {
        Turn turn = turns.remove(playerId);
        if (turn != null) {
            leave(turn);
        }
    }

    /** What all players have in common, as learned from them and as it is kept. */
    public String learned() {
        return everybody.text();
    }

    /** Goes on with what was kept. */
    public void goOnWith(String learned) {
        everybody.goOnWith(learned);
    }

    /** How many players are watched. */
    public int size() {
        return turns.size();
    }

    /** What is known of a player's pace; null for a stranger. */
    public @Nullable Pace pace(long playerId) {
        Turn turn = turns.get(playerId);
        return turn == null ? null : turn.pace;
    }

    /**
     * Whom to ask for now, if anybody. The player is taken out until {@link #polled} or {@link #again}, at most until
     * {@code giveUpAt}.
     */
    public OptionalLong pick(long now, long giveUpAt) {
        lookAgain(now);
        credit = Math.min(MOST_CREDIT, credit + MOST_FOR_DEADLINES);
        Turn turn = choose(now);
        if (turn == null) {
            return OptionalLong.empty();
        }
        take(turn, giveUpAt);
        allowance.spend();
        return OptionalLong.of(turn.playerId);
    }

    /** Takes a player out as {@link #pick} does, chosen by somebody else. */
    public void take(long playerId, long giveUpAt) {
        Turn turn = turns.get(playerId);
        if (turn != null) {
            take(turn, giveUpAt);
        }
    }

    private void take(Turn turn, long until) {
        leave(turn);
        turn.appointment = until;
        appointments.add(turn);
    }

    private @Nullable Turn choose(long now) {
        if (!appointments.isEmpty() && appointments.first().appointment <= now) {
            return appointments.first();
        }
        if (!deadlines.isEmpty() && deadlines.first().deadline <= now && credit >= 1) {
            credit--;
            return deadlines.first();
        }
        double price = allowance.price(now, turns.size());
        while (true) {
            Turn best = classes.best(now, now - minInterval, price);
            if (best == null || !classes.update(best, rate(best, now))) {
                return best;
            }
        }
    }

    private void lookAgain(long now) {
        everyone.look(LOOKED_AT_AGAIN, this::isWatched, turn -> reclassify(turn, now));
        sitters.look(SITTERS_LOOKED_AT_AGAIN, turn -> stillSits(turn, now), turn -> reclassify(turn, now));
    }

    private void reclassify(Turn turn, long now) {
        if (!turn.out) {
            classes.update(turn, rate(turn, now));
        }
    }

    private boolean isWatched(Turn turn) {
        return turn.equals(turns.get(turn.playerId));
    }

    private boolean stillSits(Turn turn, long now) {
        turn.sits = isWatched(turn) && now + datesAhead < turn.pace.activeAtMillis() + SITS;
        return turn.sits;
    }

    private double rate(Turn turn, long now) {
        double rate = turn.pace.rate((now + datesAhead) / 1000.0, (turn.polledAt + datesAhead) / 1000.0, everybody);
        return turn.covered ? rate * COVERED : rate;
    }

    /**
     * By how much the clock that dates the unlocks is ahead of the one that the turns go by, in milliseconds. Who plays
     * at this hour shows by the former, and the latter may have begun hours off.
     */
    public void datesAreAhead(long millis) {
        if (Math.abs(millis - datesAhead) > CLOCKS_APART) {
            datesAhead = millis;
        }
    }

    /**
     * Compares what was expected of a player with what a poll found. To be called before {@link #polled}.
     *
     * @param from when the poll before was, {@code to} when this one, in seconds of the clock that dates the unlocks,
     *     which is not always the one that the turns go by; 0 if there was none before
     */
    public void learn(long playerId, long from, long to, List<Long> unlockedAt) {
        Turn turn = turns.get(playerId);
        if (turn != null) {
            hindsight.polled(turn.pace, from, to, unlockedAt);
        }
    }

    /**
     * A poll was sent at the given time and answered.
     *
     * @param pace with the unlocks that were new
     * @param unlockedAt their dates, in seconds
     */
    public void polled(long playerId, Pace pace, List<Long> unlockedAt, long sentAt) {
        Turn turn = turns.get(playerId);
        if (turn == null) {
            return;
        }
        leave(turn);
        turn.pace = pace;
        turn.polled(sentAt, !unlockedAt.isEmpty(), minInterval);
        turn.deadline = deadline(playerId, sentAt);
        enter(turn, sentAt);
    }

    /** When somebody polled at a time is to be polled again at the latest, if the budget bears it. */
    private long deadline(long playerId, long polledAt) {
        long mixed = (playerId * 31 + polledAt) * 0x9E3779B97F4A7C15L;
        double part = (mixed >>> 11) * 0x1p-53;
        return polledAt + (long) (maxInterval * (1 - SPREAD * part));
    }

    /** A poll came to nothing and is to be repeated at the given time, not earlier. */
    public void again(long playerId, long at) {
        Turn turn = turns.get(playerId);
        if (turn != null) {
            take(turn, at);
        }
    }

    /** A player is to be asked for at the given time or earlier. */
    public void dueBy(long playerId, long at) {
        Turn turn = turns.get(playerId);
        if (turn != null && !turn.out && at < turn.appointment) {
            appointments.remove(turn);
            turn.appointment = at;
            appointments.add(turn);
        }
    }

    /** The radar saw the player's points move: to be asked for now, and again while nothing is found. */
    public void moved(long playerId, long now) {
        Turn turn = turns.get(playerId);
        if (turn != null) {
            turn.fruitless = 0;
            dueBy(playerId, Math.max(now, turn.polledAt + minInterval));
        }
    }

    /** Whether the radar watches the player. */
    public void covered(long playerId, boolean covered) {
        Turn turn = turns.get(playerId);
        if (turn != null) {
            turn.covered = covered;
        }
    }

    /** The longest interval that the budget bears for all, beside what goes to the active ones. */
    public Duration bearableInterval() {
        double longest = turns.size() * (1 - SPREAD / 2) / (perMilli * MOST_FOR_DEADLINES);
        return Duration.ofMillis(Math.max(maxInterval, (long) longest));
    }

    private void enter(Turn turn, long now) {
        turn.out = false;
        classes.add(turn, rate(turn, now));
        deadlines.add(turn);
        if (turn.appointment != Turn.NONE) {
            appointments.add(turn);
        }
        if (!turn.sits && stillSits(turn, now)) {
            sitters.add(turn);
        }
    }

    private void leave(Turn turn) {
        appointments.remove(turn);
        if (!turn.out) {
            classes.remove(turn);
            deadlines.remove(turn);
            turn.out = true;
        }
    }
}
