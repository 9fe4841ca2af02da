package io.github.cheevoherald.sandbox.discord;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The log of the bot's latest few thousand REST requests. */
public final class RestLog {
    private static final int KEPT = 5_000;

    private final Deque<WireEntry> entries = new ArrayDeque<>();
    private final List<Consumer<WireEntry>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong count = new AtomicLong();

    RestLog() {}

    /** The requests, oldest first. */
    public List<WireEntry> entries() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    /** The requests with that method whose whole path matches the pattern. */
    public List<WireEntry> entries(String method, String pathPattern) {
        return entries().stream()
                .filter(entry -> entry.method().equals(method) && entry.path().matches(pathPattern))
                .toList();
    }

    /** How many requests there have been in all. */
    public long count() {
        return count.get();
    }

    /** Calls the listener for each new request, before it's answered, until the result is closed. */
    public Subscription listen(Consumer<WireEntry> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Clears the log. */
    public void clear() {
        synchronized (entries) {
            entries.clear();
        }
    }

    void add(WireEntry entry) {
        count.incrementAndGet();
        synchronized (entries) {
            entries.addLast(entry);
            if (entries.size() > KEPT) {
                entries.removeFirst();
            }
        }
        listeners.forEach(listener -> listener.accept(entry));
    }
}
