package io.github.cheevoherald.rota.simulation;

/** Rejects a file that is no trace; the message is a sentence for the operator. */
public final class TraceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TraceException(String message) {
        super(message);
    }
}
