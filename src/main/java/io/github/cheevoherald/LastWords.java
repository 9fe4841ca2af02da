package io.github.cheevoherald;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of every Error, whichever thread met it, and ends the process in words when it cannot go on: when a class cannot
 * be loaded, as after the program file was replaced under it, or when Java itself has come to its limits. A stack that
 * grew too high, and any other Error, concerns one piece of work, and the thread that did it goes on.
 */
final class LastWords implements Thread.UncaughtExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(LastWords.class);
    private static final int MOST_REMEMBERED = 100;

    private final CountDownLatch fallen = new CountDownLatch(1);
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * Prepares the end, for which nothing can be made any more once it has come.
     *
     * @param end ends the process, on a thread of its own
     */
    LastWords(Runnable end) {
        Thread thread = new Thread(
                () -> {
                    try {
                        fallen.await();
                        end.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "last-words");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (isTheEnd(failure)) {
            end(failure);
        } else if (told.size() < MOST_REMEMBERED && told.add(thread.getName() + failure.getClass())) {
            log.error("The thread \"{}\" failed; the others go on: {}", thread.getName(), failure.toString());
            log.debug("Its failure", failure);
        }
    }

    private static boolean isTheEnd(Throwable failure) {
        return failure instanceof LinkageError
                || (failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError));
    }

    private void end(Throwable failure) {
        if (!told.add("the end")) {
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
