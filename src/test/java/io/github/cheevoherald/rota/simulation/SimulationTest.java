package io.github.cheevoherald.rota.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.Apart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Apart
final class SimulationTest {
    private static final Simulation.ListSetting LIST = new Simulation.ListSetting(30, 3000);

    @TempDir
    private Path folder;

    private final List<String> requests = new ArrayList<>();

    private Trace trace(String text) throws IOException {
        return Trace.read(Files.writeString(folder.resolve("trace.csv"), text));
    }

    private Simulation.Result run(Trace trace, PolicyKind kind, Duration warmup, double followed) {
        return run(trace, kind, warmup, followed, Duration.ZERO);
    }

    private Simulation.Result run(Trace trace, PolicyKind kind, Duration warmup, double followed, Duration pointsLag) {
        requests.clear();
        Simulation.Setting setting = new Simulation.Setting(
                60, Duration.ofSeconds(10), Duration.ofMinutes(30), followed, pointsLag, warmup, List.of(), LIST);
        return new Simulation(trace, setting, (at, player) -> requests.add(at / 1000 + "," + player)).run(kind);
    }

    @Test
    void takingTurnsGivesTheDelaysWorkedOutByHand() throws IOException {
        Trace trace = trace("a,1000\nb,1000\nc\na,1004,1005\n");

        Simulation.Result result = run(trace, PolicyKind.FIXED, Duration.ZERO, 0);

        assertThat(requests).startsWith("1000,a", "1001,b", "1002,c", "1003,a");
        assertThat(result.players()).isEqualTo(3);
        // a's first at once, b's after a second, a's second visible at 1005 and found at 1006.
        assertThat(result.delays()).isEqualTo(new Delays.Summary(3, 0.667, 1, 1, 1, 1, 1));
        assertThat(result.requests()).isEqualTo(requests.size());
    }

    @Test
    void theWarmUpDoesNotCount() throws IOException {
        Trace trace = trace("a,1000\na,1100\n");

        Simulation.Result result = run(trace, PolicyKind.FIXED, Duration.ofSeconds(50), 0);

        assertThat(result.delays().unlocks()).isEqualTo(1);
        assertThat(result.requestsWithWarmup() - result.requests()).isEqualTo(50);
    }

    @Test
    void theScheduleBeatsTakingTurnsWithNoMoreRequests() {
        Trace trace = new TraceGenerator(6, 7).generate(300);

        Simulation.Result fixed = run(trace, PolicyKind.FIXED, Duration.ofDays(3), 0);
        Simulation.Result adaptive = run(trace, PolicyKind.ADAPTIVE, Duration.ofDays(3), 0);

        assertThat(adaptive.delays().unlocks()).isEqualTo(fixed.delays().unlocks());
        assertThat(adaptive.requests()).isLessThanOrEqualTo(fixed.requests());
        assertThat(adaptive.delays().mean()).isLessThan(0.35 * fixed.delays().mean());
        assertThat(adaptive.delays().p50()).isLessThan(0.15 * fixed.delays().p50());
    }

