package io.github.cheevoherald.store;

import io.github.cheevoherald.resilience.Outage;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Logs once, for all writers, that the database cannot be used, and once that it works again. A full disk still accepts a
 * small transaction now and then, so an outage ends only when there was no failure for a while.
 */
final class StoreOutage {
    private static final Logger log = LoggerFactory.getLogger(StoreOutage.class);
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final int PRIMARY = 0xff;

    /** Errors caused by the machine, not by a wrong statement. */
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

    /** The same of PostgreSQL, as the beginning of the SQL state. */
    private static final List<String> OF_THE_SERVER = List.of(
            "08", // no connection
            "53", // no memory, no disk, too many connections
            "57P0", // shut down, or not up yet
            "57014", // a statement took too long
            "55P03", // a lock was not to be had
            "25006", // read-only
            "25P03", // the transaction was idle for too long
            "58030"); // the disk

    private final LongSupplier nanos;
    private final Outage outage = new Outage();
    private long lastFailure;
    private volatile boolean closed;

    StoreOutage() {
        this(System::nanoTime);
    }

    StoreOutage(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether the machine caused the failure, so that it may pass by itself or be repaired by the operator. */
    static boolean isOne(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LeaseLostException
                    || cause instanceof SQLTransientConnectionException
                    || (cause instanceof SQLException refused && isOfTheMachine(refused))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfTheMachine(SQLException refused) {
        if (refused instanceof SQLiteException) {
            return OF_THE_MACHINE.contains(refused.getErrorCode() & PRIMARY);
        }
        String state = refused.getSQLState();
        return state != null && OF_THE_SERVER.stream().anyMatch(state::startsWith);
    }

    boolean isOn() {
        return outage.isOn();
    }

    synchronized void failed(Throwable failure) {
        // Another process's taking over is told where it ends this one.
        if (closed || !isOne(failure) || failure instanceof LeaseLostException) {
            return;
        }
        lastFailure = nanos.getAsLong();
        if (outage.begins()) {
            log.error(
                    "database.url: the database can't be used ({}); nothing is lost, and work resumes once it can",
                    StoreException.reason(failure));
        }
    }

    void works() {
        if (outage.isOn()) {
            end();
        }
    }

    /** Failures from here on are due to the shutdown, which cuts connections still in use. */
    void close() {
        closed = true;
    }

    private synchronized void end() {
        if (nanos.getAsLong() - lastFailure >= QUIET.toNanos() && outage.ends()) {
            log.info("database.url: the database works again");
        }
    }
}
