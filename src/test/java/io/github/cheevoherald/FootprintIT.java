package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.sandbox.discord.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The memory and start-up time of the jar with 100 servers and 1,000 players, started with {@code jvm.options}, in the
 * profile {@code footprint}: the time to {@code Ready}, the memory it settles at, and the most it takes while ten servers get
 * lists with pictures of 64 badges at once.
 *
 * <p>{@code -Dfootprint.minutes} sets how long to watch it, {@code -Dfootprint.options} adds JVM options ({@code
 * -Xshare:off}: without a class archive).
 */
@Tag("footprint")
final class FootprintIT {
    private static final int SERVERS = 100;
    private static final int PLAYERS = 1_000;
    private static final int STARTS = 5;

    /** What the README gives the bot. */
    private static final double MAX_MEGABYTES = 256;

    private static final int BURSTS = 10;
    private static final int BADGES = 64;

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
        burst(world);
        assertThat(samples.growth(SoakSamples.Figure.RSS_MB)).isLessThan(20);
        assertThat(peak(world)).isLessThan(MAX_MEGABYTES);
    }

    /**
     * Ten players of different servers unlock 64 achievements each, of ten games, in the same moment. Each then registers in
     * another server, which has them polled at once.
     */
    private static void burst(CrashWorld world) throws IOException {
        List<CrashWorld.Gamer> players = world.gamers.subList(0, BURSTS);
        double before = peak(world);
        for (CrashWorld.Gamer player : players) {
            long game = world.site
                    .world()
                    .addGame("Burst of " + player.name(), "SNES")
                    .id();
            for (int i = 0; i <= BADGES; i++) {
                world.site.world().addAchievement(game, player.name() + " " + i, "Do what it says", 5);
            }
            world.site.world().burst(player.name(), game, BADGES, true);
        }
        for (int i = 0; i < BURSTS; i++) {
            CrashWorld.Gamer neighbour = world.gamers.get(i + SERVERS / 2);
            long unused = world.register(neighbour.guilds().get(0), players.get(i));
        }
        await().atMost(Duration.ofMinutes(10))
                .until(() -> players.stream()
                        .allMatch(player -> lists(world, player).findAny().isPresent()));
        long pictures = players.stream()
                .filter(player -> lists(world, player)
                        .anyMatch(list -> !list.attachments().isEmpty()))
                .count();
        System.out.println(String.format(
                Locale.ROOT,
                "peak, MB: %.0f before and %.0f after ten lists, %d of them with their picture",
                before,
                peak(world),
                pictures));
        assertThat(pictures).isGreaterThan(BURSTS / 2);
    }

    /** The lists of the player's burst in the channels of their first server. */
    private static Stream<Message> lists(CrashWorld world, CrashWorld.Gamer player) {
        return world.discord.channels().messages(player.guilds().get(0).feed()).stream()
                .filter(message ->
                        message.content().startsWith("**" + player.name() + "** unlocked **" + BADGES + " "));
    }

    /** The most memory that the process has had so far. */
    private static double peak(CrashWorld world) throws IOException {
        Path status = Path.of("/proc", Long.toString(world.running().pid()), "status");
        return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                / 1024.0;
    }
}
