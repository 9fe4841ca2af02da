package io.github.cheevoherald.store;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/** A kind of store that tests run on. */
public enum StoreKind {
    SQLITE {
        @Override
        public DatabaseAddress address(Path file) {
            return DatabaseAddress.of("jdbc:sqlite:" + MigratedFile.at(file));
        }

        @Override
        public void trigger(Handle handle, String name, String when, String does) {
            handle.execute("CREATE TRIGGER " + name + " " + when + " BEGIN " + does + "; END");
        }

        @Override
        public String refusing(String why) {
            return "SELECT RAISE(ABORT, '" + why + "')";
        }
    },
    POSTGRESQL {
        @Override
        public DatabaseAddress address(Path file) {
            return DATABASES
                    .computeIfAbsent(
                            file, first -> new Made(PostgresServer.get().newDatabase(), Thread.currentThread()))
                    .address();
        }

        @Override
        public void trigger(Handle handle, String name, String when, String does) {
            handle.execute("CREATE FUNCTION " + name + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + does
                    + "; RETURN NEW; END $$");
            handle.execute("CREATE TRIGGER " + name + " " + when + " EXECUTE FUNCTION " + name + "()");
        }

        @Override
        public String refusing(String why) {
            return "RAISE EXCEPTION '" + why + "'";
        }
    };

    private static final Map<Path, Made> DATABASES = new ConcurrentHashMap<>();

    private record Made(DatabaseAddress address, Thread by) {}

    /** What the whole bot is tested on, by the profile {@code postgres} or else a file. */
    public static StoreKind chosen() {
        return System.getProperty("herald.tests.store", "").equals("postgresql") ? POSTGRESQL : SQLITE;
    }

    static List<StoreKind> chosenOnly() {
        return List.of(chosen());
    }

    static List<StoreKind> chosenAndPostgres() {
        return chosen() == POSTGRESQL ? List.of(POSTGRESQL) : List.of(SQLITE, POSTGRESQL);
    }

    /** The file, or a database that stands for it: the same one for the same name. */
    public abstract DatabaseAddress address(Path file);

    /** Makes a trigger, as in {@code BEFORE UPDATE ON outbox FOR EACH ROW WHEN (NEW.state = 'sent')}. */
    public abstract void trigger(Handle handle, String name, String when, String does);

    /** What a trigger does to make the statement fail. */
    public abstract String refusing(String why);

    /** Removes a trigger. */
    public void dropTrigger(Handle handle, String name, String table) {
        handle.execute("DROP TRIGGER " + name + (this == SQLITE ? "" : " ON " + table));
    }

    /** Opens the store {@code herald.db} of a folder. */
    public Database open(Path folder, Clock clock) {
        return Database.open(address(folder.resolve("herald.db")), clock);
    }

    /** Takes back what this thread created on PostgreSQL. */
    public static void forgetAll() {
        if (DATABASES.values().removeIf(made -> made.by() == Thread.currentThread())) {
            PostgresServer.get().dropAll();
        }
    }
}
