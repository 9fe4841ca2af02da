package io.github.cheevoherald.store;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A real database in which any step can fail or be the process's last. Steps are the start of a transaction, each
 * statement, and the commit, on any connection. For one thread at a time.
 */
public final class FaultyDatabase implements AutoCloseable {

    /** What happens at a step. */
    public enum Fault {
        /** It fails and leaves nothing behind. */
        FAILS,
        /** It fails, and so does everything after it until {@link #calm}. */
        FAILS_FROM_HERE_ON,
        /** The next commit takes effect but seems to fail. */
        COMMITS_UNCONFIRMED,
        /** The process ends before it. */
        DIES_BEFORE,
        /** The process ends after it. */
        DIES_AFTER,
        /** The power fails before it. */
        POWER_FAILS_BEFORE,
        /** The power fails after it. */
        POWER_FAILS_AFTER;

        boolean isAnEnd() {
            return this == DIES_BEFORE || this == DIES_AFTER || isOfThePower();
        }

        private boolean isOfThePower() {
            return this == POWER_FAILS_BEFORE || this == POWER_FAILS_AFTER;
        }

        private boolean comesAfter() {
            return this == DIES_AFTER || this == POWER_FAILS_AFTER || this == COMMITS_UNCONFIRMED;
        }
    }

    /**
     * The end of the process: none of our code catches it, and nothing after it reaches the database or the network.
     */
    public static final class ProcessDied extends Error {
        private static final long serialVersionUID = 1;
    }

    private static final String SYNCHRONOUS = "PRAGMA synchronous = ";

    private final List<Wire> wires = new CopyOnWriteArrayList<>();
    private final Path file;
    private final Path log;
    private final Database database;

    /** How much of the log is on the disk: everything up to the latest commit that waited for it. */
    private long synced;

    private @Nullable Fault fault;
    private int stepsLeft;
    private boolean happened;
    private boolean dead;
    private boolean powerFailed;

    /** Opens the database; after a death, call {@link #revive}. */
    public FaultyDatabase(String url, Clock clock) {
        file = DatabaseFile.of(url).path();
        log = file.resolveSibling(file.getFileName() + "-wal");
        database = Database.open(DatabaseAddress.of(url), clock, List.of(), this::between);
        checkpoint();
    }

    /** Checkpoints the log into the file, which nothing else does here. */
    public void checkpoint() {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            synced = logLength();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private long logLength() {
        return log.toFile().length();
    }

    private DataSource between(DataSource source) {
        return proxy(DataSource.class, (self, method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                return call(source, method, arguments);
            }
            // This runs on the pool's own thread when it replaces a connection.
            synchronized (wires) {
                Wire wire = new Wire(source);
                wires.add(wire);
                return proxy(Connection.class, wire);
            }
        });
    }

    public Database database() {
        return database;
    }

    /** Plans a fault after n more steps. */
    public void plan(Fault what, int after) {
        fault = what;
        stepsLeft = after;
        happened = false;
    }

    /** Cancels all faults; returns whether the planned one occurred. */
    public boolean calm() {
        fault = null;
        return happened;
    }

    public boolean isPlanned() {
        return fault != null || dead;
    }

    /** Ends the process for a reason outside the database. */
    public ProcessDied die() {
        dead = true;
        return new ProcessDied();
    }

    /** Ends the process and loses everything that wasn't on the disk. */
    public ProcessDied failPower() {
        powerFailed = true;
        return die();
    }

    public boolean isDead() {
        return dead;
    }

    /**
     * Starts a new process, which finds everything that was committed, or after a power cut only what was on the disk.
     * Returns whether the power failed.
     */
    public boolean revive() {
        boolean lost = powerFailed;
        if (lost) {
            putBackWhatIsOnTheDisk();
        } else if (dead) {
            wires.forEach(Wire::reconnect);
        }
        dead = false;
        powerFailed = false;
        fault = null;
        return lost;
    }

