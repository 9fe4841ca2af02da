package io.github.cheevoherald;

import java.io.IOException;
import java.io.InputStream;

/** Ends a child when its parent is gone, however that happened: the parent's end of our standard input closes. */
final class ParentWatch {
    static final String PROPERTY = "herald.parent-watch";

    private ParentWatch() {}

    static void startIfAsked() {
        if (!Boolean.getBoolean(PROPERTY)) {
            return;
        }
        Thread thread = new Thread(() -> watch(System.in), "parent-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private static void watch(InputStream parent) {
        try {
            while (parent.read() >= 0) {
                // What the parent writes means nothing; that it is there does.
            }
        } catch (IOException e) {
            // A broken pipe says the same as its end.
        }
        System.exit(0);
    }
}
