package io.github.cheevoherald.store;

/** Thrown by a transaction of a process that no longer has the database to itself; nothing of it is committed. */
final class LeaseLostException extends RuntimeException {
    LeaseLostException() {
        super("another process of the bot has taken over this database");
    }
}
