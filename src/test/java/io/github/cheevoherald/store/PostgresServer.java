package io.github.cheevoherald.store;

import io.github.cheevoherald.MutableClock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * The embedded PostgreSQL of this JVM's tests, started when the first one needs it and ended with the JVM. Where it can't
 * start, the tests that need it are skipped.
 */
public final class PostgresServer {
    /** Owns the databases, and may log in with any password. */
    public static final String USER = "herald";

    /** May log in with this password alone. */
    public static final String USER_WITH_PASSWORD = "guarded";

    public static final String PASSWORD = "correct horse";

    private static final String TEMPLATE = "herald_template";
    private static @Nullable PostgresServer started;
    private static @Nullable String refused;

    private final EmbeddedPostgres server;
    private final Jdbi admin;
    private final List<String> databases = new ArrayList<>();
    private int created;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
        this.admin = Jdbi.create(server.getPostgresDatabase());
        admin.useHandle(handle -> {
            handle.execute("CREATE ROLE " + USER + " LOGIN");
            handle.execute("CREATE ROLE " + USER_WITH_PASSWORD + " LOGIN PASSWORD '" + PASSWORD + "'");
            handle.execute("CREATE DATABASE " + TEMPLATE + " OWNER " + USER);
        });
        Database.open(address(TEMPLATE), MutableClock.at("2026-03-01T12:00:00Z"))
                .close();
    }

    /** @throws TestAbortedException where PostgreSQL can't run, with the reason */
    public static synchronized PostgresServer get() {
        if (started == null && refused == null) {
            try {
                started = new PostgresServer(EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("synchronous_commit", "on")
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .setDataDirectoryCustomizer(PostgresServer::guard)
                        .start());
            } catch (IOException | IllegalStateException e) {
                refused = e.toString();
            }
        }
        if (started == null) {
            throw new TestAbortedException("PostgreSQL can't start here: " + refused);
        }
        return started;
    }

    /** Everybody else is trusted. */
    private static void guard(File data) {
        Path rules = data.toPath().resolve("pg_hba.conf");
        try {
            Files.writeString(
                    rules, "host all " + USER_WITH_PASSWORD + " all scram-sha-256\n" + Files.readString(rules));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new database with this version's tables. */
    public synchronized DatabaseAddress newDatabase() {
        return create("TEMPLATE " + TEMPLATE);
    }

    /** A new database with nothing in it. */
    public synchronized DatabaseAddress newEmptyDatabase() {
        return create("");
    }

    private DatabaseAddress create(String how) {
        String name = "herald_" + ++created;
        admin.useHandle(handle -> handle.execute("CREATE DATABASE " + name + " OWNER " + USER + " " + how));
        databases.add(name);
        return address(name);
    }

    /** Drops all databases that were created so far. */
    public synchronized void dropAll() {
        databases.forEach(
                name -> admin.useHandle(handle -> handle.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)")));
        databases.clear();
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
}
