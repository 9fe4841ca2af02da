package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.MutableClock;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is PostgreSQL's alone: how it is reached, and in which words it is refused. */
@Timeout(120)
final class PostgresTest {
    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
    private final PostgresServer server = PostgresServer.get();

    @AfterEach
    void dropAll() {
        server.dropAll();
    }

    private static String setting(Handle handle, String name) {
        return handle.createQuery("SELECT current_setting(?)")
                .bind(0, name)
                .mapTo(String.class)
                .one();
    }

    @Test
    void aDatabaseThatAnotherTestUsedCountsFromOneAgain() {
        DatabaseAddress used = server.newDatabase();
        Jdbi.create(used.url(), used.user(), "")
                .useHandle(handle -> handle.execute("ALTER TABLE players ALTER COLUMN player_id RESTART WITH 50"));
        server.dropAll();

        DatabaseAddress again = server.newDatabase();

        try (Handle handle = Jdbi.open(again.url(), again.user(), "")) {
            assertThat(handle.createQuery(
                                    "INSERT INTO players (ulid, name, picture, profile_at_ms) VALUES ('01A', 'A', '', 0) RETURNING player_id")
                            .mapTo(Long.class)
                            .one())
                    .isEqualTo(1);
        }
    }

    @Test
    void anotherApplicationsTablesBesideItsSchemaAreNotTakenForItsOwn() {
        DatabaseAddress shared = server.newDatabase();
        Jdbi.create(shared.url(), shared.user(), "").useHandle(handle -> handle.execute("CREATE SCHEMA own"));
        DatabaseAddress own = new DatabaseAddress(shared.url() + "?currentSchema=own,public", shared.user(), null);

        Database.open(own, clock).close();

        try (Handle handle = Jdbi.open(shared.url(), shared.user(), "")) {
            assertThat(handle.createQuery("SELECT to_regclass('own.feeds') IS NOT NULL")
                            .mapTo(Boolean.class)
                            .one())
                    .isTrue();
        }
    }

    @Test
    void opensADatabaseWithNothingInItAndFindsItAgain() {
        DatabaseAddress address = server.newEmptyDatabase();
        assertThat(Database.openForReading(address)).isEmpty();

        Database.open(address, clock).close();
        Database.open(address, clock).close();

        try (Database database = Database.openForReading(address).orElseThrow()) {
            assertThat(database.place()).isEqualTo(address.url().substring("jdbc:postgresql://".length()));
            assertThat(database.warning()).isEmpty();
        }
    }

    @Test
    void bothStoresHaveTheSameTablesAndColumns(@TempDir Path folder) {
        try (Database file = StoreKind.SQLITE.open(folder, clock);
                Database here = Database.open(server.newDatabase(), clock)) {
            List<String> columns = here.read(
                    handle -> handle.createQuery("""
                            SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'NO' THEN ' needed' ELSE '' END
                            FROM information_schema.columns
                            WHERE table_schema = 'public' AND table_name NOT IN ('flyway_schema_history', 'lease')
                            """).mapTo(String.class).list());
            List<String> ofTheFile = file.read(
                    handle -> handle.createQuery("""
                            SELECT t.name || '.' || c.name || CASE WHEN c."notnull" + c.pk > 0 THEN ' needed' ELSE '' END
                            FROM sqlite_master t, pragma_table_info(t.name) c
                            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'flyway_schema_history'
                            """).mapTo(String.class).list());

            assertThat(columns).containsExactlyInAnyOrderElementsOf(ofTheFile);
        }
    }

    @Test
    void nothingWaitsForEver() {
        try (Database database = Database.open(server.newDatabase(), clock)) {
            Map<String, String> settings = database.inTransaction(handle -> {
                Map<String, String> found = new TreeMap<>();
                Stream.of(
                                "statement_timeout",
                                "lock_timeout",
                                "idle_in_transaction_session_timeout",
                                "application_name",
                                "transaction_isolation",
                                "synchronous_commit")
                        .forEach(name -> found.put(name, setting(handle, name)));
                return found;
            });

            assertThat(settings)
                    .containsOnly(
                            Map.entry("statement_timeout", "10s"),
                            Map.entry("lock_timeout", "3s"),
                            Map.entry("idle_in_transaction_session_timeout", "10s"),
                            Map.entry("application_name", "cheevo-herald"),
                            Map.entry("transaction_isolation", "read committed"),
                            Map.entry("synchronous_commit", "on"));
        }
    }

