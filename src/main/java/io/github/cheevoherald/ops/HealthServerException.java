package io.github.cheevoherald.ops;

/** The health server cannot listen; the message is one sentence for an operator that names the key. */
public final class HealthServerException extends Exception {
    HealthServerException(String sentence) {
        super(sentence);
    }

    HealthServerException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
