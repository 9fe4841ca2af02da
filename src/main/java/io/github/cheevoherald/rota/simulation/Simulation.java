package io.github.cheevoherald.rota.simulation;

import io.github.cheevoherald.rota.Rota;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Plays a trace on a virtual clock. Requests are evenly spaced and take no time; an unlock is found by the first poll of
 * its player once it is visible. After the last unlock, every policy runs on for the same time, until each player has
 * been polled again. A stopped bot sends nothing, and unlocks that become visible then count from the end of the stop.
 */
public final class Simulation {
    private final Trace trace;
    private final Setting setting;
    private final RequestLog requests;

    /**
     * The settings of one run.
     *
     * @param followed the fraction of players whom the radar watches
     * @param pointsLag how long after an unlock the points change
     * @param stops when the bot is stopped
     * @param list the site's list of all players, and how much of it is read
     */
    public record Setting(
            int requestsPerMinute,
            Duration minInterval,
            Duration maxInterval,
            double followed,
            Duration pointsLag,
            Duration warmup,
            List<Stop> stops,
            ListSetting list) {
        public Setting {
            stops = List.copyOf(stops);
        }
    }

    /**
     * The list of who was active.
     *
     * @param requestsPerMinute the budget for reading it
     * @param siteActive how many players are active on the site at a time
     */
    public record ListSetting(int requestsPerMinute, int siteActive) {}

    /** Receives every request. */
    @FunctionalInterface
    public interface RequestLog {
        /** Records a poll of a player, a request of the radar ({@code *}), or one for the list ({@code +}). */
        void sent(long atMillis, String player);
    }

    /** Prepares to play the given trace. */
    public Simulation(Trace trace, Setting setting, RequestLog requests) {
        this.trace = trace;
        this.setting = setting;
        this.requests = requests;
    }

    /**
     * Plays the trace once.
     *
     * @throws TraceException if stops overlap or lie outside the trace
     */
    public Result run(PolicyKind kind) {
        long begin = trace.begin() / 1000 * 1000;
        long counted = begin + setting.warmup().toMillis();
        Stops stops = new Stops(setting.stops(), begin, trace.end() + afterTheLast());
        long end = Math.max(trace.end(), stops.lastEnd()) + afterTheLast();
        VirtualClock clock = new VirtualClock(begin);
        SimulatedSite site = new SimulatedSite(trace, setting.followed(), setting.pointsLag(), clock);
        AtomicLong listed = new AtomicLong();
        Policy policy = policy(kind, site, clock, begin, at -> {
            requests.sent(at, "+");
            listed.addAndGet(at >= counted ? 1 : 0);
        });
        Delays delays = new Delays();
        long sent = 0;
        long all = 0;
        for (long k = 0; ; k++) {
            long now = begin + k * 60_000 / setting.requestsPerMinute();
            if (now > end) {
                return new Result(kind, trace.players().size(), sent, all, listed.get(), delays.summary());
            }
            if (stops.isStopped(now)) {
                continue;
            }
            int player = next(policy, stops, clock, now);
            if (player == Policy.NOBODY) {
                continue;
            }
            all++;
            sent += now >= counted ? 1 : 0;
            log(player, now);
            if (player != Policy.RADAR) {
                List<Trace.Unlock> shown = site.poll(player);
                shown.stream()
                        .mapToLong(Trace.Unlock::visibleAt)
                        .filter(visibleAt -> visibleAt >= counted)
                        .forEach(visibleAt -> delays.add(now - stops.countedFrom(visibleAt)));
                policy.polled(player, shown, now);
            }
        }
    }

    private static int next(Policy policy, Stops stops, VirtualClock clock, long now) {
        clock.set(now);
        if (stops.justEnded()) {
            policy.restart(now);
        }
        return policy.next(now);
    }

    private void log(int player, long now) {
        boolean radar = player == Policy.RADAR;
        requests.sent(now, radar ? "*" : trace.players().get(player).name());
    }

    private Policy policy(
            PolicyKind kind, SimulatedSite site, VirtualClock clock, long begin, LongConsumer listRequest) {
        int players = trace.players().size();
        if (kind == PolicyKind.FIXED) {
            return new Policy.Fixed(players);
        }
        Policy.Adaptive adaptive = new Policy.Adaptive(
                () -> new Rota(setting.minInterval(), setting.maxInterval(), setting.requestsPerMinute()),
                players,
                begin);
        if (kind == PolicyKind.ACTIVITY) {
            ListSetting list = setting.list();
            SimulatedUserList users = new SimulatedUserList(trace, list.siteActive(), setting.pointsLag(), clock);
            return new Policy.Scanning(adaptive, players, users, list.requestsPerMinute(), clock, listRequest);
        }
        return kind == PolicyKind.ADAPTIVE
                ? adaptive
                : new Policy.Watching(adaptive, players, site, setting.requestsPerMinute(), clock);
    }

    /** Five rounds: the schedule lets nobody wait longer when the budget is short. */
    private long afterTheLast() {
        long fiveRounds = 5L * trace.players().size() * 60_000 / setting.requestsPerMinute();
        return Math.max(setting.maxInterval().toMillis(), fiveRounds) + 60_000;
    }

    /**
     * The outcome of one run.
     *
     * @param requests after the warm-up
     * @param requestsWithWarmup all of them
     * @param listRequests those for the list of who was active, after the warm-up, which have a budget of their own
     */
    public record Result(
            PolicyKind policy,
            int players,
            long requests,
            long requestsWithWarmup,
            long listRequests,
            Delays.Summary delays) {}
}
