package io.github.cheevoherald;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** True time that a test moves, and a machine's clock over it that is set whenever the test likes. */
public final class SettableTime {
    private final MutableClock machine;
    private long nanos;

    private SettableTime(MutableClock machine) {
        this.machine = machine;
    }

    public static SettableTime at(String instant) {
        return new SettableTime(MutableClock.at(instant));
    }

    public synchronized void pass(Duration duration) {
        machine.advance(duration);
        nanos += duration.toNanos();
    }

    /** Sets the machine's clock, while no time passes. */
    public synchronized void set(Duration ahead) {
        machine.advance(ahead);
    }

    public synchronized long nanos() {
        return nanos;
    }

    public Instant machine() {
        return machine.instant();
    }

    /** The clock of a process that starts now. */
    public Clock ofAProcess() {
        return new SteadyClock(machine, this::nanos);
    }
}
