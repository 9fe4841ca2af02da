package io.github.cheevoherald.sandbox.discord;

/** What was named is not there, or Discord's client would not have let the person do that. */
public final class NotPossibleException extends IllegalArgumentException {
    NotPossibleException(String why) {
        super(why);
    }
}
