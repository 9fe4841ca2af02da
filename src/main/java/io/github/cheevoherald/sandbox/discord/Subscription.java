package io.github.cheevoherald.sandbox.discord;

/** Ends a subscription when closed. */
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
