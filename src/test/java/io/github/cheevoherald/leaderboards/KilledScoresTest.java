package io.github.cheevoherald.leaderboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.store.EveryStep;
import io.github.cheevoherald.store.FaultyDatabase;
import io.github.cheevoherald.store.FaultyDatabase.Fault;
import io.github.cheevoherald.store.MigratedFile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KilledScoresTest {

    @ParameterizedTest
    @EnumSource(names = {"DIES_BEFORE", "DIES_AFTER", "POWER_FAILS_BEFORE", "POWER_FAILS_AFTER"})
    void aScoreIsRecordedOnceWhereverTheProcessEnds(Fault fault, @TempDir Path folder) {
        String url = "jdbc:sqlite:" + MigratedFile.at(folder.resolve("herald.db"));
        try (FaultyDatabase store = new FaultyDatabase(url, new MutableClock(ScoreBench.START));
                ScoreBench bench = new ScoreBench(store.database())) {
            bench.turnOn(ScoreBench.HOME, ScoreBench.START.minusSeconds(60));
            bench.register(ScoreBench.HOME, ScoreBench.ANN, ScoreBench.START.minusSeconds(60));
            bench.run();
            bench.sits(ScoreBench.ANN);

            assertThat(checks(bench).dies(store, fault)).isGreaterThan(10);
        }
    }

    private static EveryStep checks(ScoreBench bench) {
        return new EveryStep() {
            @Override
            protected void happens(int number) {
                bench.pass(Duration.ofSeconds(2));
                bench.plays(ScoreBench.ANN, ScoreBench.GAME);
                bench.score(ScoreBench.ANN, bench.board(1, true), 1_000 - number);
                bench.pass(Sittings.QUIET.plusSeconds(1));
            }

            @Override
            protected void work() {
                bench.run();
            }

            /** The check knows nothing that isn't in the database, so it's as good as a new one. */
            @Override
            protected void workAgain() {
                bench.run();
            }

            @Override
            protected int found() {
                return bench.scores(ScoreBench.HOME).size();
            }
        };
    }
}
