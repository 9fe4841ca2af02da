package io.github.cheevoherald.store;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** An open store of one kind: its connections, and how it runs a transaction. {@link Database} says what each one promises. */
sealed interface Engine extends AutoCloseable permits SqliteEngine, PostgresEngine {
    /** Locks the store, upgrades it to this version's tables and opens it. */
    static Engine open(
            DatabaseAddress address, Clock clock, List<String> migrations, UnaryOperator<DataSource> between) {
        return address.isPostgres()
                ? PostgresEngine.open(address, migrations, between)
                : SqliteEngine.open(address.url(), clock, migrations, between);
    }

    /** Opens a store that may be in use, for reading only; empty when there is nothing in it yet. */
    static Optional<Engine> openForReading(DatabaseAddress address) {
        return address.isPostgres()
                ? PostgresEngine.openForReading(address)
                : SqliteEngine.openForReading(address.url());
    }

    <T> T write(Function<Handle, T> work);

    <T> T writeAlone(Function<Handle, T> work);

    <T> T writeUnsynced(Function<Handle, T> work);

    <T> T read(Function<Handle, T> work);

    /** Connections that may write. */
    DataSource writer();

    /** Opens a new connection each time. */
    DataSource unpooled();

    /** Opens connections on which one reading transaction may last for hours. */
    DataSource patient();

    /** Whether the tables of this bot are there. */
    boolean isOurs(Handle handle);

    /** Where the data is, in words that show no secret. */
    String place();

    /** A sentence for the operator about a file on another machine's disk. */
    default Optional<String> warning() {
        return Optional.empty();
    }

    /** Makes the keys that the store gives by itself go on behind rows that were copied with theirs. */
    void countOn(Handle handle, List<TableShape> tables);

    /** The sentence for the operator when the store can't be used. */
    StoreException unusable(Exception why);

    /** What keeps other processes off, if it can be lost while this one runs. */
    default Optional<Lease> lease() {
        return Optional.empty();
    }

    @Override
    void close();
}
