package io.github.cheevoherald.retroachievements;

/** Thrown for JSON of an unexpected shape. Names fields and kinds of values, never the values. */
final class UnexpectedShape extends RuntimeException {
    private final String reason;

    UnexpectedShape(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
