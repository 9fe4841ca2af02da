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

    /** What the database itself says, in one line. */
    static String reason(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
