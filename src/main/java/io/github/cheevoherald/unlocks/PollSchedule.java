package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose turn it is to be asked about. {@link Rota} chooses; what it needs is in the database, so a restart goes on where
 * it was. A player whose {@code due_at_ms} is 0 was put there by somebody else (a registration, a return) and goes first.
 */
public final class PollSchedule implements ActivityRadar.Listener {
    private static final Logger log = LoggerFactory.getLogger(PollSchedule.class);

    private final Database database;
    private final PollSettings settings;
    private final Clock clock;
    private final Object picking = new Object();
    private final Rota rota;
    private final PaceStore paces = new PaceStore();
    private final PollTurns turns = new PollTurns();
    private final Map<String, Long> idByUlid = new HashMap<>();
    private Set<String> covered = Set.of();
    private boolean saidStretched;

    /** Schedules by the given clock. */
    public PollSchedule(Database database, PollSettings settings, int requestsPerMinute, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.rota = new Rota(settings.minInterval(), settings.maxInterval(), requestsPerMinute);
    }

    /** Frees what a process that died had taken, and reads who is watched. To be called before the first poll. */
    public synchronized void start() {
        database.useTransaction(turns::freeAll);
        database.read(handle -> paces.all(handle, PollTurns.NEVER)).forEach(this::enter);
        sayOnceWhenStretched();
    }

    private void enter(PaceStore.Stored stored) {
        rota.add(stored.playerId(), stored.pace(), stored.polledAtMillis(), stored.dueAtMillis());
        rota.covered(stored.playerId(), covered.contains(stored.ulid()));
        idByUlid.put(stored.ulid(), stored.playerId());
    }

    /** Takes the player who is worth most to ask for, so that nobody else takes the same one; empty if nobody is. */
    Optional<DuePoll> pick() {
        synchronized (picking) {
            return pickOne();
        }
    }

    /** Never holds the rota while it waits for the database: whoever writes there may need the rota first. */
    private Optional<DuePoll> pickOne() {
        long now = clock.millis();
        long until = now + PollTurns.LEASE.toMillis();
        Optional<Long> called = database.read(handle -> turns.called(handle, now));
        while (true) {
            OptionalLong chosen = called.isPresent() ? OptionalLong.of(called.get()) : choose(now, until);
            if (chosen.isEmpty()) {
                return Optional.empty();
            }
            long playerId = chosen.getAsLong();
            Optional<DuePoll> due = leased(playerId, now);
            if (due.isPresent()) {
                takeOut(due.get(), until);
                return due;
            }
            called = Optional.empty();
            putAside(playerId, now);
        }
    }

    /** What the database does not take stays with nobody. */
    private Optional<DuePoll> leased(long playerId, long now) {
        try {
            return database.inTransaction(handle -> turns.lease(handle, playerId, now));
        } catch (RuntimeException e) {
            giveBack(playerId, now);
            throw e;
        }
    }

    private synchronized void giveBack(long playerId, long at) {
        rota.again(playerId, at);
    }

    /** A turn that was taken although the database seemed to fail ends by itself; only who is not watched is dropped. */
    private void putAside(long playerId, long now) {
        Optional<Long> leasedUntil = database.read(handle -> turns.leasedUntil(handle, playerId, now));
        if (leasedUntil.isPresent()) {
            giveBack(playerId, leasedUntil.get());
        } else {
            drop(playerId);
        }
    }

    private synchronized OptionalLong choose(long now, long until) {
        return rota.pick(now, until);
    }

    private synchronized void drop(long playerId) {
        rota.remove(playerId);
    }

    private synchronized boolean knows(long playerId) {
        return rota.pace(playerId) != null;
    }

    private synchronized long deadline(long playerId, long now) {
        return rota.deadline(playerId, now);
    }

    private void takeOut(DuePoll due, long until) {
        long playerId = due.player().id();
        PaceStore.Stored unknown = knows(playerId) ? null : database.read(handle -> paces.one(handle, playerId));
        synchronized (this) {
            if (unknown != null) {
                enter(unknown);
                sayOnceWhenStretched();
            }
            rota.take(playerId, until);
        }
    }

