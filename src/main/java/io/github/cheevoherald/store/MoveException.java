package io.github.cheevoherald.store;

/** Thrown when a move that had begun could not be finished; the message is one sentence for the operator. */
public final class MoveException extends RuntimeException {
    MoveException(String sentence) {
        super(sentence);
    }

    MoveException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
