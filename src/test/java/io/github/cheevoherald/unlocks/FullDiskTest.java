package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.store.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FullDiskTest {
    private static final long SERVER = 1;

    private static void maxPages(PollBench bench, int pages) throws SQLException {
        try (Connection connection = bench.database.writerDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count = " + pages);
        }
    }

    @Test
    void unlocksThatCouldNotBeStoredAreFoundAgainAndAnnouncedOnce(@TempDir Path folder) throws SQLException {
        try (PollBench bench = new PollBench(folder)) {
            bench.feed(SERVER);
            bench.register(SERVER);
            bench.pollAfter(Duration.ofSeconds(10));
            bench.clock.advance(Duration.ofMinutes(10));
            for (int i = 1; i <= 400; i++) {
                bench.site.unlock(i, bench.ago(Duration.ofSeconds(500 - i)), true);
            }

            maxPages(bench, 1);
            assertThatThrownBy(() -> bench.pollAfter(Duration.ofSeconds(10))).matches(Database::isOutage);
            int ledger = bench.database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM ledger")
                    .mapTo(Integer.class)
                    .one());
            assertThat(ledger).isZero();
            assertThat(bench.announced(SERVER)).isEmpty();

            maxPages(bench, 1_000_000);
            bench.pollAfter(Duration.ofHours(3));
            bench.pollAfter(Duration.ofHours(3));

            assertThat(bench.announcedIds(SERVER))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 400).boxed().toList());
        }
    }
}
