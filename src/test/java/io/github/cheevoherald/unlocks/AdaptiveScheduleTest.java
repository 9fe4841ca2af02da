package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdaptiveScheduleTest {
    private static final long SERVER = 1;
    private static final String ULID = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

    private PollBench bench;

    @BeforeEach
    void registerAPlayer(@TempDir Path folder) {
        bench = new PollBench(folder);
        bench.feed(SERVER);
        bench.register(SERVER);
        bench.pollAfter(Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void whoIsPlayingIsStillKnownAfterARestart() {
        bench.clock.advance(Duration.ofHours(30));
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);
        bench.pollAfter(Duration.ofSeconds(1));
        bench.pollAfter(Duration.ofSeconds(1));

        bench.restart();

        assertThat(bench.pollAfter(Duration.ofSeconds(5))).isFalse();
        assertThat(bench.pollAfter(Duration.ofSeconds(6))).isTrue();
    }

    @Test
    void anIdlePlayerIsAskedForSeldomAndAtLeastEveryLongestInterval() {
        bench.clock.advance(Duration.ofHours(30));
        bench.poll.pollNext();

        assertThat(bench.pollAfter(Duration.ofSeconds(20))).isFalse();
        assertThat(bench.pollAfter(Duration.ofMinutes(30))).isTrue();
    }

    @Test
    void thePlayersWhosePointsMovedAreAskedForAtOnce() {
        bench.clock.advance(Duration.ofHours(30));
        bench.poll.pollNext();
        bench.schedule.covers(Set.of(ULID, "SOMEBODY ELSE"));
        assertThat(bench.pollAfter(Duration.ofSeconds(20))).isFalse();

        bench.schedule.moved(Set.of(ULID, "SOMEBODY ELSE"));

        assertThat(bench.poll.pollNext()).isTrue();
        assertThat(bench.schedule.coveredPlayers()).isEqualTo(1);
        assertThat(bench.schedule.longestInterval()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void aPlayerRegisteredAgainIsAskedForAtOnce() {
        bench.clock.advance(Duration.ofHours(30));
        bench.poll.pollNext();
        bench.players.unregister(SERVER, 7);
        assertThat(bench.pollAfter(Duration.ofMinutes(31))).isFalse();

        bench.register(SERVER);

        assertThat(bench.poll.pollNext()).isTrue();
    }

    @Test
    void aTurnThatWasTakenThoughTheDatabaseSeemedToFailEndsByItself() {
        long end = bench.clock.instant().plus(Duration.ofMinutes(40)).toEpochMilli();
        bench.database.useTransaction(handle -> handle.execute("UPDATE players SET leased_until_ms = ?", end));

        assertThat(bench.pollAfter(Duration.ofMinutes(31))).isFalse();
        assertThat(bench.pollAfter(Duration.ofMinutes(10))).isTrue();
    }
}
