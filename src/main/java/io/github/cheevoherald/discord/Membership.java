package io.github.cheevoherald.discord;

/** Whether a person is a member of a server. */
public enum Membership {
    /** A member. */
    PRESENT,
    /** Not a member, or no longer one. */
    LEFT,
    /** The account no longer exists. */
    DELETED,
    /** No usable answer. */
    UNKNOWN
}
