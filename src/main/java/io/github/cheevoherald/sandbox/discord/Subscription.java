package io.github.cheevoherald.sandbox.discord;

/** Ends the listening when closed. */
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
