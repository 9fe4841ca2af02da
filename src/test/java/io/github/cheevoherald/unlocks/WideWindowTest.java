package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.Lines;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.store.OnTheChosenStore;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** A wide window that keeps failing stands in nobody's way, and stays open. */
@OnTheChosenStore
final class WideWindowTest {
    @Parameter
    StoreKind store;

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(40);
    private static final long A_DAY = 24 * 60;
    private static final long SERVER = 1;
    private static final long OTHER_SERVER = 2;

    private PollBench bench;

    @BeforeEach
    void registerAPlayer(@TempDir Path folder) {
        bench = new PollBench(store, folder);
        bench.feed(SERVER);
        bench.feed(OTHER_SERVER);
        bench.register(SERVER);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private long wideOnes() {
        return bench.site.minutesAsked.stream()
                .filter(minutes -> minutes > A_DAY)
                .count();
    }

    private void unlockNow(long achievement) {
        bench.clock.advance(Duration.ofSeconds(1));
        bench.site.unlock(achievement, bench.ago(Duration.ZERO), true);
    }

    private void pollThreeTimes() {
        for (int i = 0; i < 3; i++) {
            assertThat(bench.pollAfter(AFTER_FAILURE)).isTrue();
        }
    }

    private void failingSweep() {
        bench.pollAfter(INTERVAL);
        bench.site.maxMinutes = A_DAY;
        bench.sweepAfter(Duration.ofHours(13));
    }

    @Test
    void afterTwoFailedSweepsTheOrdinaryWindowIsPolled() {
        failingSweep();
        unlockNow(1);

        bench.pollAfter(AFTER_FAILURE);
        assertThat(bench.announcedIds(SERVER)).isEmpty();
        bench.pollAfter(AFTER_FAILURE);

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
        unlockNow(2);
        bench.pollAfter(INTERVAL);
        assertThat(bench.announcedIds(SERVER)).containsExactly(1L, 2L);
    }

    @Test
    void theSweepIsRetriedNowAndThenUntilItSucceedsEvenAfterARestart() {
        failingSweep();
        bench.site.unlock(1, bench.ago(Duration.ofDays(5)), true);
        for (int i = 0; i < 12 * 60; i++) {
            bench.pollAfter(Duration.ofMinutes(1));
        }
        assertThat(wideOnes()).isBetween(14L, 30L);
        bench.restart();

        bench.site.maxMinutes = Long.MAX_VALUE;
        for (int i = 0; i < 62; i++) {
            bench.pollAfter(Duration.ofMinutes(1));
        }

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
        assertThat(bench.announced(SERVER).get(0).unlocks().get(0).late()).isTrue();
        long wide = wideOnes();
        bench.pollAfter(Duration.ofMinutes(31));
        assertThat(wideOnes()).isEqualTo(wide);
    }

    @Test
    void ifTheRestOfAFullAnswerFailsTheOrdinaryWindowIsPolledToo() {
        for (int i = 1; i <= 600; i++) {
            bench.site.unlock(i, bench.ago(Duration.ofDays(5)).plusSeconds(i), true);
        }
        bench.pollAfter(INTERVAL);
        bench.site.pagesFail = true;
        bench.sweepAfter(Duration.ofHours(13));
        unlockNow(1000);

        bench.pollAfter(AFTER_FAILURE);
        bench.pollAfter(AFTER_FAILURE);

        assertThat(bench.announcedIds(SERVER)).containsExactly(1000L);
    }

    @Test
    void aFirstPollThatKeepsFailingFallsBackToAShorterBaseline() {
        bench.site.maxMinutes = A_DAY;
        bench.site.unlock(1, bench.ago(Duration.ofDays(3)), true);
        bench.site.unlock(2, bench.ago(Duration.ofMinutes(1)), true);
        unlockNow(3);

        pollThreeTimes();
        bench.site.unlock(4, bench.ago(Duration.ofMinutes(8)), true);
        bench.pollAfter(INTERVAL);
        bench.site.maxMinutes = Long.MAX_VALUE;
        bench.pollAfter(Duration.ofMinutes(31));

        assertThat(bench.announcedIds(SERVER)).containsExactlyInAnyOrder(3L, 4L);
        bench.site.unlock(5, bench.ago(Duration.ofDays(3)), true);
        bench.sweepAfter(Duration.ofHours(13));
        assertThat(bench.announcedIds(SERVER)).containsExactlyInAnyOrder(3L, 4L, 5L);
    }

    @Test
    void aBaselineThatKeepsFailingHoldsUpNoOtherServer() {
        bench.pollAfter(INTERVAL);
        Instant asked = bench.ago(Duration.ZERO);
        unlockNow(1);
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofDays(2));
        bench.pollAfter(INTERVAL);
        bench.site.maxMinutes = A_DAY;
        bench.register(OTHER_SERVER, asked);
        unlockNow(2);

        pollThreeTimes();

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L, 2L);
        assertThat(bench.pollAfter(Duration.ofSeconds(1))).isFalse();
        bench.site.maxMinutes = Long.MAX_VALUE;
        bench.pollAfter(Duration.ofMinutes(31));
        assertThat(bench.announcedIds(SERVER)).containsExactly(1L, 2L);
        assertThat(bench.announcedIds(OTHER_SERVER)).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void afterAnOutageTheSweepDoesNotWaitForLong() {
        bench.pollAfter(INTERVAL);
        for (int i = 0; i < 8; i++) {
            bench.site.failures.add(new Outcome.Unavailable<>("no answer"));
        }
        bench.sweepAfter(Duration.ofHours(13));
        for (int i = 0; i < 7; i++) {
            bench.pollAfter(AFTER_FAILURE);
        }
        long wide = wideOnes();

        // Waits after failures are drawn at random, and the ordinary window may be tried first.
        for (int i = 0; i < 15 && wideOnes() == wide; i++) {
            bench.pollAfter(AFTER_FAILURE);
        }

        assertThat(wideOnes()).isGreaterThan(wide);
    }

    @Test
    void logsOnceThatLateUnlocksCannotBeFoundAndOnceThatTheyCan() {
        try (Lines lines = new Lines()) {
            failingSweep();
            for (int i = 0; i < 120; i++) {
                bench.pollAfter(Duration.ofMinutes(1));
            }
            assertThat(lines.holding("Ana")).hasSize(1);

            bench.site.maxMinutes = Long.MAX_VALUE;
            for (int i = 0; i < 62; i++) {
                bench.pollAfter(Duration.ofMinutes(1));
            }
            assertThat(lines.holding("Ana")).hasSize(2);
        }
    }
}
