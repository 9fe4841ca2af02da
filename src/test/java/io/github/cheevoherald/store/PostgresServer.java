package io.github.cheevoherald.store;

import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.MutableClock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * The embedded PostgreSQL of this JVM's tests, started when the first one needs it and ended with the JVM. Where it can't
 * start, the tests that need it are skipped.
 */
public final class PostgresServer implements AutoCloseable {
    /** Owns the databases, and may log in with any password. */
    public static final String USER = "herald";

    /** May log in with this password alone. */
    public static final String USER_WITH_PASSWORD = "guarded";

    public static final String PASSWORD = "correct horse";

    /** May not log in from anywhere. */
    static final String USER_KEPT_OUT = "kept_out";

    private static final String TEMPLATE = "herald_template";

    /** Most tests use few tables, and the time goes by the number of tables truncated. */
    private static final String EMPTY_USED_TABLES = """
            DO $$
            DECLARE
                candidate record;
                used boolean;
                names text := '';
            BEGIN
                FOR candidate IN
                    SELECT c.relname, min(s.objid::regclass::text) AS counter
                    FROM pg_class c
                    LEFT JOIN pg_depend s ON s.refobjid = c.oid AND s.deptype IN ('a', 'i')
                        AND EXISTS (SELECT 1 FROM pg_sequence WHERE seqrelid = s.objid)
                    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
                    AND c.relname NOT IN ('flyway_schema_history', 'lease')
                    GROUP BY c.relname
                LOOP
                    used := false;
                    IF candidate.counter IS NOT NULL THEN
                        EXECUTE 'SELECT is_called OR last_value > 1 FROM ' || candidate.counter INTO used;
                    END IF;
                    IF NOT used THEN
                        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', candidate.relname) INTO used;
                    END IF;
                    IF used THEN
                        names := names || ', ' || quote_ident(candidate.relname);
                    END IF;
                END LOOP;
                IF names <> '' THEN
                    EXECUTE 'TRUNCATE ' || substr(names, 3) || ' RESTART IDENTITY CASCADE';
                END IF;
            END $$
            """;

    private static @Nullable PostgresServer started;
    private static @Nullable String refused;

    private final EmbeddedPostgres server;
    private final Jdbi admin;

    /** Names, and the threads of the tests that created them. */
    private final Map<String, Thread> databases = new HashMap<>();

    /** Emptied, which is quicker than to drop one and create another. */
    private final Deque<String> emptied = new ArrayDeque<>();

