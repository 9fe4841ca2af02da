package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.rota.ActivityRadar;
import io.github.cheevoherald.rota.LongIntervalWarning;
import io.github.cheevoherald.rota.PlayPattern;
import io.github.cheevoherald.rota.Rota;
import io.github.cheevoherald.rota.SavedTurn;
import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * it was. Players whom {@link LinkChanges} called for a registration or a return are polled first.
 */
public final class PollSchedule implements ActivityRadar.Listener {
    private static final Logger log = LoggerFactory.getLogger(PollSchedule.class);

    /** Longer than any poll: the site is given 20 seconds a request and a wide window has few of them. */
    private static final Duration MAX_POLL = Duration.ofSeconds(60);

    private final Database database;
    private final PollSettings settings;
    private final Clock clock;
    private final Object picking = new Object();
    private final Rota rota;
    private final LongIntervalWarning longInterval;
    private final PaceStore paces = new PaceStore();
    private final PollTurns turns = new PollTurns();
    private final Map<String, Long> idByUlid = new HashMap<>();

    /** Whose poll is under way, and when it counts as lost. Only here: no poll outlives the process. */
    private final Map<Long, Long> underWay = new HashMap<>();

    private Set<String> covered = Set.of();

    /** Schedules by the given clock. */
    public PollSchedule(Database database, PollSettings settings, int requestsPerMinute, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.rota = new Rota(settings.minInterval(), settings.maxInterval(), requestsPerMinute);
        this.longInterval = new LongIntervalWarning(settings.maxInterval());
    }

    /** Reads who is watched. To be called before the first poll. */
    public void start() {
        database.useTransaction(handle -> turns.retireAll(handle, clock.millis()));
        List<PaceStore.Stored> watched = database.read(handle -> paces.all(handle, PollTurns.NEVER));
        synchronized (this) {
            watched.forEach(this::enter);
            rota.resume(clock.millis());
            longInterval.check(rota.size(), rota.longestInterval());
        }
    }

    private void enter(PaceStore.Stored stored) {
        rota.add(
                stored.playerId(),
                stored.kept().at(clock.millis(), settings.maxInterval().toMillis()));
        rota.covered(stored.playerId(), covered.contains(stored.ulid()));
        idByUlid.put(stored.ulid(), stored.playerId());
    }

    /** Takes the player who is worth most to ask for, so that nobody else takes the same one; empty if nobody is. */
    Optional<DuePoll> pick() {
        synchronized (picking) {
            return pickOne();
        }
    }

    /** Never waits for the database while it holds the rota: whoever writes there may need the rota first. */
    private Optional<DuePoll> pickOne() {
        long now = clock.millis();
        List<Long> taken = new ArrayList<>();
        try {
            Optional<DuePoll> due = database.read(handle -> take(handle, now, taken));
            while (due.isEmpty() && !taken.isEmpty()) {
                retire(taken.get(0), now);
                taken.clear();
                due = database.read(handle -> take(handle, now, taken));
            }
            due.ifPresent(poll -> welcome(poll.player().id(), now));
            return due;
        } catch (RuntimeException | Error e) {
            taken.forEach(playerId -> giveBack(playerId, now));
            throw e;
        }
    }

    /** What is to be known of whoever is taken; empty when it is nobody's turn, or nobody watches the player. */
    private Optional<DuePoll> take(Handle handle, long now, List<Long> taken) {
        OptionalLong called = called(turns.called(handle, pollsUnderWay(now) + 1), now);
        OptionalLong chosen = called.isPresent() ? called : choose(now);
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        taken.add(chosen.getAsLong());
        return turns.due(handle, chosen.getAsLong(), now);
    }

    /** Takes somebody of those who go first, if there is anybody whose poll is not under way already. */
    private synchronized OptionalLong called(List<Long> first, long now) {
        for (long playerId : first) {
            if (!underWay.containsKey(playerId)) {
                take(playerId, now);
                return OptionalLong.of(playerId);
            }
        }
        return OptionalLong.empty();
    }

    /** After leaving out those that never came to an end. */
    private synchronized int pollsUnderWay(long now) {
        underWay.values().removeIf(until -> until <= now);
        return underWay.size();
    }

    private synchronized OptionalLong choose(long now) {
        OptionalLong chosen = rota.pick(now, now + MAX_POLL.toMillis());
        chosen.ifPresent(playerId -> take(playerId, now));
        return chosen;
    }

