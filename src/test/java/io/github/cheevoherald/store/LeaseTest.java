package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.resilience.DaemonThreads;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One process at a time on a PostgreSQL database, through other processes and through the server. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
final class LeaseTest {
    private static final Lease.Timing FAST = new Lease.Timing(
            Duration.ofMillis(1_500), Duration.ofMillis(200), Duration.ofMillis(100), Duration.ofMillis(500));
    private static final String IN_USE = " is in use by another process of the bot";

    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
    private final PostgresServer server = PostgresServer.get();
    private final DatabaseAddress address = server.newDatabase();

    @AfterEach
    void dropAll() {
        server.dropAll();
    }

    private Lease take() throws SQLException {
        return take(FAST);
    }

    private Lease take(Lease.Timing timing) throws SQLException {
        return Lease.take(PostgresAddress.of(address), timing, System::nanoTime);
    }

    private void useDatabase(String statement) {
        Jdbi.create(PostgresAddress.of(address).source()).useHandle(handle -> handle.execute(statement));
    }

    private static void write(Database database) {
        database.useTransaction(handle -> handle.execute("INSERT INTO guilds (guild_id) VALUES (1)"));
    }

    @Test
    void aSecondProcessIsRefusedInOneSentenceWhileTheFirstLives() {
        try (Database first = Database.open(address, clock)) {
            assertThat(first.mayAct()).isTrue();

            assertThatThrownBy(() -> Database.open(address, clock))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("database.url: ")
                    .hasMessageEndingWith(IN_USE);
            assertThat(first.mayAct()).isTrue();
        }
        Database.open(address, clock).close();
    }

    @Test
    void isRefusedAlsoOnADatabaseThatHadNothingInIt() {
        DatabaseAddress empty = server.newEmptyDatabase();
        try (Database first = Database.open(empty, clock)) {
            assertThatThrownBy(() -> Database.open(empty, clock)).hasMessageEndingWith(IN_USE);
            assertThat(first.mayAct()).isTrue();
        }
    }

