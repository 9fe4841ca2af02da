package io.github.cheevoherald.ops;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What makes the bot healthy: loops that go round; and ready: things that are there. */
public final class Health {
    private final List<Loop> loops = new ArrayList<>();
    private final List<Need> needs = new ArrayList<>();

    private record Loop(String name, Duration longest, Supplier<Duration> sinceTurn) {}

    private record Need(String name, BooleanSupplier isThere) {}

    /**
     * Adds a loop that has to go round.
     *
     * @param longest far longer than a turn ever takes: who asks may well end the process
     * @param sinceTurn how long ago the last turn was; answered at once, whatever else hangs
     */
    public Health loop(String name, Duration longest, Supplier<Duration> sinceTurn) {
        loops.add(new Loop(name, longest, sinceTurn));
        return this;
    }

    /** Adds what has to be there before the bot does its work. */
    public Health need(String name, BooleanSupplier isThere) {
        needs.add(new Need(name, isThere));
        return this;
    }

    /** Which loop does not go round, in one line; empty when all do. */
    Optional<String> standstill() {
        for (Loop loop : loops) {
            Duration since = loop.sinceTurn().get();
            if (since.compareTo(loop.longest()) > 0) {
                return Optional.of(loop.name() + ": no turn for " + since.toSeconds() + " s");
            }
        }
        return Optional.empty();
    }

    /** What is not there, in one line; empty when all is. */
    Optional<String> missing() {
        for (Need need : needs) {
            if (!need.isThere().getAsBoolean()) {
                return Optional.of(need.name() + " is not there");
            }
        }
        return Optional.empty();
    }
}
