package io.github.cheevoherald.rota.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.rota.Rota;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares on traces of several makers, so that the schedule is not made for one of them. */
final class BetterThanThePlainLawTest {
    private static final int PLAYERS = 300;
    private static final int DAYS = 6;
    private static final Duration WARMUP = Duration.ofDays(3);

    static Stream<Trace> traces() {
        return Stream.of(
                new TraceGenerator(DAYS, 5).generate(PLAYERS),
                OtherTraces.PARETO.generate(PLAYERS, DAYS, 5),
                OtherTraces.BUSY.generate(PLAYERS, DAYS, 5),
                OtherTraces.EVENINGS.generate(PLAYERS, DAYS, 5));
    }

    @ParameterizedTest
    @MethodSource("traces")
    void isSoonerThanTheLawWithoutRefinements(Trace trace) {
        long begin = trace.begin();

        Delays.Summary law = play(trace, new PlainLaw(PLAYERS, begin));
        Policy.Adaptive adaptive =
                new Policy.Adaptive(() -> new Rota(Duration.ofSeconds(10), Duration.ofMinutes(30), 60), PLAYERS, begin);
        Delays.Summary ours = play(trace, adaptive);

        assertThat(ours.unlocks()).isEqualTo(law.unlocks());
        assertThat(ours.mean()).as("mean, against %s", law).isLessThan(0.95 * law.mean());
        assertThat(ours.p50()).as("median, against %s", law).isLessThan(law.p50() + 1);
        assertThat(ours.p90()).as("p90, against %s", law).isLessThan(1.05 * law.p90());
        assertThat(ours.p95()).as("p95, against %s", law).isLessThan(1.05 * law.p95());
    }

    private static Delays.Summary play(Trace trace, Policy policy) {
        VirtualClock clock = new VirtualClock(trace.begin());
        SimulatedSite site = new SimulatedSite(trace, 0, Duration.ZERO, clock);
        long counted = trace.begin() + WARMUP.toMillis();
        long end = trace.end() + 5_000L * PLAYERS + 1_800_000;
        Delays delays = new Delays();
        for (long now = trace.begin(); now <= end; now += 1000) {
            clock.set(now);
            int player = policy.next(now);
            if (player == Policy.NOBODY) {
                continue;
            }
            var shown = site.poll(player);
            for (Trace.Unlock unlock : shown) {
                if (unlock.visibleAt() >= counted) {
                    delays.add(now - unlock.visibleAt());
                }
            }
            policy.polled(player, shown, now);
        }
        return delays.summary();
    }
}
