package io.github.cheevoherald.rota.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.Apart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bot is stopped now and then, and continues from what it has stored. */
@Apart
final class StoppedBotTest {
    private static final int PLAYERS = 300;
    private static final int DAYS = 6;
    private static final int WARMUP_DAYS = 3;
    private static final long BEGIN = 1_767_225_600_000L;
    private static final long HOUR = 3_600_000;
    private static final Duration OFF = Duration.ofMinutes(40);

    private final Map<String, List<Long>> requests = new HashMap<>();

    private Simulation.Result run(Trace trace, PolicyKind kind, Duration warmup, List<Stop> stops) {
        requests.clear();
        Simulation.Setting setting = new Simulation.Setting(
                60,
                Duration.ofSeconds(10),
                Duration.ofMinutes(30),
                1,
                Duration.ZERO,
                warmup,
                stops,
                new Simulation.ListSetting(30, 3000));
        return new Simulation(
                        trace,
                        setting,
                        (at, player) -> requests.computeIfAbsent(player, key -> new ArrayList<>())
                                .add(at))
                .run(kind);
    }

    private static Trace.Unlock atSecond(long second) {
        return new Trace.Unlock(second * 1000, second * 1000);
    }

    private static Stop stop(String at, String length) {
        return new Stop(Duration.parse(at), Duration.parse(length));
    }

    @Test
    void aStoppedBotSendsNothingAndDelaysCountFromTheEndOfTheStop() {
        Trace trace = new Trace(List.of(
                new Trace.Player("a", List.of(atSecond(1000), atSecond(1004))),
                new Trace.Player("b", List.of(atSecond(1000), atSecond(1010)))));

        Simulation.Result result =
                run(trace, PolicyKind.FIXED, Duration.ZERO, List.of(stop("PT1003S", "PT20S"), stop("PT1030S", "PT1S")));

        assertThat(requests.get("a")).startsWith(1_000_000L, 1_002_000L, 1_024_000L);
        assertThat(requests.get("b")).startsWith(1_001_000L, 1_023_000L, 1_025_000L);
        assertThat(result.delays()).isEqualTo(new Delays.Summary(4, 0.5, 0, 1, 1, 1, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADAPTIVE", "RADAR", "ACTIVITY"})
    void playersNotPolledBeforeTheStopArePolledAfterIt(PolicyKind kind) {
        Trace trace = new TraceGenerator(1, 7).generate(100);

        Simulation.Result result = run(trace, kind, Duration.ZERO, List.of(stop("PT50S", "PT1H")));

        assertThat(requests).hasSizeGreaterThanOrEqualTo(100);
        assertThat(result.delays().unlocks())
                .isEqualTo(trace.players().stream()
                        .mapToInt(player -> player.unlocks().size())
                        .sum());
    }

    @Test
    void stoppingForAMinuteEveryTwelveHoursChangesLittle() {
        List<Stop> stops = new ArrayList<>();
        for (int hour = 0; hour < DAYS * 24; hour += 12) {
            stops.add(new Stop(Duration.ofHours(hour), Duration.ofMinutes(1)));
        }
        List<Delays.Summary> without = new ArrayList<>();
        List<Delays.Summary> with = new ArrayList<>();
        for (Trace trace :
                List.of(new TraceGenerator(DAYS, 5).generate(PLAYERS), OtherTraces.BUSY.generate(PLAYERS, DAYS, 5))) {
            without.add(run(trace, PolicyKind.ADAPTIVE, Duration.ofDays(WARMUP_DAYS), List.of())
                    .delays());
            with.add(run(trace, PolicyKind.ADAPTIVE, Duration.ofDays(WARMUP_DAYS), stops)
                    .delays());
        }

        assertThat(ratio(with, without, Delays.Summary::p50)).isLessThanOrEqualTo(1.1);
        assertThat(ratio(with, without, Delays.Summary::p90)).isLessThanOrEqualTo(1.1);
        assertThat(ratio(with, without, Delays.Summary::p95)).isLessThanOrEqualTo(1.1);
    }

    private static double ratio(
            List<Delays.Summary> some, List<Delays.Summary> others, ToDoubleFunction<Delays.Summary> figure) {
        double sum = 0;
        for (int i = 0; i < some.size(); i++) {
            sum += figure.applyAsDouble(some.get(i)) / figure.applyAsDouble(others.get(i));
        }
        return sum / some.size();
    }

    @Test
    void activePlayersArePolledAboutAsOftenAfterAStopAsBefore() {
        List<Trace.Player> players = new ArrayList<>(
                new TraceGenerator(DAYS, 1).generate(PLAYERS - 10).players());
        Random random = new Random(5);
        for (int i = 0; i < 10; i++) {
            players.add(new Trace.Player("evening" + i, everyEvening(random)));
        }
        List<Stop> stops = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            stops.add(new Stop(Duration.ofHours(day * 24 + 20), OFF));
        }

        run(new Trace(players), PolicyKind.ADAPTIVE, Duration.ofDays(WARMUP_DAYS), stops);

        double before = 0;
        double after = 0;
        for (int day = WARMUP_DAYS; day < DAYS; day++) {
            long stop = BEGIN + (day * 24 + 20) * HOUR;
            for (int i = 0; i < 10; i++) {
                before += longestGap("evening" + i, stop - HOUR);
                after += longestGap("evening" + i, stop + OFF.toMillis());
            }
        }
        assertThat(after).isLessThanOrEqualTo(2 * before);
    }

    private static List<Trace.Unlock> everyEvening(Random random) {
        List<Trace.Unlock> unlocks = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            double end = BEGIN / 1000.0 + day * 86_400 + 23 * 3600;
            for (double at = end - 5 * 3600; at < end; at += 30 - 240 * Math.log(1 - random.nextDouble())) {
                unlocks.add(atSecond((long) at));
            }
        }
        return unlocks;
    }

    /** The longest time between two polls in the hour from the given time on. */
    private double longestGap(String player, long from) {
        long last = from;
        long longest = 0;
        for (long at : requests.getOrDefault(player, List.of())) {
            if (at >= from && at <= from + HOUR) {
                longest = Math.max(longest, at - last);
                last = at;
            }
        }
        return Math.max(longest, from + HOUR - last);
    }

    @Test
    void overlappingStopsAndStopsAfterTheEndOfTheTraceAreRejected() {
        Trace trace = new TraceGenerator(2, 7).generate(20);

        assertThatThrownBy(() -> run(
                        trace, PolicyKind.FIXED, Duration.ZERO, List.of(stop("PT5H", "PT1H"), stop("PT3H", "PT2H1S"))))
                .isInstanceOf(TraceException.class)
                .hasMessage("--offline 3h+2h1s and 5h+1h overlap.");
        assertThatThrownBy(() -> run(trace, PolicyKind.FIXED, Duration.ZERO, List.of(stop("P3D", "PT1M"))))
                .isInstanceOf(TraceException.class)
                .hasMessage("--offline 3d+1m begins when the trace is over.");
    }
}
