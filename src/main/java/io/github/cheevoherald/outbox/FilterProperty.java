package io.github.cheevoherald.outbox;

/** A property by which a filter can choose among the items of a kind that has it. */
public enum FilterProperty {
    /** What it is worth. */
    POINTS,
    /** How many players have it. */
    RARITY,
    /** Whether it was in hardcore. */
    HARDCORE,
    /** The game it belongs to. */
    GAME
}
