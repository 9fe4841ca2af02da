package io.github.cheevoherald.rota;

import io.github.cheevoherald.OneThreadBenchmark;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The choice of a player and the note of what the poll found, without database and network. */
public class RotaBenchmark extends OneThreadBenchmark {
    private static final long BEGIN = 1_767_225_600;
    private static final long SECOND = 1_000;
    private static final long LEASE = 60 * SECOND;

    /** About as long as everybody is waited for, in seconds. */
    private static final long INTERVAL = 1_000;

    /** How many players are watched; one in fifty is in the middle of a sitting. */
    @Param({"1000", "10000", "100000"})
    public int players;

    private final Random random = new Random(20261122);
    private Rota rota = new Rota(Duration.ofSeconds(10), Duration.ofMinutes(30), 60);
    private long now = BEGIN * SECOND;

    /** Everybody is known for some days, in which some played much and most little. */
    @Setup
    public void watch() {
        rota = new Rota(Duration.ofSeconds(10), Duration.ofMinutes(30), 60);
        for (int i = 0; i < players; i++) {
            Pace pace = Pace.ofNewcomer(BEGIN - 10 * 86_400);
            long last = i % 50 == 0 ? 300 : 3_600 + random.nextInt(9 * 86_400);
            pace = pace.with(List.of(BEGIN - last - 700, BEGIN - last - 300, BEGIN - last));
            rota.add(i, Kept.polled(pace, now / SECOND - random.nextInt(1_800)));
        }
    }

    /** A choice, and what is learned from the poll; one in twenty finds something. */
    @Benchmark
    public void choose() {
        now += SECOND;
        long player = rota.pick(now, now + LEASE).orElseThrow();
        Pace pace = rota.pace(player);
        if (pace == null) {
            throw new IllegalStateException("a stranger");
        }
        long date = now / SECOND;
        List<Long> found = random.nextInt(20) == 0 ? List.of(date) : List.of();
        rota.learn(player, date - INTERVAL, date, found);
        rota.polled(player, pace.with(found), found, now);
    }
}