    private synchronized void take(long playerId, long now) {
        long until = now + MAX_POLL.toMillis();
        underWay.put(playerId, until);
        rota.take(playerId, until);
    }

    private synchronized void giveBack(long playerId, long at) {
        underWay.remove(playerId);
        rota.retryAt(playerId, at);
    }

    private void welcome(long playerId, long now) {
        if (!knows(playerId)) {
            PaceStore.Stored unknown = database.read(handle -> paces.one(handle, playerId));
            synchronized (this) {
                enter(unknown);
                take(playerId, now);
                longInterval.check(rota.size(), rota.longestInterval());
            }
        }
    }

    private void retire(long playerId, long now) {
        database.useTransaction(handle -> turns.retire(handle, playerId, now));
        synchronized (this) {
            underWay.remove(playerId);
            rota.remove(playerId);
            idByUlid.values().remove(playerId);
        }
    }

    private synchronized boolean knows(long playerId) {
        return rota.pattern(playerId) != null;
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
                && !window.putOff()
                && due.activeAt().isBefore(window.siteNow().minus(Duration.ofDays(1)));
        long now = clock.millis();
        List<Long> dates = found.stream().map(Instant::getEpochSecond).toList();
        PlayPattern pace = paceOf(playerId, due.activeAt()).with(dates);
        long next = backAfterSilence ? now : SavedTurn.NO_APPOINTMENT;
        boolean sweep = backAfterSilence || window.putOff();
        PollTurns.Next then = new PollTurns.Next(next, sweep, window.leaves(due.withoutBaseline()), pace);
        turns.succeeded(handle, playerId, window, active, then);
        return new Settled(playerId, pace, !dates.isEmpty(), window.siteNow(), now, backAfterSilence);
    }

    /** A good poll that is recorded but not yet taken into account for the next choice. */
    record Settled(long playerId, PlayPattern pace, boolean found, Instant siteNow, long at, boolean againNow) {}

    /** Takes a recorded poll into account. */
    synchronized void settled(Settled settled) {
        underWay.remove(settled.playerId());
        rota.datesAreAhead(settled.siteNow().toEpochMilli() - settled.at());
        rota.polled(settled.playerId(), settled.pace(), settled.found(), settled.at());
        if (settled.againNow()) {
            rota.pollBy(settled.playerId(), settled.at());
        }
    }

    private synchronized PlayPattern paceOf(long playerId, Instant activeAt) {
        PlayPattern known = rota.pattern(playerId);
        PlayPattern pace = known == null ? PlayPattern.ofNewcomer(activeAt.getEpochSecond()) : known;
        return pace.active(activeAt.getEpochSecond());
    }

    /** Notes that a poll came to nothing; the window stays open. */
    void failed(DuePoll due, PollWindow window, Duration wait) {
        long playerId = due.player().id();
        long at = clock.millis() + wait.toMillis();
        database.useUnsyncedTransaction(handle -> turns.failed(handle, playerId, window, at));
        giveBack(playerId, at);
    }

    /** A poll was answered and could not be recorded: to be repeated, and by nobody's call sooner than others'. */
    synchronized void givenUp(DuePoll due) {
        long playerId = due.player().id();
        long at = clock.millis() + settings.minInterval().toMillis();
        giveBack(playerId, at);
        underWay.put(playerId, at);
    }

    /** Asks for a poll of one player at the given wait from now. */
    void soon(long playerId, Duration wait) {
        long at = clock.millis() + wait.toMillis();
        database.useUnsyncedTransaction(handle -> turns.dueBy(handle, playerId, at));
        synchronized (this) {
            rota.pollBy(playerId, at);
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
        if (ulids.size() != covered.size()) {
            log.info("The API key's account follows {} players; their points show when to poll them", ulids.size());
        }
        covered = ulids;
        idByUlid.forEach((ulid, playerId) -> rota.covered(playerId, ulids.contains(ulid)));
    }

    /** The longest time that a player may wait for a poll at present: the longest interval unless the budget is short. */
    public synchronized Duration longestInterval() {
        return rota.longestInterval();
    }

    /** How many of the watched players the radar watches. */
    public synchronized int coveredPlayers() {
        return (int) idByUlid.keySet().stream().filter(covered::contains).count();
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
                marked.forEach(playerId -> rota.pollBy(playerId, now));
            }
        }
    }

    /** A player as stored. */
    Player player(Handle handle, long playerId) {
        return turns.player(handle, playerId);
    }
}
