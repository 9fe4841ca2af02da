package io.github.cheevoherald.store;

/** The database cannot be used; the message is one sentence for an operator. */
public final class StoreException extends RuntimeException {
    /** Says what is wrong and what to do. */
    public StoreException(String sentence) {
        super(sentence);
    }

    /** Says what is wrong and what to do, and keeps the cause for the log. */
    public StoreException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
