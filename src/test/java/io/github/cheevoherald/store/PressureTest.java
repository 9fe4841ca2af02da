package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.Lines;
import io.github.cheevoherald.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A full disk, a locked or read-only file, a log that has grown. */
@Timeout(120)
final class PressureTest {
    @TempDir
    Path folder;

    private final Clock clock = MutableClock.at("2026-03-01T12:00:00Z");
    private final Lines lines = new Lines();
    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(url("herald.db"), clock);
        database.useTransaction(
                handle -> handle.execute("CREATE TABLE junk (junk_id INTEGER PRIMARY KEY, bytes BLOB)"));
    }

    @AfterEach
    void close() {
        lines.close();
        database.close();
    }

    private String url(String name) {
        return "jdbc:sqlite:" + folder.resolve(name);
    }

    private void pragma(String pragma) throws SQLException {
        try (Connection connection = database.writerDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA " + pragma);
        }
    }

    /** Writes many small rows and one large one: anything a full disk lets through must not stay. */
    private void write() {
        database.useTransaction(handle -> {
            handle.execute("INSERT INTO junk (bytes) VALUES (x'00')");
            handle.execute("INSERT INTO junk (bytes) VALUES (randomblob(1000000))");
        });
    }

    private int rows() {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM junk")
                .mapTo(Integer.class)
                .one());
    }

    private long walBytes(String name) throws IOException {
        return Files.size(folder.resolve(name + "-wal"));
    }

    @Test
    void aFullDiskLeavesNothingHalfWrittenAndIsOneLine() throws SQLException {
        pragma("max_page_count = 1");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(this::write).isInstanceOf(JdbiException.class).matches(Database::isOutage);
        }
        assertThat(rows()).isZero();
        assertThat(lines.worseThanInfo()).hasSize(1).allMatch(line -> line.contains("full"));

        pragma("max_page_count = 1000000");
        write();

        assertThat(rows()).isEqualTo(2);
        assertThat(lines.worseThanInfo()).hasSize(1);
    }

    @Test
    void aLockedDatabaseIsOneLineAndWorksOnceItIsFree() throws SQLException {
        pragma("busy_timeout = 50");
        try (Connection other = DriverManager.getConnection(url("herald.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(this::write).matches(Database::isOutage);
            assertThatThrownBy(this::write).matches(Database::isOutage);
            assertThat(rows()).isZero();
            statement.execute("ROLLBACK");
        }

        write();

        assertThat(rows()).isEqualTo(2);
        assertThat(lines.worseThanInfo()).hasSize(1);
    }

    @Test
    void aReadOnlyDatabaseIsOneLine() throws SQLException {
        pragma("query_only = ON");
        assertThatThrownBy(this::write).matches(Database::isOutage);
        assertThatThrownBy(this::write).matches(Database::isOutage);
        assertThat(lines.worseThanInfo()).hasSize(1);

        pragma("query_only = OFF");
        write();
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void aWrongStatementIsNotADatabaseOutage() {
        assertThatThrownBy(() -> database.useTransaction(handle -> handle.execute("INSERT INTO nothing VALUES (1)")))
                .matches(failure -> !Database.isOutage(failure));

        assertThat(lines.worseThanInfo()).isEmpty();
    }

    @Test
    void anOutagesEndIsLoggedAfterAQuietWhile() {
        AtomicLong nanos = new AtomicLong();
        StoreOutage outage = new StoreOutage(nanos::get);
        SQLException full = new SQLiteException("disk full", SQLiteErrorCode.SQLITE_FULL);

        outage.failed(full);
        outage.works();
        outage.failed(full);
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        outage.works();
        assertThat(outage.isOn()).isTrue();
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        outage.works();
        outage.works();

        assertThat(outage.isOn()).isFalse();
        assertThat(lines.worseThanInfo()).hasSize(1);
        assertThat(lines.holding("works again")).hasSize(1);
    }

    @Test
    void aLogThatALongReaderMadeLargeIsTruncatedOnceTheReaderIsGone() throws Exception {
        try (Connection reader = DriverManager.getConnection(url("herald.db"));
                Statement statement = reader.createStatement()) {
            statement.execute("BEGIN");
            try (ResultSet seen = statement.executeQuery("SELECT COUNT(*) FROM junk")) {
                assertThat(seen.next()).isTrue();
            }
            while (walBytes("herald.db") < 2L * DatabaseFile.WAL_BYTES) {
                write();
            }
            statement.execute("ROLLBACK");
        }

        write();
        write();

        assertThat(walBytes("herald.db")).isLessThanOrEqualTo(DatabaseFile.WAL_BYTES);
    }

    @Test
    void aStartAfterAKillWithALargeLogLosesNothing() throws Exception {
        startAfterAKillWithALogOf(2L * DatabaseFile.WAL_BYTES, this::write);
    }

    /** Prints the figures in the table of guarantees. */
    @Test
    @Tag("long")
    @Timeout(900)
    void aStartAfterAKillWithALogOfAGigabyteLosesNothingAndTruncatesIt() throws Exception {
        startAfterAKillWithALogOf(1L << 30, () -> {
            for (int i = 0; i < 8; i++) {
                write();
            }
            database.useTransaction(handle -> handle.execute("""
                    WITH RECURSIVE few (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM few WHERE i < 24)
                    INSERT INTO junk (bytes) SELECT randomblob(1000000) FROM few
                    """));
        });
    }

    private void startAfterAKillWithALogOf(long bytes, Runnable writes) throws Exception {
        int written;
        try (Connection reader = DriverManager.getConnection(url("herald.db"));
                Statement statement = reader.createStatement()) {
            statement.execute("BEGIN");
            try (ResultSet seen = statement.executeQuery("SELECT COUNT(*) FROM junk")) {
                assertThat(seen.next()).isTrue();
            }
            while (walBytes("herald.db") < bytes) {
                writes.run();
            }
            written = rows();
            // What a kill leaves behind: both files as they are.
            Files.copy(folder.resolve("herald.db"), folder.resolve("killed.db"));
            Files.copy(folder.resolve("herald.db-wal"), folder.resolve("killed.db-wal"));
        }
        long before = walBytes("killed.db");
        long start = System.nanoTime();

        try (Database started = Database.open(url("killed.db"), clock)) {
            double seconds = (System.nanoTime() - start) / 1e9;
            int found = started.read(handle -> handle.createQuery("SELECT COUNT(*) FROM junk")
                    .mapTo(Integer.class)
                    .one());
            assertThat(found).isEqualTo(written);
            started.useTransaction(handle -> handle.execute("INSERT INTO junk (bytes) VALUES (x'00')"));
            started.useTransaction(handle -> handle.execute("INSERT INTO junk (bytes) VALUES (x'00')"));
            assertThat(walBytes("killed.db")).isLessThanOrEqualTo(DatabaseFile.WAL_BYTES);
            System.out.printf(
                    Locale.ROOT,
                    "log of %,d bytes with %,d rows: opened in %.1f s, then %,d bytes%n",
                    before,
                    written,
                    seconds,
                    walBytes("killed.db"));
        }
        assertThat(lines.worseThanInfo()).hasSizeLessThanOrEqualTo(1);
    }
}
