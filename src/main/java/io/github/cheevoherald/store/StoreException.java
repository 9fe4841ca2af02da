package io.github.cheevoherald.store;

import java.sql.SQLException;

/** Thrown when the database cannot be used; the message is one sentence for the operator. */
public final class StoreException extends RuntimeException {
    private final boolean unreachable;

    /** With a sentence that says what is wrong and what to do. */
    public StoreException(String sentence) {
        super(sentence);
        unreachable = false;
    }

    /** The same, with the cause for the log. */
    public StoreException(String sentence, Throwable cause) {
        this(sentence, cause, false);
    }

    private StoreException(String sentence, Throwable cause, boolean unreachable) {
        super(sentence, cause);
        this.unreachable = unreachable;
    }

    static StoreException unreachable(String sentence, Throwable cause) {
        return new StoreException(sentence, cause, true);
    }

    /** Whether only nobody answered, so that another start may help, with the same settings. */
    public boolean isUnreachable() {
        return unreachable;
    }

    /** The database's own message in one line, without the statement that a library wraps around it. */
    public static String reason(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("no reason given");
    }

    /** The SQL state that the database gave; empty when it gave none. */
    static String state(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && refused.getSQLState() != null) {
                return refused.getSQLState();
            }
        }
        return "";
    }
}
