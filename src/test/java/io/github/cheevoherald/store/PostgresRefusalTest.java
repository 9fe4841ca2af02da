package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cheevoherald.MutableClock;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import javax.net.ssl.SSLHandshakeException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which words a database that can't be used is refused, by {@code check} as by {@code run}. */
@Timeout(120)
final class PostgresRefusalTest {
    private final PostgresServer server = PostgresServer.get();

    @AfterEach
    void dropAll() {
        server.dropAll();
    }

    /** What {@code check} says; {@code run} has to say the same. */
    private static StoreException refused(DatabaseAddress address) {
        StoreException atTheStart = catchThrowableOfType(
                StoreException.class,
                () -> Database.open(address, MutableClock.at("2026-03-01T12:00:00Z"))
                        .close());
        StoreException checked = catchThrowableOfType(StoreException.class, () -> {
            Database.openForReading(address).ifPresent(Database::close);
            Database.requireRights(address);
        });
        assertThat(atTheStart).hasMessage(checked.getMessage());
        assertThat(String.valueOf(checked.getMessage()).lines()).hasSize(1);
        assertThat(atTheStart.isUnreachable()).isEqualTo(checked.isUnreachable());
        return checked;
    }

    private static DatabaseAddress as(String user, @Nullable String password, DatabaseAddress address) {
        return new DatabaseAddress(address.url(), user, password);
    }

    private static Jdbi owner(DatabaseAddress address) {
        return Jdbi.create(PostgresAddress.of(address).source());
    }

    @Test
    void aWrongPasswordIsNotShown() {
        DatabaseAddress address = as(PostgresServer.USER_WITH_PASSWORD, "wrong horse", server.newDatabase());

        assertThat(refused(address))
                .hasMessageStartingWith("database.password: ")
                .hasMessageEndingWith(" refuses the user or the password")
                .hasMessageNotContaining("horse")
                .matches(refusal -> !refusal.isUnreachable());
    }

    @Test
    void aMissingPasswordIsNamed() {
        assertThat(refused(as(PostgresServer.USER_WITH_PASSWORD, null, server.newDatabase())))
                .hasMessageStartingWith("database.password: ")
                .hasMessageEndingWith(" asks for a password, and none is set")
                .matches(refusal -> !refusal.isUnreachable());
    }

    @Test
    void anUnknownUserIsNamed() {
        assertThat(refused(as("nobody", null, server.newDatabase())))
                .hasMessageStartingWith("database.user: ")
                .hasMessageContaining("\"nobody\"")
                .matches(refusal -> !refusal.isUnreachable());
    }

    @Test
    void aServerThatLetsNobodyInIsNamedWithItsReason() {
        assertThat(refused(as(PostgresServer.USER_KEPT_OUT, null, server.newDatabase())))
                .hasMessageStartingWith("database.url: ")
                .hasMessageContaining("pg_hba.conf")
                .hasMessageContaining("sslmode")
                .matches(refusal -> !refusal.isUnreachable());
    }

    @Test
    void anUnknownDatabaseIsNamed() {
        String url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/none";

        assertThat(refused(new DatabaseAddress(url, PostgresServer.USER, null)))
                .hasMessage("database.url: the server has no database 127.0.0.1:" + server.port() + "/none; create it")
                .matches(refusal -> !refusal.isUnreachable());
    }

