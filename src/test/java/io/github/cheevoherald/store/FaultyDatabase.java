package io.github.cheevoherald.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A real database whose every step can fail or be the last thing that the process does. Steps are the beginning of a
 * transaction, each statement, and the commit, on whatever connection. To be used by one thread at a time.
 */
public final class FaultyDatabase implements AutoCloseable {

    /** What happens at a step. */
    public enum Fault {
        /** It fails and leaves nothing behind. */
        FAILS,
        /** It fails, and so does all that follows until {@link #calm}. */
        FAILS_FROM_HERE_ON,
        /** The next commit from here on takes effect, and yet seems to have failed. */
        COMMITS_UNSAID,
        /** The process ends before it. */
        DIES_BEFORE,
        /** The process ends after it. */
        DIES_AFTER
    }

    /** The end of the process: nothing of ours catches it, and nothing after it reaches the database or the network. */
    public static final class ProcessDied extends Error {
        private static final long serialVersionUID = 1;
    }

    private final List<Wire> wires = new ArrayList<>();
    private final Database database;
    private @Nullable Fault fault;
    private int stepsLeft;
    private boolean happened;
    private boolean dead;

    /** Opens the database for good; a death is got over with {@link #revive}. */
    public FaultyDatabase(String url, Clock clock) {
        database = Database.open(url, clock, List.of(Migration.LOCATION), this::between);
    }

    private DataSource between(DataSource source) {
        return proxy(DataSource.class, (self, method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                return call(source, method, arguments);
            }
            Wire wire = new Wire(source);
            wires.add(wire);
            return proxy(Connection.class, wire);
        });
    }

    public Database database() {
        return database;
    }

    /** Has something go wrong after so many further steps. */
    public void plan(Fault what, int after) {
        fault = what;
        stepsLeft = after;
        happened = false;
    }

    /** Nothing goes wrong any more; says whether what was planned happened. */
    public boolean calm() {
        fault = null;
        return happened;
    }

    public boolean isPlanned() {
        return fault != null || dead;
    }

    /** Ends the process, for a reason outside of the database. */
    public ProcessDied die() {
        dead = true;
        return new ProcessDied();
    }

    public boolean isDead() {
        return dead;
    }

    /** What a new process finds: all that was committed, and nothing of what was not. */
    public void revive() {
        if (dead) {
            wires.forEach(Wire::reconnect);
        }
        dead = false;
        fault = null;
    }

    @Override
    public void close() {
        revive();
        database.close();
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(FaultyDatabase.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** One step of the process, whose effect is the call. */
    private @Nullable Object step(Connection real, Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (dead) {
            throw new ProcessDied();
        }
        boolean commit = method.getName().equals("commit");
        Fault now = fault;
        if (now == null || stepsLeft-- > 0 || (now == Fault.COMMITS_UNSAID && !commit)) {
            return call(target, method, arguments);
        }
        happened = true;
        if (now != Fault.FAILS_FROM_HERE_ON) {
            fault = null;
        }
        if (now == Fault.DIES_BEFORE) {
            throw die();
        }
        if (now == Fault.DIES_AFTER || now == Fault.COMMITS_UNSAID) {
            call(target, method, arguments);
        }
        if (now == Fault.DIES_AFTER) {
            throw die();
        }
        if (commit && now != Fault.COMMITS_UNSAID) {
            // As SQLite does when it cannot write.
            real.rollback();
        }
        throw new SQLiteException("as the test wants it", SQLiteErrorCode.SQLITE_IOERR);
    }

    /** A connection that outlives the deaths of the process. */
    private final class Wire implements InvocationHandler {
        private final DataSource source;
        private Connection real;

        Wire(DataSource source) throws SQLException {
            this.source = source;
            this.real = connect();
        }

        /** What the operating system holds survives the deaths that are tried here. */
        private Connection connect() throws SQLException {
            Connection connection = source.getConnection();
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA synchronous = OFF");
            }
            return connection;
        }

        void reconnect() {
            try {
                if (!real.isClosed()) {
                    Connection left = real;
                    // First, since the last one to leave would write all of the log into the file.
                    real = connect();
                    left.close();
                }
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
            return switch (method.getName()) {
                case "commit" -> step(real, real, method, arguments);
                case "setAutoCommit" ->
                    arguments != null && Boolean.FALSE.equals(arguments[0])
                            ? step(real, real, method, arguments)
                            : unlessDead(method, arguments);
                case "rollback" -> unlessDead(method, arguments);
                case "prepareStatement" -> statement(PreparedStatement.class, method, arguments);
                case "createStatement" -> statement(Statement.class, method, arguments);
                default -> call(real, method, arguments);
            };
        }

        private @Nullable Object unlessDead(Method method, Object @Nullable [] arguments) throws Throwable {
            return dead ? null : call(real, method, arguments);
        }

        private Object statement(Class<?> type, Method method, Object @Nullable [] arguments) throws Throwable {
            Connection mine = real;
            Object statement = call(mine, method, arguments);
            return proxy(
                    type,
                    (self, called, with) -> called.getName().startsWith("execute")
                            ? step(mine, java.util.Objects.requireNonNull(statement), called, with)
                            : call(java.util.Objects.requireNonNull(statement), called, with));
        }
    }
}