    /**
     * Notes a good poll, in the transaction that records what it found.
     *
     * @param found the dates of the unlocks that are new
     * @return what {@link #settled} is to be told once the transaction is committed
     */
    Settled succeeded(Handle handle, DuePoll due, PollWindow window, List<Instant> found) {
        long playerId = due.player().id();
        Instant newest = found.stream().max(Comparator.naturalOrder()).orElse(due.activeAt());
        Instant active = newest.isAfter(due.activeAt()) ? newest : due.activeAt();
        boolean backAfterSilence = !found.isEmpty()
                && !window.sweep()
                && due.activeAt().isBefore(window.siteNow().minus(Duration.ofDays(1)));
        long now = clock.millis();
        List<Long> dates = found.stream().map(Instant::getEpochSecond).toList();
        Pace pace = paceOf(playerId, due.activeAt()).with(dates);
        long next = backAfterSilence ? now : deadline(playerId, now);
        turns.succeeded(handle, playerId, window, active, new PollTurns.Next(next, backAfterSilence, pace));
        return new Settled(playerId, pace, dates, now, backAfterSilence);
    }

    /** A good poll that is recorded but not yet taken into account for the next choice. */
    record Settled(long playerId, Pace pace, List<Long> found, long at, boolean againNow) {}

    /** Takes a recorded poll into account. */
    synchronized void settled(Settled settled) {
        rota.polled(settled.playerId(), settled.pace(), settled.found(), settled.at());
        if (settled.againNow()) {
            rota.dueBy(settled.playerId(), settled.at());
        }
    }

    private synchronized Pace paceOf(long playerId, Instant activeAt) {
        Pace known = rota.pace(playerId);
        Pace pace = known == null ? Pace.ofNewcomer(activeAt.getEpochSecond()) : known;
        return pace.active(activeAt.getEpochSecond());
    }

    /** Notes that a poll came to nothing; the window stays open. */
    void failed(DuePoll due, Duration wait) {
        long playerId = due.player().id();
        long at = clock.millis() + wait.toMillis();
        database.useTransaction(handle -> turns.failed(handle, playerId, at));
        synchronized (this) {
            rota.again(playerId, at);
        }
    }

    /** A poll was answered and could not be recorded; without the database the turn ends by itself. */
    void givenUp(DuePoll due) {
        long playerId = due.player().id();
        try {
            database.useTransaction(handle -> turns.free(handle, playerId));
        } catch (RuntimeException e) {
            log.debug("The turn of player {} ends by itself", playerId, e);
            return;
        }
        giveBack(playerId, clock.millis() + settings.minInterval().toMillis());
    }

    /** Asks for a poll of one player at the given wait from now. */
    void soon(long playerId, Duration wait) {
        long at = clock.millis() + wait.toMillis();
        database.useTransaction(handle -> turns.dueBy(handle, playerId, at));
        synchronized (this) {
            rota.dueBy(playerId, at);
        }
    }

    @Override
    public synchronized void moved(Set<String> ulids) {
        long now = clock.millis();
        for (String ulid : ulids) {
            Long playerId = idByUlid.get(ulid);
            if (playerId != null) {
                rota.moved(playerId, now);
            }
        }
    }

    @Override
    public synchronized void covers(Set<String> ulids) {
        covered = ulids;
        idByUlid.forEach((ulid, playerId) -> rota.covered(playerId, ulids.contains(ulid)));
    }

    /** The longest time that a player may wait for a poll at present: the longest interval unless the budget is short. */
    public synchronized Duration longestInterval() {
        return rota.bearableInterval();
    }

    /** How many of the watched players the radar watches. */
    public synchronized int coveredPlayers() {
        return (int) idByUlid.keySet().stream().filter(covered::contains).count();
    }

    private void sayOnceWhenStretched() {
        Duration bearable = rota.bearableInterval();
        boolean stretched = bearable.compareTo(settings.maxInterval()) > 0;
        if (stretched && !saidStretched) {
            log.warn(
                    "{} players are more than the request budget bears every {}: the idle ones are asked for every {} or so",
                    rota.size(),
                    settings.maxInterval(),
                    bearable.truncatedTo(ChronoUnit.MINUTES));
        }
        saidStretched = stretched;
    }

    /**
     * Marks everyone whose last sweep is a sweep interval ago. A sweep costs no request of its own: it widens the
     * player's next poll, which comes early only where sweeps are wanted more often than polls.
     */
    public void markSweeps(Instant siteNow) {
        boolean atOnce = settings.sweepInterval().compareTo(settings.maxInterval()) < 0;
        long now = clock.millis();
        long before = siteNow.minus(settings.sweepInterval()).getEpochSecond();
        List<Long> marked = database.inTransaction(handle -> turns.markSweeps(handle, before, atOnce, now));
        if (atOnce) {
            synchronized (this) {
                marked.forEach(playerId -> rota.dueBy(playerId, now));
            }
        }
    }

    /** A player as stored. */
    Player player(Handle handle, long playerId) {
        return turns.player(handle, playerId);
    }
}
