package io.github.cheevoherald.retroachievements;

/** JSON that is not what the question's answer looks like; names fields and kinds, never what they held. */
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
