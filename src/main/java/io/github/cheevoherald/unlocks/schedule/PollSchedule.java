package io.github.cheevoherald.unlocks.schedule;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.rota.ActivityRadar;
import io.github.cheevoherald.rota.ActivityScan;
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

/**
 * Decides which player is polled next. {@link Rota} chooses from what the database holds, so a restart continues where it
 * left off. Players at the front, after a registration or a return, go first.
 */
public final class PollSchedule implements ActivityRadar.Listener, ActivityScan.Listener {
    /** Longer than any poll: a request times out after 20 seconds, and a wide window needs only a few of them. */
    private static final Duration MAX_POLL = Duration.ofSeconds(60);

    private final Database database;
    private final PollSettings settings;
    private final UnlockListener unlocks;
    private final Clock clock;
    private final Object picking = new Object();
    private final Rota rota;
    private final LongIntervalWarning longInterval;
    private final SavedTurns savedTurns = new SavedTurns();
    private final PollTurns turns = new PollTurns();
    private final Lookout lookout;

    /** When each poll under way counts as lost. Kept in memory only: no poll outlives the process. */
    private final Map<Long, Long> underWay = new HashMap<>();

    /** @param unlocks hears of new unlocks */
    public PollSchedule(
            Database database, PollSettings settings, int requestsPerMinute, UnlockListener unlocks, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.unlocks = unlocks;
        this.clock = clock;
        this.rota = new Rota(settings.minInterval(), settings.maxInterval(), requestsPerMinute);
        this.lookout = new Lookout(rota);
        this.longInterval = new LongIntervalWarning(settings.maxInterval());
    }

    /** Loads the watched players. Call it before the first poll. */
    public void start() {
        database.useTransactionAlone(handle -> turns.retireAll(handle, clock.millis()));
        List<SavedTurns.Watched> watched = database.read(handle -> savedTurns.all(handle, PollTurns.NEVER));
        synchronized (this) {
            watched.forEach(this::enter);
            rota.resume(clock.millis());
            longInterval.check(rota.size(), rota.longestInterval());
        }
    }

    private void enter(SavedTurns.Watched watched) {
        rota.add(
                watched.playerId(),
                watched.turn().at(clock.millis(), settings.maxInterval().toMillis()));
        lookout.add(watched.ulid(), watched.playerId());
    }

    /** Takes the player whose poll is worth most, so that no other thread takes them; empty if nobody is due. */
    public Optional<DuePoll> pick() {
        synchronized (picking) {
            return pickOne();
        }
    }

