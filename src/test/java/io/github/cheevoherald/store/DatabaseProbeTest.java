package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.MutableClock;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class DatabaseProbeTest {
    private static final Duration LIMIT = Duration.ofMillis(1_500);

    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");

    private Path file() {
        return folder.resolve("herald.db");
    }

    private Database open() {
        return Database.open(DatabaseAddress.of("jdbc:sqlite:" + file()), clock);
    }

    @Test
    void aWorkingDatabaseAnswersEvenWhileSomebodyWrites() {
        try (Database database = open()) {
            database.useTransaction(handle -> {
                handle.execute("CREATE TABLE anything (id INTEGER)");

                assertThat(database.answers(LIMIT)).isTrue();
            });
        }
    }

    @Test
    void aBrokenFileIsNoticedAlthoughItsConnectionsAreOpen() throws IOException {
        try (Database database = open()) {
            assertThat(database.answers(LIMIT)).isTrue();

            Files.write(file(), new byte[8_192]);
            Files.write(folder.resolve("herald.db-wal"), new byte[0]);

            assertThat(database.answers(LIMIT)).isFalse();
        }
    }

    @Test
    void aFileLockedByAnotherProgramIsNoticedWhenNothingCanBeWritten() throws SQLException {
        try (Database database = open();
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatWritingFails(database);

            assertThat(database.answers(LIMIT)).isFalse();
        }
    }

    private static void assertThatWritingFails(Database database) {
        AtomicBoolean failed = new AtomicBoolean();
        try {
            database.useTransaction(handle -> handle.execute("CREATE TABLE anything (id INTEGER)"));
        } catch (RuntimeException e) {
            failed.set(true);
        }
        assertThat(failed).isTrue();
    }

    @Test
    void aStuckDatabaseIsNeitherWaitedForNorProbedAgain() {
        CountDownLatch hangs = new CountDownLatch(1);
        AtomicBoolean hanging = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        try (Database database = Database.open(
                DatabaseAddress.of("jdbc:sqlite:" + file()),
                clock,
                List.of(),
                source -> hanging(source, hanging, hangs, asked))) {
            hanging.set(true);
            long before = System.nanoTime();

            assertThat(database.answers(Duration.ofMillis(300))).isFalse();
            assertThat(database.answers(Duration.ofMillis(300))).isFalse();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
            assertThat(asked).hasValue(1);
            hanging.set(false);
            hangs.countDown();
            await().until(() -> database.answers(LIMIT));
        }
    }

    private static DataSource hanging(
            DataSource source, AtomicBoolean hanging, CountDownLatch hangs, AtomicInteger asked) {
        return (DataSource) Proxy.newProxyInstance(
                DatabaseProbeTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    if (hanging.get() && method.getName().equals("getConnection")) {
                        asked.incrementAndGet();
                        hangs.await();
                    }
                    return method.invoke(source, arguments);
                });
    }
}
