package io.github.cheevoherald.discord;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import net.dv8tion.jda.api.requests.RestRateLimiter;
import net.dv8tion.jda.api.requests.SequentialRestRateLimiter;

/**
 * Replaces JDA's rate limiter whenever the machine's clock is set back. JDA dates the end of a wait by that clock, so after
 * a step of two hours a wait of one second would last two hours. Queued requests move to the new limiter; a running one
 * stays, and moves only if Discord asks for a retry.
 */
final class SteadyRateLimiter implements RestRateLimiter {
    private static final long LOOKS_MILLIS = 500;

    /** Smaller steps only make a wait end slightly late. */
    private static final long STEP_MILLIS = 1_000;

    private final RateLimitConfig config;
    private final LongSupplier machineMillis;
    private final LongSupplier nanos;
    private final SlowDowns slowDowns;
    private final ScheduledFuture<?> looks;
    private final Set<TrackedRequest> handed = Collections.synchronizedSet(new LinkedHashSet<>());
    private volatile SequentialRestRateLimiter current;
    private long ahead;

    SteadyRateLimiter(RateLimitConfig config, LongSupplier machineMillis, LongSupplier nanos, SlowDowns slowDowns) {
        this.config = config;
        this.machineMillis = machineMillis;
        this.nanos = nanos;
        this.slowDowns = slowDowns;
        this.current = new SequentialRestRateLimiter(config);
        this.ahead = machineIsAhead();
        this.looks = config.getScheduler()
                .scheduleWithFixedDelay(this::look, LOOKS_MILLIS, LOOKS_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void enqueue(Work task) {
        look();
        hand(task);
    }

    private void hand(Work task) {
        TrackedRequest request = new TrackedRequest(task, handed::remove, this::enqueue, slowDowns);
        handed.add(request);
        current.enqueue(request);
    }

    synchronized void look() {
        long now = machineIsAhead();
        boolean setBack = now < ahead - STEP_MILLIS;
        if (setBack || now > ahead) {
            ahead = now;
        }
        if (setBack && !current.isStopped()) {
            beginAnew();
        }
    }

    private void beginAnew() {
        List<TrackedRequest> before;
        synchronized (handed) {
            before = List.copyOf(handed);
        }
        SequentialRestRateLimiter old = current;
        current = new SequentialRestRateLimiter(config);
        before.stream().filter(TrackedRequest::takeBack).forEach(request -> hand(request.task()));
        old.stop(false, () -> {});
    }

    /** The machine's clock minus the monotonic one, in milliseconds. It changes when the clock is set. */
    private long machineIsAhead() {
        return machineMillis.getAsLong() - TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    }

    @Override
    public synchronized void stop(boolean shutdown, Runnable callback) {
        looks.cancel(false);
        current.stop(shutdown, callback);
    }

    @Override
    public boolean isStopped() {
        return current.isStopped();
    }

    @Override
    public int cancelRequests() {
        return current.cancelRequests();
    }
}
