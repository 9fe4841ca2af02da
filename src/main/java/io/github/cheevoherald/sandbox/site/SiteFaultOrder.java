package io.github.cheevoherald.sandbox.site;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An ordered fault, and how often it has applied. */
public final class SiteFaultOrder {
    private final long id;
    private final ApiFilter where;
    private final SiteFault fault;
    private final double probability;
    private final Random random;
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();
    private int left;
    private int hits;

    SiteFaultOrder(long id, ApiFilter where, SiteFault fault, int times, double probability, long seed) {
        this.id = id;
        this.where = where;
        this.fault = fault;
        this.left = times;
        this.probability = probability;
        this.random = new Random(seed);
    }

    /** The order's id. */
    public long id() {
        return id;
    }

    /** The requests it applies to. */
    public ApiFilter where() {
        return where;
    }

    /** What it does to them. */
    public SiteFault fault() {
        return fault;
    }

    /** How often it has applied. */
    public synchronized int hits() {
        return hits;
    }

    /** How many requests it is holding right now. */
    public int waiting() {
        return waiting.get();
    }

    /** Ends the order, but keeps holding the requests it already holds. */
    public synchronized void cancel() {
        left = 0;
    }

    /** Ends the order and releases the requests it holds. */
    public void release() {
        cancel();
        released.countDown();
    }

    synchronized boolean strikes() {
        if (left == 0 || random.nextDouble() >= probability) {
            return false;
        }
        left--;
        hits++;
        return true;
    }

    synchronized boolean isOver() {
        return left == 0;
    }

    void await(Duration atMost) throws InterruptedException {
        waiting.incrementAndGet();
        try {
            if (!released.await(atMost.toMillis(), TimeUnit.MILLISECONDS) && fault.kind() == SiteFault.Kind.HOLD) {
                cancel();
            }
        } finally {
            waiting.decrementAndGet();
        }
    }
}