    private final List<String> shape;
    private int created;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
        this.admin = Jdbi.create(server.getPostgresDatabase());
        admin.useHandle(handle -> {
            handle.execute("CREATE ROLE " + USER + " LOGIN");
            handle.execute("CREATE ROLE " + USER_WITH_PASSWORD + " LOGIN PASSWORD '" + PASSWORD + "'");
            handle.execute("CREATE ROLE " + USER_KEPT_OUT + " LOGIN");
            handle.execute("CREATE DATABASE " + TEMPLATE + " OWNER " + USER);
        });
        Database.open(address(TEMPLATE), MutableClock.at("2026-03-01T12:00:00Z"))
                .close();
        shape = in(TEMPLATE).withHandle(PostgresServer::shape);
    }

    private static List<String> shape(Handle handle) {
        return handle.createQuery("""
                        SELECT table_name || (SELECT COUNT(*) FROM flyway_schema_history)
                        FROM information_schema.tables WHERE table_schema = 'public'
                        UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
                        UNION ALL SELECT conname FROM pg_constraint WHERE contype = 'c'
                        UNION ALL SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'
                        ORDER BY 1
                        """).mapTo(String.class).list();
    }

    private Jdbi in(String database) {
        return Jdbi.create(server.getDatabase(USER, database));
    }

    /**
     * The server of this JVM.
     *
     * @throws TestAbortedException where PostgreSQL can't run, with the reason
     */
    public static synchronized PostgresServer get() {
        if (started == null && refused == null) {
            try {
                started = start("off");
            } catch (IOException | IllegalStateException e) {
                refused = e.toString();
            }
        }
        if (started == null) {
            throw cannotStart(refused);
        }
        return started;
    }

    /**
     * A server that nobody else uses, to be closed.
     *
     * @throws TestAbortedException where PostgreSQL can't run, with the reason
     */
    public static PostgresServer another() {
        try {
            return start("off");
        } catch (IOException | IllegalStateException e) {
            throw cannotStart(e.toString());
        }
    }

    private static TestAbortedException cannotStart(@Nullable String reason) {
        return new TestAbortedException("PostgreSQL can't start here: " + reason);
    }

    /** A server of its own that waits for the disk, to measure what that costs. */
    public static PostgresServer onDisk() throws IOException {
        return start("on");
    }

    private static PostgresServer start(String waitsForDisk) throws IOException {
        return new PostgresServer(EmbeddedPostgres.builder()
                .setServerConfig("fsync", waitsForDisk)
                .setServerConfig("full_page_writes", waitsForDisk)
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("autovacuum", "off")
                .setPGStartupWait(Duration.ofSeconds(60))
                .setDataDirectoryCustomizer(PostgresServer::guard)
                .start());
    }

    /** Everybody else is trusted. */
    private static void guard(File data) {
        Path rules = data.toPath().resolve("pg_hba.conf");
        try {
            Files.writeString(
                    rules,
                    "host all " + USER_WITH_PASSWORD + " all scram-sha-256\nhost all " + USER_KEPT_OUT + " all reject\n"
                            + Files.readString(rules));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new database with this version's tables. */
    public synchronized DatabaseAddress newDatabase() {
        String clean = emptied.poll();
        if (clean == null) {
            return create("TEMPLATE " + TEMPLATE);
        }
        databases.put(clean, Thread.currentThread());
        return address(clean);
    }

    /** A new database with nothing in it. */
    public synchronized DatabaseAddress newEmptyDatabase() {
        return create("");
    }

    private DatabaseAddress create(String how) {
        String name = "herald_" + ++created;
        admin.useHandle(handle -> handle.execute("CREATE DATABASE " + name + " OWNER " + USER + " " + how));
        databases.put(name, Thread.currentThread());
        return address(name);
    }

    /** Takes back the databases that this thread created so far: other tests may run beside it. */
    public void dropAll() {
        for (String name : takeOwn()) {
            if (isEmptied(name)) {
                giveBack(name);
            } else {
                admin.useHandle(handle -> handle.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"));
            }
        }
    }

    private synchronized List<String> takeOwn() {
        List<String> own = databases.keySet().stream()
                .filter(name -> databases.get(name) == Thread.currentThread())
                .toList();
        own.forEach(databases::remove);
        return own;
    }

    private synchronized void giveBack(String name) {
        emptied.add(name);
    }

    /** False when its tables are not those of the template any more, or somebody holds them. */
    private boolean isEmptied(String name) {
        try {
            return in(name).withHandle(handle -> {
                if (!shape(handle).equals(shape)) {
                    return false;
                }
                handle.execute("SET lock_timeout = '1s'");
                handle.execute(EMPTY_USED_TABLES);
                // A process that was killed may still hold it.
                handle.execute("UPDATE lease SET token = token + 1, ends_at = '-infinity'");
                return true;
            });
        } catch (JdbiException e) {
            return false;
        }
    }

    /** Stops the server at once, as a crash would, and starts it again on its data when the work is done. */
    public void whileStopped(Runnable work) {
        whileStopped("immediate", work);
    }

    /** As above, but stopped as {@code pg_ctl stop -m MODE} does. */
    public void whileStopped(String mode, Runnable work) {
        String data = setting("SHOW data_directory");
        String programs = setting("SELECT setting FROM pg_config WHERE name = 'BINDIR'");
        try {
            String start = Files.readString(Path.of(data, "postmaster.opts")).strip();
            run(programs + "/pg_ctl -D '" + data + "' -m " + mode + " -w stop").waitFor();
            try {
                work.run();
            } finally {
                run("exec " + start);
                await().atMost(Duration.ofSeconds(60))
                        .ignoreExceptions()
                        .until(() -> setting("SELECT 'up'"), "up"::equals);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String setting(String query) {
        return admin.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).one());
    }

    /** PostgreSQL refuses to run as root, except where root is somebody else. */
    private static Process run(String command) throws IOException {
        List<String> all = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            all.addAll(List.of("unshare", "-U"));
        }
        all.addAll(List.of("sh", "-c", command));
        return new ProcessBuilder(all)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** As the server's superuser, in its own database. */
    public Jdbi admin() {
        return admin;
    }

    public int port() {
        return server.getPort();
    }

    private DatabaseAddress address(String name) {
        return new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name, USER, null);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