    /** Each plays for an hour and a quarter, four times a day. */
    private static Trace threeWhoPlayALot(int days) {
        Random random = new Random(7);
        List<Trace.Player> players = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            List<Trace.Unlock> unlocks = new ArrayList<>();
            for (long hour = 0; hour < 24L * days; hour += 6) {
                double begin = 1_767_225_600 + 3600 * (hour + 3 * random.nextDouble());
                for (double at = begin; at < begin + 4500; at -= 250 * Math.log(1 - random.nextDouble())) {
                    long second = (long) at;
                    unlocks.add(new Trace.Unlock(second * 1000, second * 1000));
                }
            }
            players.add(new Trace.Player(name, unlocks));
        }
        return new Trace(players);
    }

    @Test
    void threePlayersAreFoundSoonWithAQuarterOfTheRequestsOfPollingThemAll() {
        int days = 8;

        Simulation.Result result = run(threeWhoPlayALot(days), PolicyKind.ADAPTIVE, Duration.ofDays(3), 0);

        long everyTenSeconds = 3 * 6 * 60 * 24;
        assertThat(result.requests()).isLessThan(everyTenSeconds / 4 * (days - 3));
        assertThat(result.delays().p50()).isLessThanOrEqualTo(6);
    }

    @Test
    void theRadarFindsAFollowedPlayersUnlockWithinAMinuteOrAsLateAsThePointsAre() {
        Trace trace = new TraceGenerator(4, 7).generate(600);
        Duration lag = Duration.ofMinutes(2);

        Simulation.Result atOnce = run(trace, PolicyKind.RADAR, Duration.ofDays(1), 1);

        assertThat(atOnce.delays().p95()).isLessThanOrEqualTo(60);
        assertThat(requests).anyMatch(line -> line.endsWith(",*"));

        Simulation.Result late = run(trace, PolicyKind.RADAR, Duration.ofDays(1), 1, lag);

        assertThat(late.delays().p95()).isBetween(lag.toSeconds() + 0.0, lag.toSeconds() + 60.0);
        assertThat(late.delays().unlocks()).isEqualTo(atOnce.delays().unlocks());
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 60, 120})
    void pollsAndScansTogetherNeverExceedTheBudgetOfAnyMinute(int perMinute) {
        Trace trace = new TraceGenerator(1, 7).generate(700);
        TreeMap<Long, Integer> sent = new TreeMap<>();
        Simulation.Setting setting = new Simulation.Setting(
                perMinute,
                Duration.ofSeconds(10),
                Duration.ofMinutes(30),
                0.8,
                Duration.ZERO,
                Duration.ZERO,
                List.of(),
                LIST);

        new Simulation(trace, setting, (at, player) -> sent.merge(at, 1, Integer::sum)).run(PolicyKind.RADAR);

        assertThat(mostInAMinute(sent)).isEqualTo(perMinute);
    }

    private static int mostInAMinute(NavigableMap<Long, Integer> sent) {
        return sent.keySet().stream()
                .mapToInt(at -> sent.subMap(at, at + 60_000).values().stream()
                        .mapToInt(count -> count)
                        .sum())
                .max()
                .orElseThrow();
    }

    @Test
    void whoPlaysMakesThePollsSoonerThanTheLearnedScheduleThoughNobodyIsFollowed() {
        Trace trace = new TraceGenerator(4, 7).generate(600);
        Duration lag = Duration.ofSeconds(5);

        Simulation.Result adaptive = run(trace, PolicyKind.ADAPTIVE, Duration.ofDays(1), 0, lag);
        Simulation.Result activity = run(trace, PolicyKind.ACTIVITY, Duration.ofDays(1), 0, lag);

        assertThat(activity.delays().unlocks()).isEqualTo(adaptive.delays().unlocks());
        assertThat(activity.requests()).isLessThanOrEqualTo(adaptive.requests());
        assertThat(activity.delays().p50())
                .isLessThanOrEqualTo(adaptive.delays().p50());
        assertThat(activity.delays().p95()).isLessThanOrEqualTo(20);
        assertThat(adaptive.delays().p95()).isGreaterThan(60);
    }

    @Test
    void whoPlaysIsTheSameInEachRun() {
        Trace trace = new TraceGenerator(2, 7).generate(100);

        Simulation.Result first = run(trace, PolicyKind.ACTIVITY, Duration.ZERO, 0);
        List<String> sent = List.copyOf(requests);
        Simulation.Result second = run(trace, PolicyKind.ACTIVITY, Duration.ZERO, 0);

        assertThat(second).isEqualTo(first);
        assertThat(requests).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 30, 45})
    void theListHasABudgetOfItsOwn(int perMinute) {
        Trace trace = new TraceGenerator(1, 7).generate(700);
        TreeMap<Long, Integer> polls = new TreeMap<>();
        TreeMap<Long, Integer> list = new TreeMap<>();
        Simulation.Setting setting = new Simulation.Setting(
                60,
                Duration.ofSeconds(10),
                Duration.ofMinutes(30),
                0,
                Duration.ZERO,
                Duration.ZERO,
                List.of(),
                new Simulation.ListSetting(perMinute, 6000));

        new Simulation(trace, setting, (at, player) -> (player.equals("+") ? list : polls).merge(at, 1, Integer::sum))
                .run(PolicyKind.ACTIVITY);

        assertThat(mostInAMinute(list)).isEqualTo(perMinute);
        assertThat(mostInAMinute(polls)).isLessThanOrEqualTo(60);
    }

    @Test
    void aHandfulOfPlayersAreNotWorthReadingTheList() {
        Trace trace = new TraceGenerator(1, 3).generate(5);

        run(trace, PolicyKind.ACTIVITY, Duration.ZERO, 0);

        assertThat(requests).isNotEmpty().noneMatch(line -> line.endsWith(",+"));
    }

    @Test
    void withNobodyFollowedTheRadarCostsTwoRequestsAnHour() {
        Trace trace = new TraceGenerator(2, 3).generate(20);

        run(trace, PolicyKind.RADAR, Duration.ZERO, 0);

        assertThat(requests.stream().filter(line -> line.endsWith(",*")).count())
                .isBetween(50L, 2 * 49L);
    }

    @Test
    void theSameSeedMakesTheSameTraceAndAnotherSeedADifferentOne() {
        TraceGenerator generator = new TraceGenerator(5, 1);

        Trace trace = generator.generate(50);

        assertThat(new TraceGenerator(5, 1).generate(50)).isEqualTo(trace);
        assertThat(new TraceGenerator(5, 2).generate(50)).isNotEqualTo(trace);
        assertThat(trace.players())
                .hasSize(50)
                .anySatisfy(player -> assertThat(player.unlocks()).hasSizeGreaterThan(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb\n", "a,x\n", "a,1,2,3\n", ",5\n", "a,20,10\n", "a,-5\n", "a,\n"})
    void aFileThatIsNotATraceIsRejectedInASentence(String text) {
        assertThatThrownBy(() -> trace(text))
                .isInstanceOf(TraceException.class)
                .hasMessageStartingWith("--traces: ")
                .hasMessageEndingWith(".");
    }
}
