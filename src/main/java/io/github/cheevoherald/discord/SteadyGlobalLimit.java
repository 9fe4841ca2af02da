package io.github.cheevoherald.discord;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import net.dv8tion.jda.api.requests.RestRateLimiter.GlobalRateLimit;

/** Discord's global rate limits. Their waits do not change when the machine's clock is set. */
final class SteadyGlobalLimit implements GlobalRateLimit {
    private final LongSupplier machineMillis;
    private final LongSupplier nanos;
    private final AtomicLong classic;
    private final AtomicLong cloudflare;

    SteadyGlobalLimit(LongSupplier machineMillis, LongSupplier nanos) {
        this.machineMillis = machineMillis;
        this.nanos = nanos;
        this.classic = new AtomicLong(nanos.getAsLong());
        this.cloudflare = new AtomicLong(nanos.getAsLong());
    }

    @Override
    public long getClassic() {
        return byTheMachine(classic.get());
    }

    @Override
    public void setClassic(long timestamp) {
        classic.set(inNanos(timestamp));
    }

    @Override
    public long getCloudflare() {
        return byTheMachine(cloudflare.get());
    }

    @Override
    public void setCloudflare(long timestamp) {
        cloudflare.set(inNanos(timestamp));
    }

    private long inNanos(long timestamp) {
        return nanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(timestamp - machineMillis.getAsLong());
    }

    private long byTheMachine(long until) {
        return machineMillis.getAsLong() + TimeUnit.NANOSECONDS.toMillis(until - nanos.getAsLong());
    }
}
