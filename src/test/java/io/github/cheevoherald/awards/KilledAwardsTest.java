package io.github.cheevoherald.awards;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.retroachievements.AwardKind;
import io.github.cheevoherald.store.EveryStep;
import io.github.cheevoherald.store.FaultyDatabase;
import io.github.cheevoherald.store.FaultyDatabase.Fault;
import io.github.cheevoherald.store.MigratedFile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KilledAwardsTest {
    private static final long SERVER = 1;

    @ParameterizedTest
    @EnumSource(names = {"DIES_BEFORE", "DIES_AFTER", "POWER_FAILS_BEFORE", "POWER_FAILS_AFTER"})
    void anAwardIsRecordedOnceWhereverTheProcessEnds(Fault fault, @TempDir Path folder) {
        MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
        String url = "jdbc:sqlite:" + MigratedFile.at(folder.resolve("herald.db"));
        try (FaultyDatabase store = new FaultyDatabase(url, clock);
                AwardBench bench = new AwardBench(clock, store.database())) {
            bench.feed(SERVER);
            bench.register(SERVER, "ANN");
            bench.site.add("ZED", AwardKind.MASTERED, 1, bench.clock.instant());
            bench.run();
            bench.clock.advance(Duration.ofSeconds(5));

            assertThat(looks(bench).dies(store, fault)).isGreaterThan(10);
        }
    }

    private static EveryStep looks(AwardBench bench) {
        return new EveryStep() {
            @Override
            protected void happens(int number) {
                bench.site.add("ANN", AwardKind.MASTERED, 100 + number, bench.clock.instant());
            }

            @Override
            protected void work() {
                bench.look();
            }

            @Override
            protected void workAgain() {
                bench.restart();
                bench.look();
            }

            @Override
            protected int found() {
                return bench.subjects(SERVER).size();
            }
        };
    }
}
