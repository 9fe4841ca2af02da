package io.github.cheevoherald.rota.simulation;

import java.util.Locale;

/** The policies that can be compared. */
public enum PolicyKind {
    /** Everybody in turn. */
    FIXED,
    /** The bot's schedule. */
    ADAPTIVE,
    /** The bot's schedule and its radar. */
    RADAR,
    /** The bot's schedule, with who plays from the second API; nobody is followed. */
    ACTIVITY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
