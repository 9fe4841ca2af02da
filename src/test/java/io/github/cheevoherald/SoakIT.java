package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar under ten times a busy day's load for {@code -Dsoak.minutes}, in the profile {@code soak}.
 *
 * <p>A busy day: 80 players, as many as a lively server has, with 25 unlocks each, most of them within the eight hours
 * after school and work: 2,000 unlocks, or 250 an hour. Ten times that is 2,500 an hour, or 42 a minute, each announced
 * in one to three servers. The site gets 600 requests a minute, ten times the maximum that its operators ask for.
 */
@Tag("soak")
final class SoakIT {
    private static final double UNLOCKS_A_SECOND = 2_500 / 3_600.0;
    private static final int SERVERS = 5;
    private static final int PLAYERS = 80;

    /** What a JVM may still add after its first quarter: code compiled later, a pool that grows lazily. */
    private static final double MEGABYTES_OF_SLACK = 40;

    private static final long WAL_MEGABYTES = 32;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void memoryThreadsFilesAndLogStayFlatUnderTenTimesABusyDay() throws IOException {
        long seed = CrashSettings.newSeed();
        Duration length = Duration.ofMinutes(CrashSettings.number("soak.minutes", 30));
        Path csv = Path.of("target", "soak.csv").toAbsolutePath();
        try (CrashWorld world = new CrashWorld(folder, new Random(seed), SERVERS, PLAYERS)) {
            likeInEarnest(world);
            world.settle();
            SoakSamples samples =
                    new SoakSamples(world.running().pid(), folder.resolve("gc.log"), world.database(), csv);
            CrashScript script = new CrashScript(world, new Random(seed));
            samples.takeDuring(length, world, script, UNLOCKS_A_SECOND);

            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> world.tally.compare(world.discord).lost() == 0 && world.nothingWaits());
            world.awaitSweepOfAll();
            CrashTally.Outcome outcome = world.tally.compare(world.discord);
            System.out.println(samples.table());
            System.out.println("unlocks × feeds = " + outcome.pairs() + ", lost " + outcome.lost() + ", duplicated "
                    + outcome.duplicated() + ", minutes " + length.toMinutes() + ", seed " + seed);
            assertThat(outcome.isPerfect()).as(outcome.toString()).isTrue();
            assertFlat(samples);
        }
    }

    private static void likeInEarnest(CrashWorld world) {
        world.discord.rateLimits().perChannel(5, Duration.ofSeconds(5));
        world.environment.put("HERALD_RETROACHIEVEMENTS_REQUESTS_PER_MINUTE", "600");
        world.environment.put("HERALD_POLLING_MIN_INTERVAL", "5s");
        world.environment.put("HERALD_POLLING_MAX_INTERVAL", "30s");
        world.environment.put("HERALD_POLLING_SWEEP_INTERVAL", "1m");
        world.environment.put("JDK_JAVA_OPTIONS", "-Xlog:gc:file=gc.log");
    }

    private static void assertFlat(SoakSamples samples) {
        assertThat(samples.growth(SoakSamples.Figure.RSS_MB)).isLessThan(MEGABYTES_OF_SLACK);
        assertThat(samples.growth(SoakSamples.Figure.HEAP_MB)).isLessThan(MEGABYTES_OF_SLACK / 2);
        assertThat(samples.growth(SoakSamples.Figure.THREADS)).isLessThan(8);
        assertThat(samples.growth(SoakSamples.Figure.FILES)).isLessThan(15);
        assertThat(samples.max(SoakSamples.Figure.WAL_MB)).isLessThan(WAL_MEGABYTES);
    }
}
