package io.github.cheevoherald.config;

import java.util.Objects;

/** A value that must not be shown: {@link #toString()} never reveals it. */
public final class Secret {
    private final String value;

    /** Wraps the value as it stands; surrounding white space is the caller's business. */
    public Secret(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** The value itself, for the one place that sends it. */
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
