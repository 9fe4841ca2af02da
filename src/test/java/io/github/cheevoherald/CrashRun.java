package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.CrashKiller.Moment;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One run from registration to the final count: news, bad weather and kills, then fine weather until all is posted.
 */
final class CrashRun implements AutoCloseable {
    /** Longer than any pause of the bot's own: two minutes after a start, and those after failures. */
    private static final Duration NO_PROGRESS = Duration.ofMinutes(3);

    private final CrashSettings settings;
    private final CrashWorld world;
    private final CrashScript script;
    private final CrashWeather weather;
    private final CrashKiller killer;
    private final Random random;
    private final List<Moment> moments;
    private int kills;
    private int serverRestarts;

    CrashRun(CrashSettings settings, Path folder, List<Moment> moments) {
        this.settings = settings;
        this.random = new Random(settings.seed());
        this.world = new CrashWorld(folder, settings.store(), random, settings.servers(), settings.players());
        this.script = new CrashScript(world, random);
        this.weather = new CrashWeather(world.discord, world.site, random);
        this.killer = new CrashKiller(world, script, random);
        this.moments = moments;
        world.discord.nonceMemory(settings.nonceMemory());
        if (settings.allKinds()) {
            world.news.prepare(random, settings.kills());
            world.tastes.prepare();
        }
    }

    /** A whole run that must end with nothing lost and nothing posted twice. */
    static void exactlyOnce(CrashSettings settings, Path folder, List<Moment> moments) {
        try (CrashRun run = new CrashRun(settings, folder, moments)) {
            CrashTally.Outcome outcome = run.run();

            assertThat(outcome.pairs()).isGreaterThanOrEqualTo(settings.pairs());
            assertThat(run.script.awards()).isPositive();
            assertThat(run.world.news.hadEveryKind()).as("%s", run.world.news).isTrue();
            assertThat(outcome.isPerfect())
                    .as("seed %d, files in %s: %s", settings.seed(), folder, outcome)
                    .isTrue();
        }
    }

    /** Runs everything, prints the result, and returns what the channels contain in the end. */
    CrashTally.Outcome run() {
        System.out.println("crash seed " + settings.seed());
        world.settle();
        List<Moment> bag = new ArrayList<>();
        while (kills < settings.kills()) {
            if (bag.isEmpty()) {
                bag.addAll(moments);
                Collections.shuffle(bag, random);
            }
            live(bag.remove(0));
        }
        world.awaitReady();
        CrashTally.Outcome outcome = awaitTheEnd();
        System.out.println("items × feeds = " + outcome.pairs() + ", lost " + outcome.lost() + ", duplicated "
                + outcome.duplicated() + ", unknown " + outcome.unknown() + ", kills " + kills + ", awards "
                + script.awards()
                + ", "
                + world.news
                + ", faults "
                + weather.struck() + ", on " + settings.store() + " with " + serverRestarts + " restarts of it"
                + ", seed " + settings.seed());
        System.out.println("kills that missed the moment they were aimed at: " + killer.missed());
        outcome.wrong().forEach(System.out::println);
        return outcome;
    }

    /** One life of the bot: its start, its violent end, and the next start. */
    private void live(Moment moment) {
        if (moment == Moment.WHILE_STARTING || moment == Moment.WHILE_RECORDING_NEWS) {
            play();
        } else {
            world.awaitReady();
            awaitReadyForNews();
            weather.turn();
            play();
            CrashKiller.pass(Duration.ofMillis(random.nextInt(1_500)));
            weather.gust();
            restartServer();
            world.mustLive();
        }
        if (moment != Moment.ANY) {
            weather.clearDiscord();
        }
        killer.kill(moment);
        kills++;
        CrashKiller.pass(settings.downTime());
        if (isLast()) {
            // The bot looks for news other than unlocks at its start, and then only now and then.
            weather.clear();
        } else {
            world.news.sit(script);
        }
        world.start();
    }

    private boolean isLast() {
        return kills == settings.kills();
    }

    /** Otherwise a short run could be over before there was news of every kind. A failed read comes again within minutes. */
    private void awaitReadyForNews() {
        if (kills >= settings.kills() / 2) {
            await().atMost(Duration.ofMinutes(8)).until(world.news::isReady);
        }
    }

    /** Twice in a run, while the bot is at work: stopped as a crash would, and in order. */
    private void restartServer() {
        if (settings.store() == StoreKind.POSTGRESQL
                && serverRestarts < settings.serverRestarts()
                && kills >= settings.kills() * (serverRestarts + 1) / (settings.serverRestarts() + 1)) {
            String mode = serverRestarts % 2 == 0 ? "immediate" : "fast";
            world.stopServer(mode, Duration.ofSeconds(3));
            serverRestarts++;
        }
    }

    private void play() {
        script.award();
        world.news.look();
        world.news.happen(script);
        int due = (int) ((long) settings.pairs() * (kills + 1) / settings.kills());
        while (world.tally.pairs() < due) {
            script.step();
        }
    }

    /**
     * Waits until everything is there or nothing changes any more, then a little longer for anything that must not
     * come.
     */
    private CrashTally.Outcome awaitTheEnd() {
        long[] changed = {System.nanoTime()};
        int[] posted = {-1};
        await().atMost(Duration.ofHours(2)).pollInterval(Duration.ofSeconds(1)).until(() -> {
            world.mustLive();
            CrashTally.Outcome now = world.tally.compare(world.discord);
            if (now.posted() != posted[0]) {
                posted[0] = now.posted();
                changed[0] = System.nanoTime();
            }
            boolean stuck = System.nanoTime() - changed[0] > NO_PROGRESS.toNanos();
            return stuck || (now.lost() == 0 && world.nothingWaits());
        });
        world.awaitSweepOfAll();
        return world.tally.compare(world.discord);
    }

    @Override
    public void close() {
        weather.clear();
        world.close();
    }
}
