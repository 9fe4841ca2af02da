package io.github.cheevoherald;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The Errors reported to the process while this is open. */
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
