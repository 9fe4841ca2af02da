package io.github.cheevoherald.discord;

/** What Discord says about a person in a server. */
public enum Membership {
    /** A member. */
    PRESENT,
    /** No member, or no longer. */
    LEFT,
    /** There is no such person any more. */
    DELETED,
    /** No answer, or none that says which. */
    UNKNOWN
}
