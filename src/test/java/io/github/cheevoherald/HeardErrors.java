package io.github.cheevoherald;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What the process hears of Errors while it is open. */
public final class HeardErrors implements AutoCloseable {
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final Thread.@Nullable UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

    public HeardErrors() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> errors.add(failure));
    }

    public List<Throwable> errors() {
        return errors;
    }

    @Override
    public void close() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }
}
