package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.FaultyDatabase;
import io.github.cheevoherald.store.FaultyDatabase.Fault;
import io.github.cheevoherald.store.MigratedFile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FailingStoreTest {
    private static final long SERVER = 1;

    @ParameterizedTest
    @EnumSource(names = {"FAILS", "FAILS_FROM_HERE_ON", "COMMITS_UNCONFIRMED"})
    void aDatabaseFailureAtAnyStepOfAPollLosesNothing(Fault fault, @TempDir Path folder) {
        MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
        try (FaultyDatabase store =
                        new FaultyDatabase("jdbc:sqlite:" + MigratedFile.at(folder.resolve("herald.db")), clock);
                PollBench bench = new PollBench(store.database())) {
            bench.feed(SERVER);
            bench.register(SERVER);
            bench.pollAfter(Duration.ofSeconds(10));

            int step = 0;
            do {
                bench.site.unlock(++step, bench.ago(Duration.ZERO), true);
                bench.clock.advance(Duration.ofMinutes(31));
                store.plan(fault, step - 1);
                pollWhateverFails(bench);
                boolean failed = store.calm();
                if (failed) {
                    assertThat(bench.pollAfter(Duration.ofMinutes(1))).isTrue();
                }
                assertThat(bench.announcedIds(SERVER)).hasSize(step);
                if (!failed) {
                    assertThat(step).isGreaterThan(fault == Fault.COMMITS_UNCONFIRMED ? 2 : 10);
                    return;
                }
            } while (step < 100);
            throw new AssertionError("no run without a failure");
        }
    }

    private static void pollWhateverFails(PollBench bench) {
        try {
            bench.poll.pollNext();
        } catch (RuntimeException e) {
            assertThat(e).matches(Database::isOutage);
        }
    }
}
