package io.github.cheevoherald.resilience;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process's handler for Errors of any thread. It logs why and ends the process when that cannot go on: when a class
 * cannot be loaded, for example because the program file was replaced, or when Java itself is at its limits. A stack
 * overflow or any other Error concerns one piece of work, and its thread goes on.
 */
public final class LastWords implements Thread.UncaughtExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(LastWords.class);
    private static final int MAX_REMEMBERED = 100;

    private final CountDownLatch fallen = new CountDownLatch(1);
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    /** Starts the thread that is to run {@code end} already now, since there may be no memory for it later. */
    public LastWords(Runnable end) {
        DaemonThreads.start("last-words", () -> {
            try {
                fallen.await();
                end.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (isTheEnd(failure)) {
            end(failure);
        } else if (logged.size() < MAX_REMEMBERED && logged.add(thread.getName() + failure.getClass())) {
            log.error("The thread \"{}\" failed; the others go on: {}", thread.getName(), failure.toString());
            log.debug("Its failure", failure);
        }
    }

    private static boolean isTheEnd(Throwable failure) {
        return failure instanceof LinkageError
                || (failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError));
    }

    private void end(Throwable failure) {
        if (!logged.add("the end")) {
            return;
        }
        try {
            log.error(inWords(failure));
        } finally {
            fallen.countDown();
        }
    }

    private static String inWords(Throwable failure) {
        return failure instanceof LinkageError
                ? "The bot is stopping because a part of it can't be loaded (" + failure
                        + "): its jar was replaced while it ran, or is damaged. Start it again"
                : "The bot is stopping because Java can't go on (" + failure + "). Start it again";
    }
}