    @Test
    void whatWaitingMayHelpIsUnreachable() {
        assertThat(refused(new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/none", "ann", null)))
                .hasMessage("database.url: 127.0.0.1:1/none can't be reached: Connection refused")
                .matches(StoreException::isUnreachable);
        assertThat(refused(new DatabaseAddress("jdbc:postgresql://no-such-host.invalid/none", "ann", null)))
                .hasMessage("database.url: no-such-host.invalid/none can't be reached: there's no such host")
                .matches(StoreException::isUnreachable);
    }

    @Test
    void aServerWithoutEncryptionIsNamedWhereItIsAskedFor() {
        DatabaseAddress plain = server.newDatabase();

        assertThat(refused(new DatabaseAddress(plain.url() + "?sslmode=require", plain.user(), null)))
                .hasMessageStartingWith("database.url: no encrypted connection to ")
                .hasMessageContaining("sslmode")
                .matches(refusal -> !refusal.isUnreachable());
    }

    @Test
    void aCertificateThatIsNotTrustedIsNoOutage() {
        DatabaseAddress address = new DatabaseAddress("jdbc:postgresql://db/herald", "ann", "hidden");
        SQLException why =
                new SQLException("SSL error", "08006", new SSLHandshakeException("PKIX path building failed"));

        assertThat(PostgresRefusal.of(address, "db/herald", why))
                .hasMessage(
                        "database.url: no encrypted connection to db/herald: PKIX path building failed (see its sslmode)")
                .matches(refusal -> !refusal.isUnreachable());
    }

    @Test
    void aUserWhoMayNotCreateTablesIsRefusedBeforeTheFirstRun() {
        DatabaseAddress address = server.newEmptyDatabase();
        owner(address).useHandle(handle -> handle.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC"));

        assertThat(refused(as(PostgresServer.USER_WITH_PASSWORD, PostgresServer.PASSWORD, address)))
                .hasMessageStartingWith("database.user: the user may not create tables in the schema public of ")
                .matches(refusal -> !refusal.isUnreachable());
    }

    @Test
    void aSchemaThatIsNotThereIsNamed() {
        DatabaseAddress address = server.newEmptyDatabase();

        assertThat(refused(new DatabaseAddress(address.url() + "?currentSchema=herald", address.user(), null)))
                .hasMessageStartingWith("database.url: ")
                .hasMessageContaining("has no schema that the user may use");
    }

    @Test
    void aUserWhoMayNotWriteIsRefusedLater() {
        DatabaseAddress address = server.newDatabase();
        owner(address)
                .useHandle(handle -> handle.execute(
                        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + PostgresServer.USER_WITH_PASSWORD));
        DatabaseAddress reader = as(PostgresServer.USER_WITH_PASSWORD, PostgresServer.PASSWORD, address);

        assertThat(refused(reader))
                .hasMessageStartingWith("database.user: the user may not read and write the table ")
                .matches(refusal -> !refusal.isUnreachable());
        owner(address)
                .useHandle(handle -> handle.execute("GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "
                        + PostgresServer.USER_WITH_PASSWORD));
        Database.requireRights(reader);
    }

    @Test
    void anOlderServerIsRefused() throws SQLException {
        PostgresAddress address = PostgresAddress.of(server.newDatabase());

        address.requireVersion(ofVersion(15, "15.0"));
        assertThatThrownBy(() -> address.requireVersion(ofVersion(14, "14.18")))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("database.url: ")
                .hasMessageEndingWith(" is PostgreSQL 14.18; the bot needs version 15 or later");
    }

    private static Connection ofVersion(int major, String version) {
        ClassLoader loader = PostgresRefusalTest.class.getClassLoader();
        Object data = Proxy.newProxyInstance(
                loader,
                new Class<?>[] {DatabaseMetaData.class},
                (self, method, arguments) -> method.getReturnType() == int.class ? (Object) major : version);
        return (Connection)
                Proxy.newProxyInstance(loader, new Class<?>[] {Connection.class}, (self, method, arguments) -> data);
    }

    @Test
    void aParameterThatIsNoParameterIsNamed() {
        DatabaseAddress address = server.newDatabase();

        assertThat(refused(new DatabaseAddress(address.url() + "?sslmode=%zz", address.user(), null)))
                .hasMessageStartingWith("database.url: ")
                .hasMessageContaining("parameter")
                .matches(refusal -> !refusal.isUnreachable());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENCODING 'LATIN1' LOCALE 'C' | can't hold every character",
                "LOCALE_PROVIDER icu ICU_LOCALE 'tr' LOCALE 'C' | takes I and i for different letters"
            })
    void aDatabaseThatChangesTextsIsRefused(String how, String why) {
        String name = "other_texts";
        server.admin()
                .useHandle(handle -> handle.execute(
                        "CREATE DATABASE " + name + " OWNER " + PostgresServer.USER + " TEMPLATE template0 " + how));
        try {
            assertThat(refused(new DatabaseAddress(
                            "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + name, PostgresServer.USER, null)))
                    .hasMessageStartingWith("database.url: ")
                    .hasMessageContaining(why)
                    .matches(refusal -> !refusal.isUnreachable());
        } finally {
            server.admin().useHandle(handle -> handle.execute("DROP DATABASE " + name + " WITH (FORCE)"));
        }
    }
}
