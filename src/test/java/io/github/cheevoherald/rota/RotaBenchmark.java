package io.github.cheevoherald.rota;

import io.github.cheevoherald.OneThreadBenchmark;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Choosing a player and recording what the poll found, without database and network. */
public class RotaBenchmark extends OneThreadBenchmark {
    private static final long BEGIN = 1_767_225_600;
    private static final long SECOND = 1_000;
    private static final long LEASE = 60 * SECOND;

    /** The number of players, one in fifty of them in a sitting. */
    @Param({"1000", "10000", "100000"})
    public int players;

    private final Random random = new Random(20261122);
    private Rota rota = new Rota(Duration.ofSeconds(10), Duration.ofMinutes(30), 60);
    private long now = BEGIN * SECOND;

    /** All players have been watched for some days, in which a few played a lot and most very little. */
    @Setup
    public void watch() {
        rota = new Rota(Duration.ofSeconds(10), Duration.ofMinutes(30), 60);
        for (int i = 0; i < players; i++) {
            PlayPattern pattern = PlayPattern.ofNewcomer(BEGIN - 10 * 86_400);
            long last = i % 50 == 0 ? 300 : 3_600 + random.nextInt(9 * 86_400);
            pattern = pattern.with(List.of(BEGIN - last - 700, BEGIN - last - 300, BEGIN - last));
            rota.add(i, SavedTurn.polled(pattern, now / SECOND - random.nextInt(1_800)));
        }
    }

    /** Chooses and polls once; one poll in twenty finds an unlock. */
    @Benchmark
    public void choose() {
        now += SECOND;
        long player = rota.pick(now, now + LEASE).orElseThrow();
        PlayPattern pattern = Objects.requireNonNull(rota.pattern(player));
        List<Long> found = random.nextInt(20) == 0 ? List.of(now / SECOND) : List.of();
        rota.polled(player, pattern.with(found), !found.isEmpty(), now);
    }
}
