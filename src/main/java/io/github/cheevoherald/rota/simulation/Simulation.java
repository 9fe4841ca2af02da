package io.github.cheevoherald.rota.simulation;

import io.github.cheevoherald.rota.Rota;
import java.time.Duration;
import java.util.List;

/**
 * Plays a trace: a request is free evenly {@code requestsPerMinute} times a minute and takes no time, and an unlock is
 * seen by the first poll of its player at or after the time at which it became visible. It goes on after the last
 * unlock until everybody must have been asked again, the same time for every policy. While the bot is stopped no request
 * is free, and an unlock that became visible then counts from the end of the stop.
 */
public final class Simulation {
    private final Trace trace;
    private final Setting setting;
    private final RequestLog requests;

    /**
     * What is simulated.
     *
     * @param followed the part of the players whom the radar watches
     * @param pointsLag how long after an unlock the site's points show it
     * @param stops when the bot is stopped
     */
    public record Setting(
            int requestsPerMinute,
            Duration minInterval,
            Duration maxInterval,
            double followed,
            Duration pointsLag,
            Duration warmup,
            List<Stop> stops) {
        public Setting {
            stops = List.copyOf(stops);
        }
    }

    /** Is told every request. */
    @FunctionalInterface
    public interface RequestLog {
        /** A request was sent for a player, or by the radar ({@code *}). */
        void sent(long atMillis, String player);
    }

    /** Of the given trace. */
    public Simulation(Trace trace, Setting setting, RequestLog requests) {
        this.trace = trace;
        this.setting = setting;
        this.requests = requests;
    }

    /**
     * Plays the trace once.
     *
     * @throws TraceException when the bot is stopped at times that cannot be
     */
    public Result run(PolicyKind kind) {
        long begin = trace.begin() / 1000 * 1000;
        long counted = begin + setting.warmup().toMillis();
        Stops stops = new Stops(setting.stops(), begin, trace.end() + afterTheLast());
        long end = Math.max(trace.end(), stops.over()) + afterTheLast();
        VirtualClock clock = new VirtualClock(begin);
        SimulatedSite site = new SimulatedSite(trace, setting.followed(), setting.pointsLag(), clock);
        Policy policy = policy(kind, site, clock, begin);
        Delays delays = new Delays();
        long sent = 0;
        long all = 0;
        for (long k = 0; ; k++) {
            long now = begin + k * 60_000 / setting.requestsPerMinute();
            if (now > end) {
                return new Result(kind, trace.players().size(), sent, all, delays.summary());
            }
            if (stops.isStopped(now)) {
                continue;
            }
            clock.set(now);
            if (stops.wentOn()) {
                policy.restart(now);
            }
            int player = policy.next(now);
            if (player == Policy.NOBODY) {
                continue;
            }
            all++;
            sent += now >= counted ? 1 : 0;
            requests.sent(
                    now,
                    player == Policy.RADAR ? "*" : trace.players().get(player).name());
            if (player != Policy.RADAR) {
                List<Trace.Unlock> shown = site.poll(player);
                shown.stream()
                        .filter(unlock -> unlock.visibleAt() >= counted)
                        .forEach(unlock -> delays.add(now - stops.countedFrom(unlock.visibleAt())));
                policy.polled(player, shown, now);
            }
        }
    }

    private Policy policy(PolicyKind kind, SimulatedSite site, VirtualClock clock, long begin) {
        int players = trace.players().size();
        if (kind == PolicyKind.FIXED) {
            return new Policy.Fixed(players);
        }
        Policy.Adaptive adaptive = new Policy.Adaptive(
                () -> new Rota(setting.minInterval(), setting.maxInterval(), setting.requestsPerMinute()),
                players,
                begin);
        return kind == PolicyKind.ADAPTIVE
                ? adaptive
                : new Policy.Watching(adaptive, players, site, setting.requestsPerMinute(), clock);
    }

    /** Five rounds, which is how long the schedule lets anybody wait when the budget is short. */
    private long afterTheLast() {
        long fiveRounds = 5L * trace.players().size() * 60_000 / setting.requestsPerMinute();
        return Math.max(setting.maxInterval().toMillis(), fiveRounds) + 60_000;
    }

    /**
     * What came of it, times in seconds.
     *
     * @param requests after the warm-up
     * @param requestsWithWarmup in all
     */
    public record Result(
            PolicyKind policy, int players, long requests, long requestsWithWarmup, Delays.Summary delays) {}
}
