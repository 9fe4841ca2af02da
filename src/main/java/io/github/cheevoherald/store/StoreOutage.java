package io.github.cheevoherald.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;

/**
 * Says once, for all who write, that the database cannot be used, and once that it can again. A full disk takes a small
 * transaction now and then, so one that worked ends nothing until the failures have stopped for a while.
 */
final class StoreOutage {
    private static final Logger log = LoggerFactory.getLogger(StoreOutage.class);
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final int PRIMARY = 0xff;

    /** What the machine does to a database, as opposed to what a wrong statement does. */
    private static final Set<Integer> OF_THE_MACHINE = Set.of(
            SQLiteErrorCode.SQLITE_FULL.code,
            SQLiteErrorCode.SQLITE_BUSY.code,
            SQLiteErrorCode.SQLITE_LOCKED.code,
            SQLiteErrorCode.SQLITE_READONLY.code,
            SQLiteErrorCode.SQLITE_IOERR.code,
            SQLiteErrorCode.SQLITE_CANTOPEN.code,
            SQLiteErrorCode.SQLITE_CORRUPT.code,
            SQLiteErrorCode.SQLITE_NOTADB.code,
            SQLiteErrorCode.SQLITE_PERM.code,
            SQLiteErrorCode.SQLITE_NOMEM.code,
            SQLiteErrorCode.SQLITE_PROTOCOL.code);

    private final LongSupplier nanos;
    private volatile boolean on;
    private long lastFailure;

    StoreOutage() {
        this(System::nanoTime);
    }

    StoreOutage(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether a failure is the machine's and passes by itself or by an operator's hand, whatever was attempted. */
    static boolean isOne(Throwable failure) {
        Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof SQLTransientConnectionException
                    || (cause instanceof SQLException refused
                            && OF_THE_MACHINE.contains(refused.getErrorCode() & PRIMARY))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    boolean isOn() {
        return on;
    }

    synchronized void failed(Throwable failure) {
        if (!isOne(failure)) {
            return;
        }
        lastFailure = nanos.getAsLong();
        if (!on) {
            on = true;
            log.error(
                    "database.url: the database can't be used ({}); nothing is lost, and work resumes once it can",
                    StoreException.reason(failure));
        }
    }

    void works() {
        if (on) {
            end();
        }
    }

    private synchronized void end() {
        if (on && nanos.getAsLong() - lastFailure >= QUIET.toNanos()) {
            on = false;
            log.info("database.url: the database works again");
        }
    }
}
