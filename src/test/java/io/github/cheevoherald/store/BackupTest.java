package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class BackupTest {
    @TempDir
    Path folder;

    private final Clock clock = MutableClock.at("2026-03-01T12:00:00Z");

    private String url() {
        return "jdbc:sqlite:" + folder.resolve("herald.db");
    }

    private Path copy() {
        return folder.resolve("copy.db");
    }

    private static List<Long> numbers(Path file, String query) {
        return Jdbi.create("jdbc:sqlite:" + file)
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(Long.class).list());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theCopyContainsCommittedDataAndItsOwnTime() throws IOException {
        try (Database database = Database.open(url(), clock)) {
            database.useTransaction(handle -> handle.execute("INSERT INTO guilds (guild_id) VALUES (7)"));

            Backup.copy(DatabaseAddress.of(url()), copy(), clock);

            int stamps = database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM backup_stamp")
                    .mapTo(Integer.class)
                    .one());
            assertThat(stamps).isZero();
        }

        assertThat(files()).containsExactly("copy.db", "herald.db", "herald.db.lock");
        assertThat(numbers(copy(), "SELECT guild_id FROM guilds")).containsExactly(7L);
        assertThat(numbers(copy(), "SELECT made_at_ms FROM backup_stamp"))
                .containsExactly(clock.instant().toEpochMilli());
    }

    @Test
    void aBotStartsOnTheCopyAndItsCopyHasOneStamp() {
        Database.open(url(), clock).close();
        Backup.copy(DatabaseAddress.of(url()), copy(), clock);

        Database.open("jdbc:sqlite:" + copy(), clock).close();
        Backup.copy(DatabaseAddress.of("jdbc:sqlite:" + copy()), folder.resolve("second.db"), clock);

        assertThat(numbers(folder.resolve("second.db"), "SELECT made_at_ms FROM backup_stamp"))
                .hasSize(1);
    }

    @Test
    void copiesADatabaseThatIsNotInUse() {
        Database.open(url(), clock).close();

        Backup.copy(DatabaseAddress.of(url()), copy(), clock);

        assertThat(numbers(copy(), "SELECT COUNT(*) FROM ledger")).containsExactly(0L);
    }

    @Test
    void aCopyMadeByAnotherProcessWhileThisOneWritesIsWhole() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong written = new AtomicLong();
        try (Database database = Database.open(url(), clock)) {
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> writePairs(database, stop, written));
            await().until(() -> written.get() > 20);

            try (OtherProcess other = OtherProcess.copies(url(), copy())) {
                assertThat(other.answer()).isEqualTo("done");
            }

            long after = written.get();
            await().until(() -> written.get() > after);
            stop.set(true);
            writer.get(10, TimeUnit.SECONDS);
        }
        List<Long> guilds = numbers(copy(), "SELECT guild_id FROM guilds ORDER BY guild_id");
        assertThat(guilds).hasSizeGreaterThan(20);
        assertThat(numbers(copy(), "SELECT guild_id FROM feeds ORDER BY guild_id"))
                .isEqualTo(guilds);
        assertThat(Jdbi.create("jdbc:sqlite:" + copy())
                        .<String, RuntimeException>withHandle(handle -> handle.createQuery("PRAGMA integrity_check")
                                .mapTo(String.class)
                                .one()))
                .isEqualTo("ok");
    }

    private static void writePairs(Database database, AtomicBoolean stop, AtomicLong written) {
        while (!stop.get()) {
            long number = written.get() + 1;
            database.useTransaction(handle -> {
                handle.execute("INSERT INTO guilds (guild_id) VALUES (?)", number);
                handle.execute("INSERT INTO feeds (guild_id, kind, channel_id) VALUES (?, 'unlocks', 1)", number);
            });
            written.set(number);
        }
    }

    @Test
    void refusesToOverwriteAFile() throws IOException {
        Database.open(url(), clock).close();
        Files.writeString(copy(), "precious");

        assertThatThrownBy(() -> Backup.copy(DatabaseAddress.of(url()), copy(), clock))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("--to: ")
                .hasMessageContaining("copy.db");
        assertThat(copy()).hasContent("precious");
    }

    @Test
    void refusesTheDatabaseItselfAsItsCopy() {
        Database.open(url(), clock).close();

        assertThatThrownBy(() -> Backup.copy(DatabaseAddress.of(url()), folder.resolve("herald.db"), clock))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("--to: ");
    }

    @Test
    void refusesAMissingFolder() {
        Database.open(url(), clock).close();

        assertThatThrownBy(() -> Backup.copy(DatabaseAddress.of(url()), folder.resolve("none/copy.db"), clock))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("--to: the folder ");
    }

    @Test
    void refusesAMissingDatabaseAndCreatesNone() throws IOException {
        assertThatThrownBy(() -> Backup.copy(DatabaseAddress.of(url()), copy(), clock))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("database.url: there is no database ");
        assertThat(files()).isEmpty();
    }

    @Test
    void refusesAFileThatIsNotADatabaseAndLeavesNothingBehind() throws IOException {
        Files.writeString(folder.resolve("herald.db"), "Dear diary, ".repeat(100));

        assertThatThrownBy(() -> Backup.copy(DatabaseAddress.of(url()), copy(), clock))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("database.url: ")
                .hasMessageContaining("can't be copied");
        assertThat(files()).containsExactly("herald.db");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Files.createFile(folder.resolve("herald.db"));

        assertThatThrownBy(() -> Backup.copy(DatabaseAddress.of(url()), copy(), clock))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("can't be copied");
        assertThat(copy()).doesNotExist();
    }
}
