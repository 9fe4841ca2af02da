package io.github.cheevoherald.resilience;

import java.util.concurrent.atomic.AtomicBoolean;

/** Something that fails for a while. Tells the first failure and the recovery from their repeats, to log each once. */
public final class Outage {
    private final AtomicBoolean on = new AtomicBoolean();

    /** Notes a failure; true if it is the first since all was well. */
    public boolean begins() {
        return on.compareAndSet(false, true);
    }

    /** Notes a success; true if it is the first since a failure. */
    public boolean ends() {
        return on.compareAndSet(true, false);
    }

    /** Whether the latest news was a failure. */
    public boolean isOn() {
        return on.get();
    }
}
