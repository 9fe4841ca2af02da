package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.HeardErrors;
import io.github.cheevoherald.rota.ActivityScan;
import io.github.cheevoherald.rota.ActivitySource;
import io.github.cheevoherald.rota.Points;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scans of the site's list change about polls. */
final class ScansAndPollsTest {
    private static final long SERVER = 1;
    private static final String ULID = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LONG_AGO = Duration.ofDays(3);

    private PollBench bench;

    @BeforeEach
    void watchAnIdlePlayer(@TempDir Path folder) {
        bench = new PollBench(folder);
        bench.feed(SERVER);
        bench.register(SERVER);
        bench.pollAfter(Duration.ofSeconds(10));
        bench.clock.advance(Duration.ofHours(30));
        bench.poll.pollNext();
        bench.schedule.scanned(MINUTE);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void sighted(String ulid, long points) {
        bench.schedule.sighted(List.of(new ActivityScan.Sighting(ulid, new Points(0, points), Duration.ZERO)));
    }

    /** The polls of the next minute that look back further than usual. */
    private long sweepsInAMinute() {
        int before = bench.site.minutesAsked.size();
        for (int second = 0; second < 60; second++) {
            bench.pollAfter(Duration.ofSeconds(1));
        }
        return bench.site.minutesAsked.stream()
                .skip(before)
                .filter(minutes -> minutes > LONG_AGO.toMinutes())
                .count();
    }

    @Test
    void aPlayerWhosePointsMovedIsPolledAtOnce() {
        sighted(ULID, 100);
        bench.clock.advance(Duration.ofSeconds(12));
        bench.poll.pollNext();
        bench.clock.advance(Duration.ofSeconds(10));
        bench.site.unlock(1, bench.ago(Duration.ofSeconds(5)), true);

        sighted(ULID, 105);

        assertThat(bench.poll.pollNext()).isTrue();
        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
    }

    @Test
    void strangersAndFollowedPlayersAreNotLookedOutFor() {
        assertThat(bench.schedule.wanted()).isEqualTo(1);
        sighted("01BX5ZZKBKACTAV9WEVGEMMVRZ", 100);
        assertThat(bench.schedule.activePlayers()).isZero();

        bench.schedule.covers(Set.of(ULID));

        assertThat(bench.schedule.wanted()).isZero();
        sighted(ULID, 100);
        assertThat(bench.schedule.activePlayers()).isZero();
        bench.schedule.covers(Set.of());
        sighted(ULID, 100);
        assertThat(bench.schedule.activePlayers()).isEqualTo(1);
        bench.clock.advance(Duration.ofMinutes(6));
        assertThat(bench.schedule.activePlayers()).isZero();
    }

    @Test
    void pointsThatAPollHasExplainedCauseNoSweep() {
        sighted(ULID, 100);
        bench.clock.advance(Duration.ofSeconds(12));
        bench.site.unlock(1, bench.ago(Duration.ofSeconds(2)), true);
        bench.poll.pollNext();
        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
        // Back after a long silence, they get a sweep anyway.
        bench.pollAfter(Duration.ofSeconds(10));

        sighted(ULID, 105);
        assertThat(sweepsInAMinute()).isZero();
        sighted(ULID, 110);
        assertThat(sweepsInAMinute()).isEqualTo(1);
    }

    @Test
    void offlinePlayIsFoundByASweepAfterTwoPollsThatShowNothing() {
        sighted(ULID, 100);
        bench.site.unlock(1, bench.ago(LONG_AGO), true);
        bench.clock.advance(Duration.ofSeconds(12));
        sighted(ULID, 105);
        bench.poll.pollNext();
        bench.pollAfter(Duration.ofSeconds(15));
        assertThat(bench.announcedIds(SERVER)).isEmpty();

        assertThat(sweepsInAMinute()).isEqualTo(1);

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
    }

    private PollLoop scans(ActivitySource source, AtomicInteger looks) {
        ActivityScan scan = new ActivityScan(source, bench.schedule, 4, bench.clock);
        return PollLoop.ofScans(scan, () -> {
            looks.incrementAndGet();
            return Duration.ZERO;
        });
    }

    @Test
    void aLoopScansEachMinuteAndReportsWhomItSaw() {
        AtomicInteger pages = new AtomicInteger();
        ActivitySource source = offset -> {
            pages.incrementAndGet();
            ActivitySource.Mark mark = new ActivitySource.Mark(ULID, new Points(0, 100), bench.clock.instant());
            return Optional.of(new ActivitySource.Page(1, List.of(mark)));
        };
        try (PollLoop loop = scans(source, new AtomicInteger())) {
            loop.start();
            bench.clock.advance(Duration.ofSeconds(56));

            await().until(() -> bench.schedule.activePlayers() == 1);
            assertThat(pages).hasValue(1);
            assertThat(loop.sinceTurn(thread -> Duration.ofDays(1))).isLessThan(Duration.ofMinutes(1));
        }
    }

    @Test
    void anErrorInAScanEndsNoThreadAndIsReported() {
        AtomicInteger looks = new AtomicInteger();
        Error error = new NoClassDefFoundError("planned by the test");
        ActivitySource source = offset -> {
            throw error;
        };
        HeardErrors heard = new HeardErrors();
        try (PollLoop loop = scans(source, looks)) {
            loop.start();
            bench.clock.advance(Duration.ofSeconds(56));

            await().until(() -> heard.errors().contains(error) && looks.get() > 2);
        }
    }
}
