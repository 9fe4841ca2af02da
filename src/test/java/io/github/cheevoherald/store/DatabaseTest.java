package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.cheevoherald.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class DatabaseTest {
    private static final List<String> LATER = List.of("classpath:db/later");

    @TempDir
    Path folder;

    private final Clock clock = MutableClock.at("2026-03-01T12:00:00Z");

    private String url() {
        return url("herald.db");
    }

    private String url(String name) {
        return "jdbc:sqlite:" + folder.resolve(name);
    }

    private Database open() {
        return Database.open(url(), clock);
    }

    private Database openLater() {
        return Database.open(DatabaseAddress.of(url()), clock, LATER, source -> source);
    }

    @Test
    void keepsCommittedDataWhenReopened() {
        try (Database database = open()) {
            database.useTransaction(handle -> handle.execute("INSERT INTO guilds (guild_id) VALUES (1)"));
        }

        try (Database database = open()) {
            assertThat(count(database, "guilds")).isEqualTo(1);
        }
    }

    @Test
    void aTransactionThatThrowsLeavesNothing() {
        try (Database database = open()) {
            assertThatThrownBy(() -> database.useTransaction(handle -> {
                        handle.execute("INSERT INTO guilds (guild_id) VALUES (1)");
                        throw new IllegalStateException("half way");
                    }))
                    .isInstanceOf(IllegalStateException.class);

            assertThat(count(database, "guilds")).isZero();
        }
    }

    @Test
    void writesThroughAWriteAheadLogThatReachesTheDiskAtEachCommit() {
        try (Database database = open()) {
            assertThat(written(database, "journal_mode")).isEqualTo("wal");
            assertThat(written(database, "synchronous")).isEqualTo("2");
            assertThat(written(database, "foreign_keys")).isEqualTo("1");
            assertThat(written(database, "busy_timeout")).isEqualTo("10000");
            assertThat(read(database, "busy_timeout")).isEqualTo("10000");
        }
    }

    @Test
    void onlyAnUnsyncedTransactionDoesNotWaitForTheDisk() throws SQLException {
        try (Database database = open()) {
            assertThat(database.<String>inUnsyncedTransaction(handle -> pragma(handle, "synchronous")))
                    .isEqualTo("1");
            assertThat(written(database, "synchronous")).isEqualTo("2");

            assertThatThrownBy(() -> database.useUnsyncedTransaction(handle -> handle.execute("nonsense")))
                    .hasMessageContaining("nonsense");
            try (Connection connection = database.writerDataSource().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet level = statement.executeQuery("PRAGMA synchronous")) {
                assertThat(level.getInt(1)).isEqualTo(2);
            }
        }
    }

    @Test
    void aConnectionThatCannotBeMadeToSyncAgainIsReplaced() {
        try (Database database = open()) {
            database.useUnsyncedTransaction(handle -> {
                handle.execute("INSERT INTO guilds (guild_id) VALUES (1)");
                handle.execute("COMMIT");
                handle.execute("PRAGMA synchronous = 0");
                handle.execute("BEGIN");
            });

            assertThat(written(database, "synchronous")).isEqualTo("2");
            assertThat(count(database, "guilds")).isEqualTo(1);
        }
    }

    @Test
    void aTransactionTakesTheWriteLockFromItsFirstStatement() {
        try (Database database = open()) {
            Jdbi outsider = Jdbi.create(url() + "?busy_timeout=0");

            database.useTransaction(handle -> {
                pragma(handle, "user_version");
                assertThatThrownBy(() -> outsider.useHandle(other -> other.execute("BEGIN IMMEDIATE")))
                        .hasMessageContaining("SQLITE_BUSY");
            });
        }
    }

    @Test
    void theReadersCannotWrite() {
        try (Database database = open()) {
            assertThatThrownBy(
                            () -> database.read(handle -> handle.execute("INSERT INTO guilds (guild_id) VALUES (1)")))
                    .hasMessageContaining("readonly");
        }
    }

    @Test
    void readsCommittedDataWhileSomebodyWrites() {
        try (Database database = open()) {
            database.useTransaction(handle -> {
                handle.execute("INSERT INTO guilds (guild_id) VALUES (1)");
                assertThat(count(database, "guilds")).isZero();
            });

            assertThat(count(database, "guilds")).isEqualTo(1);
        }
    }

    @Test
    void threadsThatReadAndThenInsertNeverFindItBusy() throws Exception {
        int threads = 6;
        int each = 60;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (Database database = open()) {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                all.add(executor.submit(() -> {
                    go.await();
                    for (int i = 0; i < each; i++) {
                        database.useTransaction(handle -> handle.execute(
                                "INSERT INTO guilds (guild_id) VALUES (?)", countIn(handle, "guilds") + 1));
                    }
                    return null;
                }));
            }
            go.countDown();
            for (Future<?> one : all) {
                one.get(20, TimeUnit.SECONDS);
            }

            assertThat(count(database, "guilds")).isEqualTo((long) threads * each);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void theSameProcessCannotOpenItTwice() {
        try (Database database = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("database.url: ")
                    .hasMessageContaining("in use by another process");
            assertThat(count(database, "guilds")).isZero();
        }

        open().close();
    }

    @Test
    void twoLinksToOneFileAreOneDatabase() throws IOException {
        open().close();
        Files.createSymbolicLink(folder.resolve("link.db"), folder.resolve("herald.db"));

        try (Database database = open()) {
            assertThat(count(database, "guilds")).isZero();
            assertThatThrownBy(() -> Database.open(url("link.db"), clock)).hasMessageContaining("in use");
        }
    }

    @Test
    void anotherProcessIsStillRefusedAfterThisOneWas() throws Exception {
        try (Database database = open()) {
            assertThatThrownBy(this::open).isInstanceOf(StoreException.class);

            try (OtherProcess other = OtherProcess.opens(url())) {
                assertThat(other.answer()).startsWith("database.url: ").contains("in use by another process");
            }
            assertThat(count(database, "guilds")).isZero();
        }
    }

    @Test
    void theLockDiesWithItsProcess() throws Exception {
        try (OtherProcess other = OtherProcess.opens(url())) {
            assertThat(other.answer()).isEqualTo("done");
            assertThatThrownBy(this::open).hasMessageContaining("in use by another process");

            other.kill();

            open().close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:sqlite:",
                "jdbc:sqlite:  ",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite:?mode=memory",
                "jdbc:sqlite:file:herald.db",
                "jdbc:sqlite::resource:herald.db",
                "jdbc:sqlite:a\u0000b",
                ""
            })
    void refusesAnythingButAFile(String url) {
        assertThatThrownBy(() -> Database.open(url, clock))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("database.url: ");
    }

    @Test
    void acceptsOptionsAfterTheFileName() {
        try (Database database = Database.open(url("herald.db?cache_size=1000"), clock)) {
            assertThat(count(database, "guilds")).isZero();
        }

        assertThat(folder.resolve("herald.db")).exists();
    }

    @Test
    void refusesAMissingFolder() {
        assertThatThrownBy(() -> Database.open(url("none/herald.db"), clock))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("database.url: the folder ")
                .hasMessageEndingWith("doesn't exist");
    }

    @Test
    void refusesAFolderInPlaceOfAFile() throws IOException {
        Files.createDirectory(folder.resolve("herald.db"));

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("database.url: ")
                .hasMessageEndingWith("can't be written");
    }

    @Test
    void createsAFileThatOnlyItsOwnerCanReadAndLeavesTheModeOfAnExistingOne() throws IOException {
        Path file = folder.resolve("herald.db");
        try (Database database = open()) {
            database.useTransaction(handle -> handle.execute("INSERT INTO guilds (guild_id) VALUES (1)"));
            for (String name : List.of("herald.db", "herald.db-wal", "herald.db-shm")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                        .as(name)
                        .isEqualTo("rw-------");
            }
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        open().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void refusesAFileThatIsNotWritable() throws IOException {
        open().close();
        Files.setPosixFilePermissions(folder.resolve("herald.db"), PosixFilePermissions.fromString("r--r--r--"));
        assumeThat(Files.isWritable(folder.resolve("herald.db")))
                .as("this user can write everywhere")
                .isFalse();

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("database.url: ")
                .hasMessageEndingWith("can't be written");
    }

    @Test
    void refusesAFolderThatIsNotWritable() {
        assumeThat(Path.of("/proc/self")).isDirectory();

        assertThatThrownBy(() -> Database.open("jdbc:sqlite:/proc/self/herald.db", clock))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("database.url: ")
                .hasMessageEndingWith("can't be written");
    }

    @Test
    @Timeout(5)
    void refusesAFileThatIsNotADatabaseAndLeavesItAlone() throws IOException {
        Files.writeString(folder.resolve("herald.db"), "Dear diary, ".repeat(100));

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("database.url: ")
                .hasMessageContaining("can't be used as a database");

        assertThat(folder.resolve("herald.db")).hasContent("Dear diary, ".repeat(100));
        Files.delete(folder.resolve("herald.db"));
        open().close();
    }

    @Test
    void refusesSomebodyElsesDatabase() {
        Jdbi.create(url()).useHandle(handle -> handle.execute("CREATE TABLE cookies (name TEXT)"));

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("database.url: ")
                .hasMessageContaining("can't be upgraded to this version");
    }

    @Test
    void refusesADatabaseOfANewerVersion() {
        openLater().close();

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("database.url: ")
                .hasMessageContaining("was written by a newer version");

        openLater().close();
    }

    @Test
    void refusesAFileThatANewerVersionFailedToUpgrade() {
        open().close();
        Jdbi.create(url()).useHandle(handle -> handle.execute("""
                        INSERT INTO flyway_schema_history
                        SELECT installed_rank + 1, '9999', 'later', type, 'V9999__later.sql', checksum, installed_by,
                            installed_on, execution_time, FALSE
                        FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1
                        """));

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("was written by a newer version");
    }

    @Test
    void copiesAnOlderFileBeforeUpgradingIt() {
        try (Database database = open()) {
            database.useTransaction(handle -> handle.execute("INSERT INTO guilds (guild_id) VALUES (1)"));
        }

        try (Database database = openLater()) {
            assertThat(count(database, "later")).isZero();
            assertThat(count(database, "backup_stamp")).isZero();
        }

        Jdbi copy = Jdbi.create(url("herald.db.before-upgrade-20260301-120000"));
        assertThat(copy.<Long, RuntimeException>withHandle(handle -> countIn(handle, "guilds")))
                .isEqualTo(1);
        assertThat(copy.<Long, RuntimeException>withHandle(handle -> countIn(handle, "backup_stamp")))
                .isEqualTo(1);
        assertThat(copy.<Long, RuntimeException>withHandle(
                        handle -> countIn(handle, "sqlite_master WHERE name = 'later'")))
                .isZero();
    }

    @Test
    void copiesNothingIfThereIsNothingToUpgrade() throws IOException {
        open().close();
        open().close();

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("herald.db", "herald.db.lock");
        }
    }

    @Test
    void canBeReadWhileItsOwnerRuns() {
        try (Database owner = open()) {
            owner.useTransaction(handle -> handle.execute("INSERT INTO guilds (guild_id) VALUES (1)"));

            try (Database reader =
                    Database.openForReading(DatabaseAddress.of(url())).orElseThrow()) {
                assertThat(count(reader, "guilds")).isEqualTo(1);
                assertThatThrownBy(() -> reader.useTransaction(handle -> handle.execute("DELETE FROM guilds")))
                        .hasMessageContaining("readonly");
            }

            assertThatThrownBy(this::open).hasMessageContaining("in use by another process");
            assertThat(count(owner, "guilds")).isEqualTo(1);
        }
    }

    @Test
    void readingCreatesAndChangesNoFile() throws IOException {
        assertThat(Database.openForReading(DatabaseAddress.of(url()))).isEmpty();
        assertThat(folder).isEmptyDirectory();

        Files.createFile(folder.resolve("herald.db"));
        assertThat(Database.openForReading(DatabaseAddress.of(url()))).isEmpty();
        assertThat(folder.resolve("herald.db")).isEmptyFile();

        Files.writeString(folder.resolve("herald.db"), "Dear diary, ".repeat(100));
        assertThatThrownBy(() -> Database.openForReading(DatabaseAddress.of(url())))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("database.url: ")
                .hasMessageContaining("can't be used as a database");
    }

    private static long count(Database database, String table) {
        return database.read(handle -> countIn(handle, table));
    }

    private static long countIn(Handle handle, String table) {
        return handle.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Long.class)
                .one();
    }

    private static String written(Database database, String pragma) {
        return database.inTransaction(handle -> pragma(handle, pragma));
    }

    private static String read(Database database, String pragma) {
        return database.read(handle -> pragma(handle, pragma));
    }

    private static String pragma(Handle handle, String name) {
        return handle.createQuery("PRAGMA " + name).mapTo(String.class).one();
    }
}
