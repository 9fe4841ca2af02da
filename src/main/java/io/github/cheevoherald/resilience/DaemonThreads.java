package io.github.cheevoherald.resilience;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes threads that do not keep the process alive. An Error that ends one goes to the process's default handler. */
public final class DaemonThreads {
    private DaemonThreads() {}

    /** A thread that is yet to be started. */
    public static Thread unstarted(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Starts a thread. */
    public static Thread start(String name, Runnable work) {
        Thread thread = unstarted(name, work);
        thread.start();
        return thread;
    }

    /** Threads that all have the same name. */
    public static ThreadFactory named(String name) {
        return work -> unstarted(name, work);
    }

    /** Threads named {@code name-1}, {@code name-2} and so on. */
    public static ThreadFactory numbered(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> unstarted(name + "-" + number.incrementAndGet(), work);
    }
}
