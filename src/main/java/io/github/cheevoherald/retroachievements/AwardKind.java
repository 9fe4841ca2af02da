package io.github.cheevoherald.retroachievements;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The awards that are announced, as each of the site's APIs spells them. */
public enum AwardKind {
    /** A game finished, with at least one of the necessary unlocks in casual. */
    BEATEN_CASUAL("beaten-casual", "beaten-softcore"),
    /** A game finished in hardcore. */
    BEATEN_HARDCORE("beaten-hardcore", "beaten-hardcore"),
    /** All of a game's achievements, at least one of them in casual. */
    COMPLETED("completed", "completed"),
    /** All of a game's achievements in hardcore. */
    MASTERED("mastered", "mastered"),
    /** A tier of an event; unknown to the first API. */
    EVENT("event", "");

    private final String second;
    private final String first;

    AwardKind(String second, String first) {
        this.second = second;
        this.first = first;
    }

    /** The awards for games. */
    static final Set<AwardKind> OF_GAMES = Set.copyOf(EnumSet.complementOf(EnumSet.of(EVENT)));

    /** The second API's spelling. */
    String second() {
        return second;
    }

    /** The first API's spelling. */
    String first() {
        return first;
    }

    /** Whether it takes hardcore unlocks only. */
    public boolean isHardcore() {
        return this == BEATEN_HARDCORE || this == MASTERED;
    }

    /** Finds a kind in either spelling. */
    static Optional<AwardKind> named(String name) {
        for (AwardKind kind : values()) {
            if (kind.second.equals(name) || (kind.first.equals(name) && !name.isEmpty())) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
