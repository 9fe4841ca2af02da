package io.github.cheevoherald.announce;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A line of short facts, separated by middle dots; blank ones are left out. */
public final class FactLine {
    private static final String SEPARATOR = " · ";

    private final List<String> facts = new ArrayList<>();

    /** Adds a fact. */
    public FactLine add(String fact) {
        if (!fact.isBlank()) {
            facts.add(fact);
        }
        return this;
    }

    /** Adds a fact if there is one. */
    public FactLine add(Optional<String> fact) {
        fact.ifPresent(this::add);
        return this;
    }

    /** Adds a fact if the condition holds. */
    public FactLine addIf(boolean condition, String fact) {
        return condition ? add(fact) : this;
    }

    /** Whether it has no fact. */
    public boolean isEmpty() {
        return facts.isEmpty();
    }

    @Override
    public String toString() {
        return String.join(SEPARATOR, facts);
    }
}
