package io.github.cheevoherald.sandbox.launch;

import io.github.cheevoherald.resilience.DaemonThreads;
import java.io.IOException;
import java.io.InputStream;

/** Ends this process when its parent is gone, however that happened: the parent's end of our standard input closes. */
public final class ParentWatch {
    static final String PROPERTY = "herald.parent-watch";

    private ParentWatch() {}

    /** Starts watching if the parent requested it on the command line. */
    public static void startIfAsked() {
        if (!Boolean.getBoolean(PROPERTY)) {
            return;
        }
        DaemonThreads.start("parent-watch", () -> watch(System.in));
    }

    private static void watch(InputStream parent) {
        try {
            while (parent.read() >= 0) {
                // What the parent writes does not matter, only that it is alive.
            }
        } catch (IOException e) {
            // A broken pipe means the same as the end of the stream.
        }
        System.exit(0);
    }
}