    @Test
    void whoseProcessWasKilledIsTakenOverWithinHalfAMinute() throws IOException {
        try (OtherProcess other = OtherProcess.opens(address)) {
            assertThat(other.answer()).isEqualTo("done");
            other.kill();
        }

        long begun = System.nanoTime();
        try (Database database = Database.open(address, clock)) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
            write(database);
        }
    }

    @Test
    void aProcessThatHungDoesNothingMoreOnceAnotherHasTakenOver() throws Exception {
        try (OtherProcess hung = OtherProcess.opens(address)) {
            assertThat(hung.answer()).isEqualTo("done");
            assertThat(hung.asked()).isEqualTo("acts and writes");
            hung.signal("STOP");
            try (Database next = Database.open(address, clock)) {
                hung.signal("CONT");

                assertThat(hung.asked()).isEqualTo("rests and cannot write: " + new LeaseLostException().getMessage());
                assertThat(next.mayAct()).isTrue();
                write(next);
            }
        }
    }

    @Test
    void isThereAgainWhenSomebodyEmptiedItsTable() throws Exception {
        useDatabase("DELETE FROM lease");

        try (Lease lease = take()) {
            assertThat(lease.mayAct()).isTrue();
        }
    }

    @Test
    void isRenewedForAsLongAsTheProcessLives() throws Exception {
        try (Lease lease = take()) {
            assertThatThrownBy(this::take).hasMessageEndingWith(IN_USE);
            await().during(Duration.ofSeconds(3)).until(lease::mayAct);
        }
        take().close();
    }

    @Test
    void isRenewedAfterAFailureOfAnyKind() throws Exception {
        AtomicBoolean fails = new AtomicBoolean();
        try (Lease lease = Lease.take(PostgresAddress.of(address), FAST, () -> {
            if (Thread.currentThread().getName().equals("lease") && fails.getAndSet(false)) {
                throw new IllegalStateException("a failure that nobody foresaw");
            }
            return System.nanoTime();
        })) {
            fails.set(true);
            await().until(() -> !fails.get());

            await().during(Duration.ofSeconds(2)).until(lease::mayAct);
        }
    }

    @Test
    void endsTheRightToActBeforeItEndsByTheDatabasesClock() throws Exception {
        AtomicLong nanos = new AtomicLong();
        Lease.Timing rare = new Lease.Timing(
                Duration.ofSeconds(20), Duration.ofHours(1), Duration.ofHours(1), Duration.ofSeconds(10));
        try (Lease lease = Lease.take(PostgresAddress.of(address), rare, nanos::get)) {
            nanos.set(Duration.ofSeconds(10).toNanos() - 1);
            assertThat(lease.mayAct()).isTrue();

            nanos.set(Duration.ofSeconds(10).toNanos());
            assertThat(lease.mayAct()).isFalse();
            assertThat(lease.lost()).isNotDone();
        }
    }

    @Test
    void isTakenUpAgainAfterAnOutageInWhichNobodyElseCame() throws Exception {
        try (Lease lease = take()) {
            useDatabase("ALTER TABLE lease RENAME TO away");
            await().until(() -> !lease.mayAct());

            useDatabase("ALTER TABLE away RENAME TO lease");

            await().until(lease::mayAct);
            assertThat(lease.lost()).isNotDone();
        }
    }

    @Test
    void isLostForGoodWhenAnotherCameDuringTheOutage() throws Exception {
        try (Lease lease = take()) {
            useDatabase("UPDATE lease SET token = token + 1, ends_at = clock_timestamp() + INTERVAL '1 minute'");

            await().until(() -> lease.lost().isDone());
            assertThat(lease.mayAct()).isFalse();
            assertThat(lease.lost().join()).startsWith("database.url: ");
        }
        // Its end leaves the other's lease alone.
        assertThat(Jdbi.create(PostgresAddress.of(address).source())
                        .<Boolean, RuntimeException>withHandle(LeaseTest::isHeld))
                .isTrue();
    }

    private static boolean isHeld(Handle handle) {
        return handle.createQuery("SELECT ends_at > clock_timestamp() FROM lease")
                .mapTo(Boolean.class)
                .one();
    }

    @Test
    void aTransactionOfAProcessThatWasReplacedCommitsNothing() {
        try (Database database = Database.open(address, clock)) {
            write(database);
            useDatabase("UPDATE lease SET token = token + 1");

            assertThatThrownBy(() -> database.useTransaction(handle -> handle.execute("DELETE FROM guilds")))
                    .isInstanceOf(LeaseLostException.class);
            assertThatThrownBy(() -> database.useUnsyncedTransaction(handle -> handle.execute("DELETE FROM guilds")))
                    .isInstanceOf(LeaseLostException.class);
            assertThat(database.<Long>read(handle -> handle.createQuery("SELECT COUNT(*) FROM guilds")
                            .mapTo(Long.class)
                            .one()))
                    .isEqualTo(1);
            assertThat(database.takenOver()).isCompleted();
        }
    }

    @Test
    void endsTheRightToActOnceItIsReleased() throws Exception {
        Lease lease = take();

        lease.close();

        assertThat(lease.mayAct()).isFalse();
    }

    @Test
    void isRenewedWhileTransactionsCommit() throws Exception {
        try (Lease lease = take();
                Handle writer =
                        Jdbi.create(PostgresAddress.of(address).source()).open()) {
            writer.begin();
            lease.fence(writer);

            await().during(Duration.ofSeconds(3)).until(lease::mayAct);
            writer.commit();
        }
    }

    @Test
    void nobodyTakesOverBeforeTheLastTransactionHasEnded() throws Exception {
        try (Handle writer = Jdbi.create(PostgresAddress.of(address).source()).open()) {
            writer.begin();
            try (Lease lease = take()) {
                lease.fence(writer);
            }

            CompletableFuture<Lease> next = new CompletableFuture<>();
            DaemonThreads.start("next", () -> {
                try {
                    next.complete(take());
                } catch (SQLException e) {
                    next.completeExceptionally(e);
                }
            });
            await().during(Duration.ofSeconds(3)).until(() -> !next.isDone());
            writer.commit();

            next.get(10, TimeUnit.SECONDS).close();
        }
    }
}
