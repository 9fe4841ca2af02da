package io.github.cheevoherald.resilience;

/** Passes an Error that our own thread survives to the handler that would have got it had the thread died. */
public final class Uncaught {
    private static final int MAX_DEPTH = 20;

    private Uncaught() {}

    /** Reports the first Error among a failure and its causes. Exceptions concern their own work alone and are ignored. */
    public static void report(Throwable failure) {
        Thread.UncaughtExceptionHandler process = Thread.getDefaultUncaughtExceptionHandler();
        Throwable cause = failure;
        for (int i = 0; i < MAX_DEPTH && cause != null && process != null; i++) {
            if (cause instanceof Error) {
                process.uncaughtException(Thread.currentThread(), cause);
                return;
            }
            cause = cause.getCause();
        }
    }
}
