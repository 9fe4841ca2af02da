package io.github.cheevoherald.sandbox.discord;

/** Discord's client would not have let the person do that. */
public final class NotPossibleException extends RuntimeException {
    NotPossibleException(String why) {
        super(why);
    }
}
