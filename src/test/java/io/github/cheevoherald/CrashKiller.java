package io.github.cheevoherald;

import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.CrashWorld.Gamer;
import io.github.cheevoherald.sandbox.discord.DiscordFault;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import io.github.cheevoherald.sandbox.discord.WireEntry;
import io.github.cheevoherald.sandbox.site.RequestLog;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Kills the bot with SIGKILL, at the worst moments. */
final class CrashKiller {
    private static final Duration MAX_AIM = Duration.ofSeconds(15);

    private final CrashWorld world;
    private final CrashScript script;
    private final Random random;
    private int missed;
    private volatile @Nullable CountDownLatch posting;
    private volatile @Nullable CountDownLatch answering;
    private volatile @Nullable CountDownLatch answeringNews;
    private volatile String answeredPlayer = "";

    /** When to kill the bot. */
    enum Moment {
        /** While it connects, or shortly after. */
        WHILE_STARTING,
        ANY,
        /** A message is on its way, and Discord handles it after the bot is dead. */
        BEFORE_DISCORD_WORKS,
        /** Discord has posted a message, and the bot doesn't know yet. */
        AFTER_DISCORD_WORKED,
        /** Discord's answer is on its way or being recorded. */
        WHILE_SETTLING,
        /** A site's answer with new unlocks is on its way or being recorded. */
        WHILE_RECORDING,
        /** The same after a start with an answer that may hold other news. */
        WHILE_RECORDING_NEWS
    }

    /** The second API's lists of news. */
    private static final Set<String> NEWS = Set.of(
            "v2/user-awards",
            "v2/event-achievements",
            "v2/achievement-set-claims",
            "v2/achievement-set-versions",
            "v2/users/leaderboard-entries");

    CrashKiller(CrashWorld world, CrashScript script, Random random) {
        this.world = world;
        this.script = script;
        this.random = random;
        var unused = world.discord.wire().listen(this::discordAnswers);
        world.site.requests().listen(this::siteAnswered);
        world.site.secondRequests().listen(this::secondApiAnswered);
    }

    private void discordAnswers(WireEntry entry) {
        CountDownLatch latch = posting;
        if (latch != null && entry.method().equals("POST") && entry.path().endsWith("/messages")) {
            latch.countDown();
        }
    }

    private void siteAnswered(RequestLog.Entry entry) {
        CountDownLatch latch = answering;
        if (latch != null
                && entry.status() == 200
                && entry.fault() == null
                && answeredPlayer.equals(entry.parameters().get("u"))) {
            latch.countDown();
        }
    }

    private void secondApiAnswered(RequestLog.Entry entry) {
        CountDownLatch latch = answeringNews;
        if (latch != null && entry.status() == 200 && NEWS.contains(entry.method())) {
            latch.countDown();
        }
    }

    /** Kills at that moment, or a little later if it doesn't come. */
    void kill(Moment moment) {
        switch (moment) {
            case WHILE_STARTING, ANY -> {
                pass(Duration.ofMillis(random.nextInt(2_500)));
                world.running().kill();
            }
            case BEFORE_DISCORD_WORKS -> {
                DiscordFault fault =
                        world.discord.faults().at(RestFilter.sends()).times(1).holdBeforeTheWork();
                killHolding(fault);
                // Otherwise it stays on its way until the bot is back and the weather turns.
                if (random.nextBoolean()) {
                    fault.release();
                }
            }
            case AFTER_DISCORD_WORKED -> {
                DiscordFault fault =
                        world.discord.faults().at(RestFilter.sends()).times(1).holdAfterTheWork();
                killHolding(fault);
                fault.release();
            }
            case WHILE_SETTLING -> {
                CountDownLatch latch = new CountDownLatch(1);
                posting = latch;
                script.plain(anybody());
                killShortlyAfter(latch);
            }
            case WHILE_RECORDING -> {
                CountDownLatch latch = new CountDownLatch(1);
                Gamer gamer = anybody();
                answeredPlayer = gamer.ulid();
                script.plain(gamer);
                answering = latch;
                killShortlyAfter(latch);
            }
            case WHILE_RECORDING_NEWS -> {
                CountDownLatch latch = new CountDownLatch(1 + random.nextInt(5));
                answeringNews = latch;
                killShortlyAfter(latch);
            }
        }
        posting = null;
        answering = null;
        answeringNews = null;
    }

    private void killHolding(DiscordFault fault) {
        script.plain(anybody());
        missed += fault.awaitHeld(MAX_AIM) ? 0 : 1;
        world.running().kill();
    }

    private void killShortlyAfter(CountDownLatch latch) {
        long nanos = TimeUnit.MICROSECONDS.toNanos(random.nextInt(40_000));
        try {
            missed += latch.await(MAX_AIM.toMillis(), TimeUnit.MILLISECONDS) ? 0 : 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        LockSupport.parkNanos(nanos);
        world.running().kill();
    }

    /** How many kills came late because their moment didn't come. */
    int missed() {
        return missed;
    }

    private Gamer anybody() {
        return world.gamers.get(random.nextInt(world.gamers.size()));
    }

    /** Lets time pass, for a random moment. */
    static void pass(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        await().atMost(time.plusSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> System.nanoTime() - until >= 0);
    }
}
