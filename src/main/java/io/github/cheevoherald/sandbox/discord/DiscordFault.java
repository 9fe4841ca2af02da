package io.github.cheevoherald.sandbox.discord;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An active fault: how many requests it hit, and for one that holds requests, when to release them. */
public final class DiscordFault {
    private final RestFilter where;
    private final Effect effect;
    private final double chance;
    private final SplittableRandom random;
    private final AtomicInteger strikes = new AtomicInteger();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private int left;

    DiscordFault(RestFilter where, Effect effect, int times, double chance, long seed) {
        this.where = where;
        this.effect = effect;
        this.left = times;
        this.chance = chance;
        this.random = new SplittableRandom(seed);
    }

    /** How many requests it has hit so far. */
    public int strikes() {
        return strikes.get();
    }

    /** Waits until a request is being held; returns false if none came in time. */
    public boolean awaitHeld(Duration limit) {
        return await(held, limit);
    }

    /** Releases the held requests, and holds no more. */
    public void release() {
        end();
        released.countDown();
    }

    /** Hits no more requests; held ones stay held until released. */
    public synchronized void end() {
        left = 0;
    }

    synchronized boolean strike(Request request) {
        if (left <= 0 || !where.matches(request) || (chance < 1 && random.nextDouble() >= chance)) {
            return false;
        }
        left--;
        strikes.incrementAndGet();
        return true;
    }

    Effect effect() {
        return effect;
    }

    void hold() {
        held.countDown();
        await(released, Duration.ofHours(1));
    }

    void delay() {
        await(released, effect.delay());
    }

    private static boolean await(CountDownLatch latch, Duration limit) {
        try {
            return latch.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** When and how a request fails. */
    enum Kind {
        ANSWER,
        DELAY,
        HOLD,
        CUT,
        CUT_AFTER,
        TRUNCATE,
        ANSWER_AFTER,
        HOLD_AFTER
    }

    /** How a fault changes a request, with everything it needs. */
    record Effect(Kind kind, @Nullable RestAnswer answer, Map<String, String> headers, Duration delay) {
        static Effect of(Kind kind) {
            return new Effect(kind, null, Map.of(), Duration.ZERO);
        }
    }
}
