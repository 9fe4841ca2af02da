package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.cheevoherald.LogCapture;
import io.github.cheevoherald.MutableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that stops, starts again, or falls silent is as a locked file: a line when it begins, a line when it ends. */
@Timeout(120)
final class PostgresOutageTest {
    /** Nobody else's, since it is stopped. */
    @SuppressWarnings("NullAway.Init")
    private static PostgresServer server;

    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
    private final LogCapture lines = new LogCapture(StoreOutage.class.getName(), Level.INFO);
    private final AtomicLong nextGuild = new AtomicLong();

    @BeforeAll
    static void startServer() {
        server = PostgresServer.another();
    }

    @AfterAll
    static void stopServer() {
        // Unless it couldn't start.
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void close() {
        lines.close();
        server.dropAll();
    }

    private long write(Database database) {
        long guild = nextGuild.incrementAndGet();
        database.useTransaction(handle -> handle.execute("INSERT INTO guilds (guild_id) VALUES (?)", guild));
        return guild;
    }

    private static long guilds(Database database) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM guilds")
                .mapTo(Long.class)
                .one());
    }

    private void writesUntilTheEndIsLogged(Database database) {
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            write(database);
            return lines.events().size() == 2;
        });
    }

    @Test
    void aRestartOfTheServerIsSurvivedWithALineAtEachEnd() {
        try (Database database = Database.open(server.newDatabase(), clock)) {
            for (int i = 0; i < 10; i++) {
                write(database);
            }

            server.whileStopped(() -> {
                for (int i = 0; i < 2; i++) {
                    assertThatThrownBy(() -> write(database))
                            .satisfies(failure ->
                                    assertThat(Database.isOutage(failure)).isTrue());
                }
                assertThatThrownBy(() -> guilds(database))
                        .satisfies(failure ->
                                assertThat(Database.isOutage(failure)).isTrue());
                assertThat(database.answers(Duration.ofSeconds(2))).isFalse();
            });
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> guilds(database) == 10);
            writesUntilTheEndIsLogged(database);

            assertThat(lines.events()).extracting(ILoggingEvent::getLevel).containsExactly(Level.ERROR, Level.INFO);
            assertThat(lines.events().get(0).getFormattedMessage())
                    .startsWith("database.url: the database can't be used (");
        }
    }

    @Test
    void aServerThatFallsSilentIsNotWaitedForLong() throws IOException {
        DatabaseAddress direct = server.newDatabase();
        try (TcpProxy line = new TcpProxy(server.port())) {
            DatabaseAddress address = new DatabaseAddress(
                    direct.url().replace(":" + server.port() + "/", ":" + line.port() + "/") + "?socketTimeout=1",
                    direct.user(),
                    null);
            try (Database database = Database.open(address, clock)) {
                write(database);
                line.fallSilent();
                long before = System.nanoTime();

                assertThatThrownBy(() -> write(database))
                        .satisfies(failure ->
                                assertThat(Database.isOutage(failure)).isTrue());

                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(12));
                line.cut();
                writesUntilTheEndIsLogged(database);
            }
        }
        assertThat(lines.events()).extracting(ILoggingEvent::getLevel).containsExactly(Level.ERROR, Level.INFO);
    }

    @Test
    void aLockThatIsNotToBeHadIsAnOutageAndNotForEver() {
        DatabaseAddress plain = server.newDatabase();
        DatabaseAddress address =
                new DatabaseAddress(plain.url() + "?options=-c%20lock_timeout=200ms", plain.user(), null);
        try (Database holder = Database.open(address, clock);
                Database waiter = Database.openBeside(address)) {
            holder.useTransactionAlone(handle -> assertThatThrownBy(() -> write(waiter))
                    .satisfies(failure -> assertThat(Database.isOutage(failure)).isTrue()));

            writesUntilTheEndIsLogged(waiter);
        }
    }
}
