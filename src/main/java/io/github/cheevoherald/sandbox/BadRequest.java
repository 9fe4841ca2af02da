package io.github.cheevoherald.sandbox;

/** A request that cannot be carried out. The message is one sentence for the caller. */
final class BadRequest extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    BadRequest(String sentence) {
        super(sentence);
    }
}
