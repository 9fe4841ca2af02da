package io.github.cheevoherald.ops;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The bot is healthy while its loops turn, and ready while everything it needs is available. */
public final class Health {
    private final List<Loop> loops = new ArrayList<>();
    private final List<Need> needs = new ArrayList<>();

    private record Loop(String name, Duration longest, Supplier<Duration> sinceTurn) {}

    private record Need(String name, BooleanSupplier isThere) {}

    /**
     * Adds a loop that must keep turning. {@code longest} is far longer than a turn ever takes, since the caller may
     * kill the process; {@code sinceTurn} must never block.
     */
    public Health loop(String name, Duration longest, Supplier<Duration> sinceTurn) {
        loops.add(new Loop(name, longest, sinceTurn));
        return this;
    }

    /** Adds something that the bot needs to do its work. */
    public Health need(String name, BooleanSupplier isThere) {
        needs.add(new Need(name, isThere));
        return this;
    }

    /** The first loop that stands still, in one line; empty if all turn. */
    Optional<String> standstill() {
        for (Loop loop : loops) {
            Duration since = loop.sinceTurn().get();
            if (since.compareTo(loop.longest()) > 0) {
                return Optional.of(loop.name() + ": no turn for " + since.toSeconds() + " s");
            }
        }
        return Optional.empty();
    }

    /** The first thing that is missing, in one line; empty if nothing is. */
    Optional<String> missing() {
        for (Need need : needs) {
            if (!need.isThere().getAsBoolean()) {
                return Optional.of(need.name() + " is not there");
            }
        }
        return Optional.empty();
    }
}
