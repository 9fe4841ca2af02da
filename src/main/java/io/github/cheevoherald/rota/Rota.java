package io.github.cheevoherald.rota;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the player to poll with a free request: the one with the largest λΔ². It has no database and no threads, and
 * callers pass in the time (milliseconds since 1970). Not thread-safe.
 */
public final class Rota {
    /**
     * The share of polls that deadlines may take. Where that is too little to reach every player within the longest
     * interval, each player still gets a poll in three and a half rounds. A larger share makes the median worse and
     * improves nothing except the rare longest wait.
     */
    private static final double DEADLINE_SHARE = 0.28;

    private static final double MAX_DEADLINE_CREDIT = 5;

    /** A deadline comes early by up to this fraction of the interval, so that players who are due together spread out. */
    private static final double SPREAD = 0.06;

    /** The first deadline of players who arrived together: enough to spread them over all of the interval at once. */
    private static final double NEWCOMERS_SPREAD = 0.7;

    /** The radar finds the unlocks of the players it watches: a poll is expected to be first for one in twenty. */
    private static final double COVERED = 0.05;

    /** A player whom scans show to be active counts as being in a sitting for this long, or for two scans. */
    private static final Duration MIN_SITTING = Duration.ofMinutes(5);

    /** With a scan in each minute, idle players can wait for their deadlines. */
    private static final Duration EVERY_MINUTE = Duration.ofMinutes(1);

    /** Below this, two clocks differ by latency and rounding to whole seconds. */
    private static final long MIN_CLOCK_DIFFERENCE = 60_000;

    /** With a single idle player, the last poll may be four minutes old although the bot was never stopped. */
    private static final long MIN_STOP = 300_000;

    /** The part of a stop that doesn't count as waiting; docs/performance.md has the figures. */
    private static final double STOP_FORGIVEN = 0.75;

    private final long minInterval;
    private final long maxInterval;
    private final double requestsPerMilli;
    private final Allowance allowance;
    private final Map<Long, WatchedPlayer> players = new HashMap<>();

    /** The same players, for a quick scan. */
    private final List<WatchedPlayer> everybody = new ArrayList<>();

    private double deadlineCredit;
    private long datesAhead;
    private Duration sitting = MIN_SITTING;
    private double idleWeight = 1;
    private long idleUntil = Long.MIN_VALUE;

    /** Plans with the configured intervals and request budget. */
    public Rota(Duration minInterval, Duration maxInterval, int requestsPerMinute) {
        this.minInterval = minInterval.toMillis();
        this.maxInterval = Math.max(maxInterval.toMillis(), this.minInterval);
        this.requestsPerMilli = requestsPerMinute / 60_000.0;
        this.allowance = new Allowance(this.minInterval);
    }

    /** Adds a player with what is stored about them. */
    public void add(long playerId, SavedTurn saved) {
        remove(playerId);
        WatchedPlayer player = new WatchedPlayer(playerId, saved);
        player.deadline = deadline(playerId, saved.polledAt(), SPREAD);
        players.put(playerId, player);
        everybody.add(player);
    }

    /**
     * Continues after a stop with the players added so far. No player could be polled while the bot was stopped: if all
     * of that time counted as waiting, idle players would be polled before active ones for as long again.
     */
    public void resume(long now) {
        long stopped = now
                - everybody.stream().mapToLong(player -> player.polledAt).max().orElse(now);
        if (stopped < MIN_STOP) {
            return;
        }
        for (WatchedPlayer player : everybody) {
            if (!player.onHold) {
                player.waitingSince += (long) (stopped * STOP_FORGIVEN);
                player.deadline = deadline(player.playerId, player.waitingSince, SPREAD);
            }
        }
    }

    /** Removes a player. */
    public void remove(long playerId) {
        WatchedPlayer player = players.remove(playerId);
        if (player != null) {
            everybody.remove(player);
        }
    }

    /** The number of players. */
    public int size() {
        return players.size();
    }

    /** How a player plays; null for an unknown player. */
    public @Nullable PlayPattern pattern(long playerId) {
        WatchedPlayer player = players.get(playerId);
        return player == null ? null : player.pattern;
    }

    /**
     * Chooses the player to poll now, if a poll of anybody is worth a request. The player is on hold until {@link #polled}
     * or {@link #retryAt}, or until {@code giveUpAt} if neither comes.
     */
    public OptionalLong pick(long now, long giveUpAt) {
        deadlineCredit = Math.min(MAX_DEADLINE_CREDIT, deadlineCredit + DEADLINE_SHARE);
        WatchedPlayer player = choose(now);
        if (player == null) {
            return OptionalLong.empty();
        }
        player.hold(giveUpAt);
        allowance.spend();
        return OptionalLong.of(player.playerId);
    }

    /** One pass over all players, which takes less than a millisecond for 10,000 of them. */
    private @Nullable WatchedPlayer choose(long now) {
        double price = allowance.price(now, players.size());
        WatchedPlayer appointed = null;
        WatchedPlayer overdue = null;
        WatchedPlayer best = null;
        double highest = 0;
        for (WatchedPlayer player : everybody) {
            if (player.appointment <= now && (appointed == null || player.appointment < appointed.appointment)) {
                appointed = player;
            }
            if (!player.onHold && now - player.waitingSince >= minInterval) {
                if (player.deadline <= now && (overdue == null || player.deadline < overdue.deadline)) {
                    overdue = player;
                }
                double value = valueAbove(price, player, now);
                if (value > highest) {
                    highest = value;
                    best = player;
                }
            }
        }
        if (appointed == null && overdue != null && deadlineCredit >= 1) {
            deadlineCredit--;
            return overdue;
        }
        return appointed == null ? best : appointed;
    }

