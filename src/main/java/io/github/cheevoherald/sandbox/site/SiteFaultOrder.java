package io.github.cheevoherald.sandbox.site;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A fault that was ordered, and how often it struck. */
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

    /** Its number. */
    public long id() {
        return id;
    }

    /** Which requests it strikes. */
    public ApiFilter where() {
        return where;
    }

    /** What it does to them. */
    public SiteFault fault() {
        return fault;
    }

    /** How often it struck. */
    public synchronized int hits() {
        return hits;
    }

    /** How many requests it holds right now. */
    public int waiting() {
        return waiting.get();
    }

    /** It strikes no more; what it holds stays held. */
    public synchronized void cancel() {
        left = 0;
    }

    /** It strikes no more, and what it holds goes on. */
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
