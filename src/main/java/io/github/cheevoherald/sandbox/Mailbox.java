package io.github.cheevoherald.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What one page has still to be told. Nobody who puts something in ever waits: a page that does not read in time loses
 * its mailbox, and starts anew when it comes back.
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

    /** What has come since the last time, after waiting at most that long for something. */
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
