package io.github.cheevoherald;

import java.util.List;

/** The Errors that this class's threads report to the process from now until the end of the test, which expects them. */
public final class HeardErrors {
    private final List<Throwable> errors = OwnThreads.expected();

    public List<Throwable> errors() {
        return errors;
    }
}
