package io.github.cheevoherald.ops;

/** The health server cannot listen. The message is one sentence for operators and names the key. */
public final class HealthServerException extends Exception {
    HealthServerException(String sentence) {
        super(sentence);
    }

    HealthServerException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