    /** Never holds the rota while waiting for the database: the thread writing there may need the rota first. */
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
            due.ifPresent(poll -> welcome(poll.player(), now));
            return due;
        } catch (RuntimeException | Error e) {
            taken.forEach(playerId -> giveBack(playerId, now));
            throw e;
        }
    }

    /** Empty if nobody is due, or the player taken is no longer watched. */
    private Optional<DuePoll> take(Handle handle, long now, List<Long> taken) {
        OptionalLong first = takeFirst(turns.atFront(handle, pollsUnderWay(now) + 1), now);
        OptionalLong chosen = first.isPresent() ? first : choose(now);
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        taken.add(chosen.getAsLong());
        return turns.due(handle, chosen.getAsLong(), now).map(this::widened);
    }

    private synchronized DuePoll widened(DuePoll due) {
        return rota.owesSweep(due.player().id()) ? due.asSweep() : due;
    }

    private synchronized OptionalLong takeFirst(List<Long> candidates, long now) {
        for (long playerId : candidates) {
            if (!underWay.containsKey(playerId)) {
                take(playerId, now);
                return OptionalLong.of(playerId);
            }
        }
        return OptionalLong.empty();
    }

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

    private void welcome(Player player, long now) {
        if (!knows(player)) {
            Optional<SavedTurns.Watched> unknown = database.read(handle -> savedTurns.one(handle, player.id()));
            synchronized (this) {
                lookout.remove(player.id()); // The id may have been that of one who was forgotten.
                unknown.ifPresent(this::enter);
                take(player.id(), now);
                longInterval.check(rota.size(), rota.longestInterval());
            }
        }
    }

    private void retire(long playerId, long now) {
        database.useTransactionAlone(handle -> turns.retire(handle, playerId, now));
        synchronized (this) {
            underWay.remove(playerId);
            rota.remove(playerId);
            lookout.remove(playerId);
        }
    }

    private synchronized boolean knows(Player player) {
        return lookout.knows(player.ulid(), player.id());
    }

    /**
     * Records a good poll with its new unlocks, in the transaction that records these. Pass the result to
     * {@link #settled} once that is committed.
     */
    public SettledPoll succeeded(Handle handle, DuePoll due, PollWindow window, List<RecentUnlock> found) {
        long playerId = due.player().id();
        Instant newest = found.stream()
                .map(RecentUnlock::date)
                .max(Comparator.naturalOrder())
                .orElse(due.activeAt());
        Instant active = newest.isAfter(due.activeAt()) ? newest : due.activeAt();
        boolean backAfterSilence = !found.isEmpty()
                && !window.sweep()
                && !window.putOff()
                && due.activeAt().isBefore(window.siteNow().minus(Duration.ofDays(1)));
        long now = clock.millis();
        List<Long> dates =
                found.stream().map(unlock -> unlock.date().getEpochSecond()).toList();
        PlayPattern pace = paceOf(playerId, due.activeAt()).with(dates);
        long next = backAfterSilence ? now : SavedTurn.NO_APPOINTMENT;
        boolean sweep = backAfterSilence || window.putOff();
        PollTurns.Next then = new PollTurns.Next(next, sweep, window.leaves(due.withoutBaseline()), pace);
        turns.succeeded(handle, playerId, window, active, then);
        unlocks.found(handle, playerId, found);
        long points = Lookout.pointsOfLatest(found, window.siteNow());
        return new SettledPoll(playerId, pace, !dates.isEmpty(), points, window.siteNow(), now, backAfterSilence);
    }

    /** Makes a recorded poll count for the next choice. */
    public synchronized void settled(SettledPoll settled) {
        underWay.remove(settled.playerId());
        rota.datesAreAhead(settled.siteNow().toEpochMilli() - settled.at());
        rota.found(settled.playerId(), settled.points(), settled.at());
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

    /** Records that a poll failed; its window stays open. */
    public void failed(DuePoll due, PollWindow window, Duration wait) {
        long playerId = due.player().id();
        long at = clock.millis() + wait.toMillis();
        database.useUnsyncedTransaction(handle -> turns.failed(handle, playerId, window, at));
        giveBack(playerId, at);
    }

    /** Repeats a poll whose answer couldn't be recorded, but not before the minimum interval, even if it should go first. */
    public synchronized void givenUp(DuePoll due) {
        long playerId = due.player().id();
        long at = clock.millis() + settings.minInterval().toMillis();
        giveBack(playerId, at);
        underWay.put(playerId, at);
    }

    /** Has a player polled after the given wait at the latest. */
    public void soon(long playerId, Duration wait) {
        long at = clock.millis() + wait.toMillis();
        database.useUnsyncedTransaction(handle -> turns.dueBy(handle, playerId, at));
        synchronized (this) {
            rota.pollBy(playerId, at);
        }
    }

    @Override
    public synchronized void moved(Set<String> ulids) {
        lookout.moved(ulids, clock.millis());
    }

    @Override
    public synchronized void covers(Set<String> ulids) {
        lookout.covers(ulids);
    }

    @Override
    public synchronized int wanted() {
        return lookout.uncoveredPlayers();
    }

    @Override
    public synchronized void sighted(List<ActivityScan.Sighting> players) {
        lookout.sighted(players, clock.millis());
    }

    @Override
    public synchronized void scanned(Duration untilNext) {
        rota.scanned(untilNext, clock.millis());
    }

    /** The longest time between two polls of a player at present: the maximum interval, unless the budget is too small. */
    public synchronized Duration longestInterval() {
        return rota.longestInterval();
    }

    /** How many watched players the radar covers. */
    public synchronized int coveredPlayers() {
        return lookout.coveredPlayers();
    }

    /** How many watched players the scans show to be active. */
    public synchronized int activePlayers() {
        return rota.activePlayers(clock.millis());
    }

    /**
     * Marks the players who are due for a sweep. A sweep needs no request of its own: it widens the player's next poll,
     * which is brought forward only if the sweep interval is shorter than the maximum poll interval.
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
}
