package io.github.cheevoherald.config;

import java.util.Objects;

/** A secret value. {@link #toString()} never reveals it. */
public final class Secret {
    private final String value;

    /** Wraps a value unchanged; the caller strips white space. */
    public Secret(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** The value itself, for the code that sends it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
