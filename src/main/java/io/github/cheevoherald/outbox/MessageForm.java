package io.github.cheevoherald.outbox;

/** How a rendered message is drawn; stored with its row by this name in lower case. */
public enum MessageForm {
    /** An embed for each item. */
    CARDS,
    /** A small embed for each item. */
    COMPACT,
    /** A line for each item, in embeds. */
    LIST,
    /** Text without embeds. */
    PLAIN
}
