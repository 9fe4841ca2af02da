package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The memory and start-up time of the jar with 100 servers and 1,000 players, started with {@code jvm.options}, in the
 * profile {@code footprint}: the time to {@code Ready}, and the memory it settles at.
 *
 * <p>{@code -Dfootprint.minutes} sets how long to watch it, {@code -Dfootprint.options} adds JVM options ({@code
 * -Xshare:off}: without a class archive).
 */
@Tag("footprint")
final class FootprintIT {
    private static final int SERVERS = 100;
    private static final int PLAYERS = 1_000;
    private static final int STARTS = 5;

    /** A thousand players unlock some 6,000 achievements a day, most of them within eight hours. */
    private static final double UNLOCKS_A_SECOND = 0.2;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void aSmallMachineCanHoldAHundredServersAndAThousandPlayers() throws IOException {
        List<String> more = Arrays.stream(
                        System.getProperty("footprint.options", "").trim().split(" +"))
                .filter(option -> !option.isEmpty())
                .toList();
        Random random = new Random(20261122);
        try (CrashWorld world = new CrashWorld(folder, random, SERVERS, PLAYERS)) {
            world.options.addAll(more);
            world.settle();
            world.running().terminate();
            world.running().exitCode();
            likeInEarnest(world);
            List<Double> starts = starts(world);
            System.out.println("options " + world.options);
            System.out.println("start to Ready, s: " + starts);
            watch(world, random);
        }
    }

    /** Restores the default configuration. */
    private static void likeInEarnest(CrashWorld world) {
        world.environment.keySet().removeIf(name -> name.startsWith("HERALD_POLLING") || name.contains("PER_MINUTE"));
        world.environment.put("JDK_JAVA_OPTIONS", "-Xlog:gc:file=gc.log");
    }

    private static List<Double> starts(CrashWorld world) {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            long start = System.nanoTime();
            world.start();
            world.awaitReady();
            seconds.add(Math.round((System.nanoTime() - start) / 1e8) / 10.0);
            world.running().terminate();
            assertThat(world.running().exitCode()).isZero();
        }
        return seconds;
    }

    private void watch(CrashWorld world, Random random) throws IOException {
        world.start();
        world.awaitReady();
        Duration length = Duration.ofMinutes(CrashSettings.number("footprint.minutes", 10));
        SoakSamples samples = new SoakSamples(
                world.running().pid(),
                folder.resolve("gc.log"),
                world.database(),
                Path.of("target", "footprint.csv").toAbsolutePath());
        CrashScript script = new CrashScript(world, random);
        samples.takeDuring(length, world, script, UNLOCKS_A_SECOND);
        System.out.println(samples.table());
        System.out.println(
                String.format(Locale.ROOT, "maximum resident: %.0f MB", samples.max(SoakSamples.Figure.RSS_MB)));
        assertThat(samples.growth(SoakSamples.Figure.RSS_MB)).isLessThan(20);
    }
}