    @Test
    void anUnsyncedTransactionDoesNotWaitForTheDiskAndTheNextOneDoes() {
        try (Database database = Database.open(server.newDatabase(), clock)) {
            assertThat(database.<String>inUnsyncedTransaction(handle -> setting(handle, "synchronous_commit")))
                    .isEqualTo("off");
            assertThat(database.<String>inTransaction(handle -> setting(handle, "synchronous_commit")))
                    .isEqualTo("on");
        }
    }

    @Test
    void parametersOfTheAddressWin() {
        DatabaseAddress plain = server.newDatabase();
        DatabaseAddress address = new DatabaseAddress(
                plain.url() + "?ApplicationName=ours&options=-c%20lock_timeout=7s", plain.user(), null);

        try (Database database = Database.open(address, clock)) {
            assertThat(database.<String>inTransaction(handle -> setting(handle, "application_name")))
                    .isEqualTo("ours");
            assertThat(database.<String>inTransaction(handle -> setting(handle, "lock_timeout")))
                    .isEqualTo("7s");
            assertThat(database.<String>inTransaction(handle -> setting(handle, "statement_timeout")))
                    .isEqualTo("10s");
            assertThat(database.place()).doesNotContain("ours");
        }
    }

    @Test
    void refusesAWrongPasswordWithoutShowingIt() {
        String url = server.newDatabase().url();

        assertThatThrownBy(() -> Database.open(
                        new DatabaseAddress(url, PostgresServer.USER_WITH_PASSWORD, "not the password"), clock))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("database.password: ")
                .hasMessageContaining("refuses the user or the password")
                .message()
                .doesNotContain("not the password");
    }

    @Test
    void aPasswordIsNeverInTheAddressesWords() {
        assertThat(new DatabaseAddress("jdbc:postgresql://h/d?sslpassword=hidden", "ann", "hidden").toString())
                .doesNotContain("hidden");
    }

    @Test
    void refusesSomebodyElsesDatabase() {
        DatabaseAddress address = server.newEmptyDatabase();
        Jdbi.create(PostgresAddress.of(address).source())
                .useHandle(handle -> handle.execute("CREATE TABLE cookies (name TEXT)"));

        assertThatThrownBy(() -> Database.open(address, clock))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("database.url: ")
                .hasMessageContaining("can't be upgraded to this version");
        assertThatThrownBy(() -> Database.openForReading(address))
                .isInstanceOf(StoreException.class)
                .hasMessageEndingWith("isn't a database of this bot");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:herald",
                "jdbc:postgresql://localhost/",
                "jdbc:postgresql://ann:secret@localhost/herald",
                "jdbc:postgresql://localhost/herald?password=secret",
                "jdbc:postgresql://localhost/herald?socketTimeout=secret"
            })
    void refusesOtherAddressesWithoutShowingThem(String url) {
        assertThatThrownBy(() -> Database.open(url, clock))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("database.url: ")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void findsOutWhetherSessionsAreShared() throws SQLException {
        DataSource source = PostgresAddress.of(server.newDatabase()).source();

        assertThat(SessionCheck.isShared(source)).isFalse();
        try (Connection only = source.getConnection()) {
            assertThat(SessionCheck.isShared(lending(only))).isTrue();
        }
    }

    /** As a pooler in transaction mode whose other clients do nothing. */
    private static DataSource lending(Connection only) {
        Connection lent = (Connection) Proxy.newProxyInstance(
                PostgresTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> method.getName().equals("close") ? null : method.invoke(only, arguments));
        return (DataSource) Proxy.newProxyInstance(
                PostgresTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, arguments) -> lent);
    }

    @Test
    void aServerThatEndsDuringAnUpgradeCanBeTriedAgain(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("V900__end.sql"), "SELECT pg_terminate_backend(pg_backend_pid());");
        DatabaseAddress address = server.newDatabase();

        assertThatThrownBy(() -> Database.open(address, clock, List.of("filesystem:" + folder), source -> source))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        refused -> assertThat(refused.isUnreachable()).isTrue())
                .hasMessageContaining("can't be reached");
    }
}
