package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.Lines;
import io.github.cheevoherald.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestoreTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
    private final Instant begin = clock.instant();

    @BeforeEach
    void original() {
        restored("herald.db");
    }

    private String url(String name) {
        return "jdbc:sqlite:" + folder.resolve(name);
    }

    private Optional<Restored> restored(String name) {
        try (Database database = Database.open(url(name), clock)) {
            return database.restored();
        }
    }

    private void copy(String from, String to) {
        Backup.copy(DatabaseAddress.of(url(from)), folder.resolve(to), clock);
    }

    @Test
    void aDatabaseThatWasNeverCopiedHasNoMark() {
        assertThat(restored("herald.db")).isEmpty();
    }

    @Test
    void theOriginalOfACopyHasNoMark() {
        copy("herald.db", "copy.db");

        assertThat(restored("herald.db")).isEmpty();
    }

    @Test
    void aPlainCopyOfTheFileHasNoMark() throws IOException {
        Files.copy(folder.resolve("herald.db"), folder.resolve("plain.db"));

        assertThat(restored("plain.db")).isEmpty();
    }

    @Test
    void theFirstStartOnACopyIsRecordedOnceAndForLaterStartsToo() {
        copy("herald.db", "copy.db");
        clock.advance(DAY);
        Restored expected = new Restored(begin, clock.instant());
        try (Lines lines = new Lines()) {
            assertThat(restored("copy.db")).contains(expected);
            clock.advance(DAY);
            assertThat(restored("copy.db")).contains(expected);

            assertThat(lines.holding("backup made at " + begin)).hasSize(1);
        }
    }

    @Test
    void aCopyOfAnUnusedCopyIsAsOldAsTheFirst() {
        copy("herald.db", "copy.db");
        clock.advance(DAY);
        copy("copy.db", "second.db");

        assertThat(restored("second.db")).contains(new Restored(begin, begin.plus(DAY)));
    }

    @Test
    void aCopyOfARestoredDatabaseReachesBackOverBothRestores() {
        copy("herald.db", "copy.db");
        clock.advance(DAY);
        restored("copy.db");
        clock.advance(DAY);
        copy("copy.db", "second.db");
        clock.advance(DAY);

        assertThat(restored("second.db")).contains(new Restored(begin, begin.plus(Duration.ofDays(3))));
    }

    @Test
    void theMarkDisappearsAfterThirtyDays() {
        copy("herald.db", "copy.db");
        restored("copy.db");

        clock.advance(Duration.ofDays(29));
        assertThat(restored("copy.db")).isPresent();
        clock.advance(Duration.ofDays(2));
        assertThat(restored("copy.db")).isEmpty();
    }

    @Test
    void aStampFromTheFutureCountsAsNow() {
        clock.advance(DAY);
        copy("herald.db", "copy.db");
        clock.set(begin);

        assertThat(restored("copy.db")).contains(new Restored(begin, begin));
    }
}
