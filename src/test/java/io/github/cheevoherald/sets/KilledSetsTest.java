package io.github.cheevoherald.sets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.store.EveryStep;
import io.github.cheevoherald.store.FaultyDatabase;
import io.github.cheevoherald.store.FaultyDatabase.Fault;
import io.github.cheevoherald.store.MigratedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KilledSetsTest {
    private static final int GAMES = 200;

    @ParameterizedTest
    @EnumSource(names = {"DIES_BEFORE", "DIES_AFTER", "POWER_FAILS_BEFORE", "POWER_FAILS_AFTER"})
    void completedWorkIsRecordedOnceWhereverTheProcessEnds(Fault fault, @TempDir Path folder) {
        MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
        String url = "jdbc:sqlite:" + MigratedFile.at(folder.resolve("herald.db"));
        try (FaultyDatabase store = new FaultyDatabase(url, clock);
                SetsBench bench = new SetsBench(clock, store.database())) {
            bench.turnOn(SetsBench.SERVER);
            bench.registerPlaying(
                    SetsBench.SERVER, "Ann", LongStream.range(0, GAMES).boxed().toArray(Long[]::new));
            bench.looks(2);

            assertThat(looks(bench).dies(store, fault)).isGreaterThan(10);
        }
    }

    private static EveryStep looks(SetsBench bench) {
        return new EveryStep() {
            @Override
            protected void happens(int number) {
                var unusedDate = bench.site.claimed(number, false, "Dev");
                var unusedVersion = bench.site.published(number, 1, List.of(1000L + number));
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
                return bench.news(SetsBench.SERVER).size();
            }
        };
    }
}
