package io.github.cheevoherald.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The queue of events for one page. Adding never blocks: a page that does not read in time loses its mailbox and starts
 * again when it reconnects.
 */
final class Mailbox {
    static final int MAX_EVENTS = 2_000;
    static final int MAX_CHARACTERS = 8 << 20;

    private List<String> waiting = new ArrayList<>();
    private int characters;
    private boolean closed;

    synchronized void put(String event) {
        if (closed) {
            return;
        }
        if (waiting.size() >= MAX_EVENTS || characters + event.length() > MAX_CHARACTERS) {
            close();
            return;
        }
        waiting.add(event);
        characters += event.length();
        notifyAll();
    }

    /** Takes all queued events, waiting up to the given time for the first. */
    synchronized List<String> take(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (waiting.isEmpty() && !closed) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        List<String> taken = waiting;
        waiting = new ArrayList<>();
        characters = 0;
        return taken;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized void close() {
        closed = true;
        waiting = new ArrayList<>();
        characters = 0;
        notifyAll();
    }
}
