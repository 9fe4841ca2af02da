package io.github.cheevoherald.store;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** The open store, a SQLite file or a PostgreSQL database. Never call the network inside a transaction: others wait for it. */
public final class Database implements AutoCloseable {
    private final Engine engine;
    private final Optional<Restored> restored;
    private final DatabaseProbe probe;
    private final StoreOutage outage = new StoreOutage();

    private Database(Engine engine, Optional<Restored> restored) {
        this.engine = engine;
        this.restored = restored;
        this.probe = new DatabaseProbe(engine.unpooled());
    }

    /** Opens a store that nobody has to log in at; otherwise as below. */
    public static Database open(String url, Clock clock) {
        return open(DatabaseAddress.of(url), clock);
    }

    /**
     * Locks the store, upgrades it to this version's tables and opens it.
     *
     * @throws StoreException with one sentence that names {@code database.url}, when it cannot be used
     */
    public static Database open(DatabaseAddress address, Clock clock) {
        return open(address, clock, List.of(), source -> source);
    }

    /**
     * Opens with further migrations, and with every data source wrapped, so that a test can fail or observe it.
     */
    static Database open(
            DatabaseAddress address, Clock clock, List<String> migrations, UnaryOperator<DataSource> between) {
        Engine engine = Engine.open(address, clock, migrations, between);
        try {
            refuseIfMoved(engine);
            return new Database(engine, Restore.note(engine.writer(), clock.instant()));
        } catch (RuntimeException e) {
            engine.close();
            throw e instanceof StoreException ? e : engine.unusable(e);
        }
    }

    /** Opens a PostgreSQL database beside another process: for tests of how two share it. */
    static Database openBeside(DatabaseAddress address) {
        return new Database(PostgresEngine.openBeside(address), Optional.empty());
    }

    /**
     * Opens the database of a bot that may be running, for reading only and without a lock.
     *
     * @return empty when there is no database yet, though one could be created
     * @throws StoreException when it cannot be used
     */
    public static Optional<Database> openForReading(DatabaseAddress address) {
        return Engine.openForReading(address).map(engine -> {
            try {
                if (!engine.<Boolean>read(engine::isOurs)) {
                    throw new StoreException("database.url: " + engine.place() + " isn't a database of this bot");
                }
                refuseIfMoved(engine);
                return new Database(engine, Optional.empty());
            } catch (RuntimeException e) {
                engine.close();
                throw e;
            }
        });
    }

    private static void refuseIfMoved(Engine engine) {
        engine.read(MoveMark::read).ifPresent(mark -> {
            throw new StoreException("database.url: " + mark.sentence(engine.place()));
        });
    }

    /**
     * Makes sure that the user of a server may write to the database; a file is tried at the start of the bot only.
     *
     * @throws StoreException with one sentence that says what is missing
     */
    public static void requireRights(DatabaseAddress address) {
        if (address.isPostgres()) {
            PostgresAddress.of(address).tryOut(true);
        }
    }

    /**
     * Runs the work as one transaction. On return it is on the disk, with everything committed before it. Work that
     * changes no value does not wait for the disk.
     *
     * <p>On SQLite there is no other writer meanwhile. On PostgreSQL there are (READ COMMITTED): what the work has read may
     * change before it writes, so a unique key or the count of changed rows has to decide. After a deadlock the work runs
     * again, so it must change nothing but the database.
     */
    public <T> T inTransaction(Function<Handle, T> work) {
        return watchingForOutage(() -> engine.write(work));
    }

    /** As {@link #inTransaction}. */
    public void useTransaction(Consumer<Handle> work) {
        Boolean unused = inTransaction(handle -> {
            work.accept(handle);
            return true;
        });
    }

    /**
     * As {@link #inTransaction}, but on PostgreSQL, too, no other transaction of this class writes meanwhile: for changes of
     * who is announced where, which is rare, and which all others read before they write.
     */
    public <T> T aloneInTransaction(Function<Handle, T> work) {
        return watchingForOutage(() -> engine.writeAlone(work));
    }

    /** As {@link #aloneInTransaction}. */
    public void useTransactionAlone(Consumer<Handle> work) {
        Boolean unused = aloneInTransaction(handle -> {
            work.accept(handle);
            return true;
        });
    }

    /**
     * Runs the work as one transaction without waiting for the disk. If the process dies, nothing is lost; a power cut
     * undoes whatever no {@link #inTransaction} has followed. Only for what the bot would find out again by itself and has
     * told nobody. Never call it inside another transaction, since it would wait for that one.
     */
    public <T> T inUnsyncedTransaction(Function<Handle, T> work) {
        return watchingForOutage(() -> engine.writeUnsynced(work));
    }

    /** As {@link #inUnsyncedTransaction}. */
    public void useUnsyncedTransaction(Consumer<Handle> work) {
        Boolean unused = inUnsyncedTransaction(handle -> {
            work.accept(handle);
            return true;
        });
    }

    private <T> T watchingForOutage(Supplier<T> transaction) {
        try {
            T result = transaction.get();
            outage.works();
            return result;
        } catch (RuntimeException e) {
            outage.failed(e);
            throw e;
        }
    }

    /** Reads what is committed, without waiting for writers. */
    public <T> T read(Function<Handle, T> work) {
        try {
            return engine.read(work);
        } catch (RuntimeException e) {
            outage.failed(e);
            throw e;
        }
    }

    /**
     * Whether a failure means that the database is unusable for now: a full disk, a lock, a read-only file system. That
     * is already logged; the caller just tries again later.
     */
    public static boolean isOutage(Throwable failure) {
        return StoreOutage.isOne(failure);
    }

    /**
     * Whether the database is usable right now: a read on a new connection succeeds within the limit, and no recent write
     * failed.
     */
    public boolean answers(Duration limit) {
        return !outage.isOn() && probe.answers(limit);
    }

    /** Where the data is, for people to read: the file, or host and database. */
    public String place() {
        return engine.place();
    }

    /** A sentence for the operator about a file on another machine's disk. */
    public Optional<String> warning() {
        return engine.warning();
    }

    /** Whether it couldn't be used lately: the last failure is logged, and its end is not yet. */
    public boolean isFailing() {
        return outage.isOn();
    }

    /** Present for 30 days after the first start on a stamped copy. */
    public Optional<Restored> restored() {
        return restored;
    }

    /**
     * Whether this process may act outside of the database right now. On PostgreSQL it may not when it could not renew its
     * lease in time, since another process may be about to take over. The answer holds for a request that is sent at once.
     */
    public boolean mayAct() {
        return engine.lease().map(Lease::mayAct).orElse(true);
    }

    /** Completed with a sentence for the operator if another process takes the database over, which ends this one. */
    public CompletableFuture<String> takenOver() {
        return engine.lease().map(Lease::lost).orElseGet(CompletableFuture::new);
    }

    StoreOutage outage() {
        return outage;
    }

    /** Connections that may write, for a library with statements of its own. */
    public DataSource writerDataSource() {
        return engine.writer();
    }

    @Override
    public void close() {
        outage.close();
        probe.close();
        engine.close();
    }
}
