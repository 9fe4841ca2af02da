package io.github.cheevoherald.store;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Opens the two stores of a move, and refuses those that aren't fit for it, naming the option they were given in. */
final class MoveEnds {
    static final String FROM = "--from";
    static final String TO = "--to";

    private MoveEnds() {}

    static void requireTwoKinds(DatabaseAddress from, DatabaseAddress to) {
        requireAddress(FROM, from);
        requireAddress(TO, to);
        if (from.isPostgres() == to.isPostgres()) {
            throw new StoreException(
                    from.isPostgres()
                            ? "--to: both are PostgreSQL databases; use pg_dump and pg_restore, with the bot stopped"
                            : "--to: both are SQLite files; use backup, or move the file, with the bot stopped");
        }
    }

    private static void requireAddress(String option, DatabaseAddress address) {
        if (!address.isPostgres() && !address.url().startsWith(DatabaseFile.PREFIX)) {
            // Not shown, since there may be a password in it.
            throw new StoreException(option + ": isn't the address of a file, such as jdbc:sqlite:cheevo-herald.db,"
                    + " or of a PostgreSQL database, such as jdbc:postgresql://localhost/herald");
        }
    }

    /** Looks without a lock, since opening a store would create what isn't there. */
    static void requireStore(DatabaseAddress from) {
        Optional<Engine> store = naming(FROM, () -> Engine.openForReading(from));
        if (store.isEmpty()) {
            throw new StoreException(FROM + ": there is nothing to move");
        }
        try (Engine engine = store.get()) {
            if (!engine.<Boolean>read(engine::isOurs)) {
                throw new StoreException(FROM + ": " + engine.place() + " isn't a database of this bot");
            }
            engine.read(MoveMark::read)
                    .filter(mark -> mark.state() == MoveMark.State.UNFINISHED)
                    .ifPresent(mark -> {
                        throw new StoreException(FROM + ": " + mark.sentence(engine.place()));
                    });
        }
    }

    static Engine open(String option, DatabaseAddress address, Clock clock) {
        return naming(option, () -> Engine.open(address, clock, List.of(), source -> source));
    }

    /** Looks before anything there is changed; {@link #requireFit(Engine, Engine)} looks again behind the lock. */
    static void requireFit(DatabaseAddress to, Engine from) {
        naming(TO, () -> Engine.openForReading(to)).ifPresent(engine -> {
            try (engine) {
                requireFit(engine, from);
            }
        });
    }

    /** Only what is empty, or was begun from the same store, may be copied into. */
    static void requireFit(Engine to, Engine from) {
        Optional<MoveMark> mark = to.read(MoveMark::read);
        if (mark.isEmpty() && !to.<Boolean>read(MoveEnds::isEmpty)) {
            requireUnmoved(from, from.read(MoveMark::read));
            throw new StoreException(TO + ": " + to.place() + " isn't empty; name a new file or an empty database");
        }
        mark.filter(there ->
                        there.state() == MoveMark.State.MOVED || !there.other().equals(from.place()))
                .ifPresent(there -> {
                    throw new StoreException(TO + ": " + there.sentence(to.place()));
                });
    }

    private static boolean isEmpty(Handle handle) {
        return TableShape.names(handle.getConnection()).stream().noneMatch(table -> hasRows(handle, table));
    }

    private static boolean hasRows(Handle handle, String table) {
        return handle.createQuery("SELECT 1 FROM \"" + table.replace("\"", "\"\"") + "\" LIMIT 1")
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** A backup may be restored as often as needed; what was announced since is looked up each time. */
    static void requireUnmoved(Engine from, Optional<MoveMark> mark) {
        if (mark.isPresent() && !from.<Boolean>read(MoveEnds::isBackup)) {
            throw new StoreException(FROM + ": " + mark.get().sentence(from.place()));
        }
    }

    private static boolean isBackup(Handle handle) {
        return hasRows(handle, "backup_stamp");
    }

    /** Sentences about the store name the setting; here it is an option that has to be changed. */
    private static <T> T naming(String option, Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreException e) {
            String setting = "database.url";
            String sentence = String.valueOf(e.getMessage());
            if (!sentence.startsWith(setting)) {
                throw e;
            }
            String ofTheOption = option + sentence.substring(setting.length());
            throw e.isUnreachable() ? StoreException.unreachable(ofTheOption, e) : new StoreException(ofTheOption, e);
        }
    }
}