    private void putBackWhatIsOnTheDisk() {
        synchronized (wires) {
            try {
                byte[] kept = Files.readAllBytes(file);
                byte[] keptLog = Arrays.copyOf(Files.readAllBytes(log), (int) synced);
                List<Wire> replaced = wires.stream().filter(Wire::isReplaced).toList();
                for (Wire wire : wires) {
                    wire.real.close();
                }
                wires.removeAll(replaced);
                Files.write(file, kept);
                Files.write(log, keptLog);
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));
                for (Wire wire : wires) {
                    wire.real = wire.connect();
                }
            } catch (IOException | SQLException e) {
                throw new AssertionError(e);
            }
        }
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

    /** The action of a step. */
    @FunctionalInterface
    private interface Effect {
        @Nullable Object happen() throws Throwable;
    }

    /** One step of the process. */
    private @Nullable Object step(Connection real, boolean commit, Effect effect) throws Throwable {
        if (dead) {
            throw new ProcessDied();
        }
        Fault now = fault;
        if (now == null || stepsLeft-- > 0 || (now == Fault.COMMITS_UNCONFIRMED && !commit)) {
            return effect.happen();
        }
        happened = true;
        if (now != Fault.FAILS_FROM_HERE_ON) {
            fault = null;
        }
        if (now.comesAfter()) {
            effect.happen();
        }
        if (now.isAnEnd()) {
            throw now.isOfThePower() ? failPower() : die();
        }
        if (commit && now != Fault.COMMITS_UNCONFIRMED) {
            // As SQLite does if it can't write.
            real.rollback();
        }
        throw new SQLiteException("planned by the test", SQLiteErrorCode.SQLITE_IOERR);
    }

    /** A connection that survives the process's deaths. */
    private final class Wire implements InvocationHandler {
        private final DataSource source;
        private Connection real;
        private SynchronousMode synchronous = SynchronousMode.FULL;
        private long logBefore;

        Wire(DataSource source) throws SQLException {
            this.source = source;
            this.real = connect();
        }

        /**
         * The operating system's buffers survive a process; for a power cut, the log's length on disk is tracked
         * instead.
         */
        private Connection connect() throws SQLException {
            Connection connection = source.getConnection();
            synchronous = SynchronousMode.FULL;
            try (Statement statement = connection.createStatement()) {
                statement.execute(SYNCHRONOUS + "OFF");
                statement.execute("PRAGMA wal_autocheckpoint = 0");
            }
            return connection;
        }

        boolean isReplaced() {
            try {
                return real.isClosed();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        void reconnect() {
            if (!isReplaced()) {
                try {
                    Connection left = real;
                    // Opened first, because the last connection to close would write the whole log into the file.
                    real = connect();
                    left.close();
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            }
        }

        @Override
        public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
            return switch (method.getName()) {
                case "commit" -> step(real, true, this::commit);
                case "setAutoCommit" ->
                    arguments != null && Boolean.FALSE.equals(arguments[0])
                            ? step(real, false, this::begin)
                            : unlessDead(method, arguments);
                case "rollback" -> unlessDead(method, arguments);
                case "prepareStatement" -> statement(PreparedStatement.class, method, arguments);
                case "createStatement" -> statement(Statement.class, method, arguments);
                case "hashCode" -> System.identityHashCode(self);
                case "equals" -> self == Objects.requireNonNull(arguments)[0];
                default -> call(real, method, arguments);
            };
        }

        private @Nullable Object begin() throws SQLException {
            real.setAutoCommit(false);
            logBefore = logLength();
            return null;
        }

        /** SQLite waits for the disk if it wrote something, and thereby for everything written before. */
        private @Nullable Object commit() throws SQLException {
            real.commit();
            long length = logLength();
            if (synchronous == SynchronousMode.FULL && length > logBefore) {
                synced = length;
            }
            return null;
        }

        private @Nullable Object unlessDead(Method method, Object @Nullable [] arguments) throws Throwable {
            return dead ? null : call(real, method, arguments);
        }

        private Object statement(Class<?> type, Method method, Object @Nullable [] arguments) throws Throwable {
            Connection mine = real;
            Object statement = Objects.requireNonNull(call(mine, method, arguments));
            return proxy(type, (self, called, with) -> {
                if (with != null && with[0] instanceof String sql && sql.startsWith(SYNCHRONOUS)) {
                    return synchronous(mine, SynchronousMode.valueOf(sql.substring(SYNCHRONOUS.length())));
                }
                if (called.getName().equals("isClosed") && mine != real) {
                    return true;
                }
                return called.getName().startsWith("execute")
                        ? step(mine, false, () -> call(statement, called, with))
                        : call(statement, called, with);
            });
        }

        /** A step that can fail. Ending right here is the same as ending before or after the transaction. */
        private @Nullable Object synchronous(Connection mine, SynchronousMode mode) throws Throwable {
            Effect effect = () -> {
                synchronous = mode;
                return false;
            };
            return dead || (fault != null && fault.isAnEnd()) ? effect.happen() : step(mine, false, effect);
        }
    }
}
