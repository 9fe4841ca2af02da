package io.github.cheevoherald.sandbox;

/** What was asked cannot be done as asked; the message is one sentence for whoever asked. */
final class BadRequest extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    BadRequest(String sentence) {
        super(sentence);
    }
}
