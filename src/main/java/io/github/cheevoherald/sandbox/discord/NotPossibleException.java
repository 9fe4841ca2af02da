package io.github.cheevoherald.sandbox.discord;

/** Thrown when something doesn't exist, or when Discord's client wouldn't let the person do it. */
public final class NotPossibleException extends IllegalArgumentException {
    NotPossibleException(String why) {
        super(why);
    }
}
