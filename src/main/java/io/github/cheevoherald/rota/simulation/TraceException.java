package io.github.cheevoherald.rota.simulation;

/** Thrown for a file that isn't a trace, or for stops that don't fit it; the message is a sentence for the operator. */
public final class TraceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TraceException(String message) {
        super(message);
    }
}
