package io.github.cheevoherald.store;

/** Where Errors go that a thread of ours outlives: to whoever would have heard of them if it had not. */
public final class Uncaught {
    private static final int DEEPEST = 20;

    private Uncaught() {}

    /** Tells the process of an Error, also of one inside; what is none concerns its own work alone. */
    public static void tell(Throwable failure) {
        Thread.UncaughtExceptionHandler process = Thread.getDefaultUncaughtExceptionHandler();
        Throwable cause = failure;
        for (int i = 0; i < DEEPEST && cause != null && process != null; i++) {
            if (cause instanceof Error) {
                process.uncaughtException(Thread.currentThread(), cause);
                return;
            }
            cause = cause.getCause();
        }
    }
}
