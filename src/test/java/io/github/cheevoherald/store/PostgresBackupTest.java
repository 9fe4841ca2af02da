package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A SQLite file of what is in PostgreSQL. */
@ExtendWith(OnBothStores.Cleanup.class)
@Timeout(120)
final class PostgresBackupTest {
    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private DatabaseAddress address() {
        return StoreKind.POSTGRESQL.address(folder.resolve("herald"));
    }

    private Path copy() {
        return folder.resolve("copy.db");
    }

    private DatabaseAddress copyAddress() {
        return DatabaseAddress.of("jdbc:sqlite:" + copy());
    }

    @Test
    void holdsEverythingAndTheTimeItWasMade() throws IOException {
        new RandomRows(address(), 3).add(600);
        RandomRows.jdbi(address()).useHandle(handle -> handle.execute("DELETE FROM backup_stamp"));
        Map<String, TableSum> before = RandomRows.sums(address());

        Backup.copy(address(), copy(), clock);

        Map<String, TableSum> copied = RandomRows.sums(copyAddress());
        assertThat(copied.remove("backup_stamp")).extracting(TableSum::rows).isEqualTo(1L);
        assertThat(copied).isEqualTo(before).hasSize(30);
        assertThat(RandomRows.sums(address())).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(copy());
        }
    }

    @Test
    void aBotStartsOnItAndKnowsThatItIsACopy() {
        Backup.copy(address(), copy(), clock);
        Instant madeAt = clock.instant();
        clock.advance(Duration.ofHours(1));

        try (Database database = Database.open(copyAddress(), clock)) {
            assertThat(database.restored()).contains(new Restored(madeAt, clock.instant()));
        }
    }

    @Test
    void aCopyOfARestoredBackupThatNobodyStartedOnIsAsOldAsThat() {
        Instant madeAt = clock.instant();
        Backup.copy(address(), copy(), clock);
        DatabaseAddress restored = StoreKind.POSTGRESQL.address(folder.resolve("restored"));
        StoreMove.run(copyAddress(), restored, clock);
        clock.advance(Duration.ofHours(1));
        Path second = folder.resolve("second.db");

        Backup.copy(restored, second, clock);

        try (Database database = Database.open("jdbc:sqlite:" + second, clock)) {
            assertThat(database.restored()).contains(new Restored(madeAt, clock.instant()));
        }
    }

    @Test
    void isOfOneMomentWhileABotWrites() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (Database database = Database.open(address(), clock)) {
            CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> writePairs(database, stop));

            Backup.copy(address(), copy(), clock);
            stop.set(true);

            assertThat(writer.get(20, TimeUnit.SECONDS)).isPositive();
        }
        List<Long> guilds = numbers("SELECT guild_id FROM guilds ORDER BY 1");
        assertThat(numbers("SELECT guild_id FROM feeds ORDER BY 1")).isEqualTo(guilds);
    }

    private static int writePairs(Database database, AtomicBoolean stop) {
        int written = 0;
        while (!stop.get()) {
            int guild = ++written;
            database.useTransaction(handle -> {
                handle.execute("INSERT INTO guilds (guild_id) VALUES (?)", guild);
                handle.execute("INSERT INTO feeds (guild_id, kind, channel_id) VALUES (?, 'unlocks', 1)", guild);
            });
        }
        return written;
    }

    private List<Long> numbers(String query) {
        return RandomRows.jdbi(copyAddress())
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(Long.class).list());
    }

    @Test
    void refusesADatabaseWithNothingInIt() {
        DatabaseAddress empty = PostgresServer.get().newEmptyDatabase();

        assertThatThrownBy(() -> Backup.copy(empty, copy(), clock))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("database.url: there is nothing in ");
        assertThat(copy()).doesNotExist();
    }

    @Test
    void refusesADatabaseOfAnotherVersion() throws IOException {
        RandomRows.jdbi(address()).useHandle(handle -> handle.execute("""
                INSERT INTO flyway_schema_history
                SELECT 99, '99', description, type, script, checksum, installed_by, installed_on, execution_time, success
                FROM flyway_schema_history LIMIT 1
                """));

        assertThatThrownBy(() -> Backup.copy(address(), copy(), clock))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(" is of another version of the bot");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void refusesAFileThatIsThere() throws IOException {
        Files.writeString(copy(), "precious");

        assertThatThrownBy(() -> Backup.copy(address(), copy(), clock)).hasMessageStartingWith("--to: ");
        assertThat(copy()).hasContent("precious");
    }

    @Test
    void leavesOutWhatOthersKeepBesideIt() {
        RandomRows.jdbi(address()).useHandle(handle -> {
            handle.execute("INSERT INTO guilds (guild_id) VALUES (7)");
            handle.execute("CREATE TABLE theirs (price NUMERIC)");
        });

        Backup.copy(address(), copy(), clock);

        assertThat(RandomRows.sums(copyAddress())).containsOnlyKeys("backup_stamp", "guilds");
    }

    @Test
    void aServerThatEndsMeanwhileCanBeTriedAgain() throws Exception {
        try (Handle other = RandomRows.jdbi(address()).open()) {
            other.begin();
            other.execute("LOCK TABLE outbox");
            CompletableFuture<StoreException> refused = CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(StoreException.class, () -> Backup.copy(address(), copy(), clock)));
            // A connection of its own, since a transaction sees no change of that view.
            await().until(
                            () -> RandomRows.jdbi(address())
                                    .withHandle(handle -> handle.createQuery("""
                            SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
                            WHERE datname = current_database() AND wait_event_type = 'Lock'
                            """)
                                            .mapTo(Integer.class)
                                            .one()),
                            ended -> ended > 0);

            assertThat(refused.get(20, TimeUnit.SECONDS).isUnreachable()).isTrue();
            other.rollback();
        }
        assertThat(copy()).doesNotExist();
    }
}
