package io.github.cheevoherald;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Real time that a test can advance, and a machine clock over it that a test can set. */
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

    /** Sets the machine's clock while no time passes. */
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
