package io.github.cheevoherald.guilds;

/** How a server's announcements look; stored by this name in lower case. */
public enum Style {
    /** An embed for each item, with everything that is known about it. */
    CARD,
    /** A small embed for each item. */
    COMPACT,
    /** Text without embeds. */
    PLAIN
}