    /** The value of a poll, or 0 if it isn't worth the price. */
    private double valueAbove(double price, WatchedPlayer player, long now) {
        boolean active = player.presence.isActive(now);
        double weight = player.covered ? COVERED : !active && now < idleUntil ? idleWeight : 1;
        if (weight == 0) {
            return 0;
        }
        double rate = weight * (active ? player.rateInSitting(now, datesAhead) : player.rate(now, datesAhead));
        double value = value(rate, now - player.waitingSince);
        if (active) {
            // Unlocks without points don't show in the list: only a poll finds them.
            value = value(rate, now - player.knownUntil()) + COVERED * value;
        }
        return value >= Allowance.priceAt(rate, price) ? value : 0;
    }

    /** The value λΔ² of a poll: twice the seconds that the player's unlocks are expected to have waited so far. */
    static double value(double rate, long waitingMillis) {
        double seconds = waitingMillis / 1000.0;
        return rate * seconds * seconds;
    }

    /** Puts a player on hold as {@link #pick} does, for a poll that the caller chose. */
    public void take(long playerId, long giveUpAt) {
        WatchedPlayer player = players.get(playerId);
        if (player != null) {
            player.hold(giveUpAt);
        }
    }

    /**
     * Sets how far the clock that dates the unlocks is ahead of the clock that callers pass in, in milliseconds. Habits
     * go by the former, and the latter may have started hours off.
     */
    public void datesAreAhead(long millis) {
        if (Math.abs(millis - datesAhead) > MIN_CLOCK_DIFFERENCE) {
            datesAhead = millis;
        }
    }

    /**
     * Records an answered poll.
     *
     * @param pattern how the player plays, the new unlocks included
     * @param found whether there were any
     */
    public void polled(long playerId, PlayPattern pattern, boolean found, long sentAt) {
        WatchedPlayer player = players.get(playerId);
        if (player != null) {
            double spread = player.polledAt == 0 ? NEWCOMERS_SPREAD : SPREAD;
            player.polled(pattern, sentAt, found, minInterval);
            player.deadline = deadline(playerId, sentAt, spread);
        }
    }

    /** The time of the next poll at the latest, budget permitting. */
    private long deadline(long playerId, long polledAt, double spread) {
        long mixed = (playerId * 31 + polledAt) * 0x9E3779B97F4A7C15L;
        double fraction = (mixed >>> 11) * 0x1p-53;
        return polledAt + (long) (maxInterval * (1 - spread * fraction));
    }

    /** Schedules the retry of a failed poll, and keeps the player on hold until then. */
    public void retryAt(long playerId, long at) {
        take(playerId, at);
    }

    /** Makes an appointment for a poll at the given time, unless there is an earlier one. */
    public void pollBy(long playerId, long at) {
        WatchedPlayer player = players.get(playerId);
        if (player != null && !player.onHold) {
            player.appointment = Math.min(player.appointment, at);
        }
    }

    /** The player's points were seen to move: poll now, and again a few times while nothing is found. */
    public void moved(long playerId, long now) {
        WatchedPlayer player = players.get(playerId);
        if (player != null) {
            player.pointsMoved();
            pollBy(playerId, Math.max(now, player.polledAt + minInterval));
        }
    }

    /** Whether the next poll should be a sweep: points moved, but no new date shows why, as after offline play. */
    public boolean owesSweep(long playerId) {
        WatchedPlayer player = players.get(playerId);
        return player != null && player.owesSweep();
    }

    /** A scan saw the player: they count as being in a sitting, and are polled now if their points moved unexplained. */
    public void sighted(long playerId, Points points, Duration ago, long now) {
        WatchedPlayer player = players.get(playerId);
        if (player != null && !player.covered && player.presence.sighted(points, ago, now, sitting)) {
            moved(playerId, now);
        }
    }

    /** A poll found unlocks worth this many points; when the next scan sees these points move, no other poll is needed. */
    public void found(long playerId, long points, long now) {
        WatchedPlayer player = players.get(playerId);
        if (player != null) {
            player.presence.found(points, now);
        }
    }

    /**
     * A scan saw everybody who is active. Whoever it didn't see is idle until the next one; if none follows, all players
     * are polled as if there had been none.
     */
    public void scanned(Duration untilNext, long now) {
        Duration twice = untilNext.multipliedBy(2);
        sitting = twice.compareTo(MIN_SITTING) > 0 ? twice : MIN_SITTING;
        idleWeight = untilNext.compareTo(EVERY_MINUTE) > 0 ? COVERED : 0;
        idleUntil = now + twice.toMillis() + untilNext.toMillis() / 2;
    }

    /** The number of players whom scans show to be active. */
    public int activePlayers(long now) {
        return (int) everybody.stream()
                .filter(player -> player.presence.isActive(now))
                .count();
    }

    /** Sets whether the radar watches the player. */
    public void covered(long playerId, boolean covered) {
        WatchedPlayer player = players.get(playerId);
        if (player != null) {
            player.covered = covered;
        }
    }

    /** The longest time between two polls of a player that the budget allows while active players get most of it. */
    public Duration longestInterval() {
        double longest = players.size() * (1 - SPREAD / 2) / (requestsPerMilli * DEADLINE_SHARE);
        return Duration.ofMillis(Math.max(maxInterval, (long) longest));
    }
}
