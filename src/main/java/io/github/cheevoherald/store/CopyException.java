package io.github.cheevoherald.store;

import java.sql.SQLException;

/** A statement of a copy failed, inside a transaction that is undone. */
final class CopyException extends RuntimeException {
    CopyException(SQLException cause) {
        super(cause);
    }
}
