package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.HeardErrors;
import io.github.cheevoherald.rota.ActivityRadar;
import io.github.cheevoherald.rota.ActivitySource;
import io.github.cheevoherald.rota.Points;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

final class PollLoopTest {
    private static final long SERVER = 1;
    private static final String ULID = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

    private final AtomicInteger scans = new AtomicInteger();
    private PollBench bench;
    private volatile Points points = new Points(0, 0);

    @BeforeEach
    void watchAnIdlePlayer(@TempDir Path folder) {
        bench = new PollBench(folder);
        bench.feed(SERVER);
        bench.register(SERVER);
        bench.pollAfter(Duration.ofSeconds(10));
        bench.clock.advance(Duration.ofHours(30));
        bench.poll.pollNext();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Optional<ActivitySource.Page> followed(int offset) {
        scans.incrementAndGet();
        return Optional.of(new ActivitySource.Page(1, List.of(new ActivitySource.Mark(ULID, points))));
    }

    @Test
    void aPlayerWhosePointsMoveIsPolledAsSoonAsTheRadarSeesIt() {
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);
        int asked = bench.site.requests;
        ActivityRadar radar = new ActivityRadar(this::followed, bench.schedule, 60, bench.clock);
        try (PollLoop loop = new PollLoop(radar, bench.poll, () -> {}, 2)) {
            loop.start();
            await().until(() -> bench.schedule.coveredPlayers() == 1);
            assertThat(bench.site.requests).isEqualTo(asked);

            points = new Points(0, 5);
            bench.clock.advance(Duration.ofSeconds(30));

            await().until(() -> bench.announcedIds(SERVER).equals(List.of(1L)));
            assertThat(scans).hasValue(2);
        }
    }

    @Test
    void choosingAPlayerDoesNotWaitForWriters() {
        bench.clock.advance(Duration.ofHours(1));

        bench.database.useTransaction(handle -> assertThat(CompletableFuture.supplyAsync(bench.schedule::pick))
                .succeedsWithin(Duration.ofSeconds(5))
                .matches(Optional::isPresent));
    }

    @Test
    void droppingAPlayerWaitsForTheDatabaseWithoutBlockingWriters() throws Exception {
        bench.clock.advance(Duration.ofHours(1));
        bench.players.unregister(SERVER, PollBench.MEMBER);
        CompletableFuture<Boolean> picked = new CompletableFuture<>();

        bench.database.useTransaction(handle -> {
            Thread picker =
                    new Thread(() -> picked.complete(bench.schedule.pick().isPresent()), "picker");
            picker.start();
            await().until(() -> Stream.of(picker.getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("useTransactionAlone")));

            assertThat(CompletableFuture.supplyAsync(bench.schedule::longestInterval))
                    .succeedsWithin(Duration.ofSeconds(5));
        });

        assertThat(picked.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void aPollThatCouldNotBeRecordedIsRepeatedWithoutWaitingForTheEndOfItsTurn() {
        bench.database.useTransaction(handle -> handle.execute("ALTER TABLE ledger RENAME TO lost"));
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);
        bench.clock.advance(Duration.ofHours(1));
        try {
            bench.poll.pollNext();
        } catch (RuntimeException e) {
            bench.database.useTransaction(handle -> handle.execute("ALTER TABLE lost RENAME TO ledger"));
        }

        assertThat(bench.pollAfter(Duration.ofSeconds(10))).isTrue();

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
    }

    private static RuntimeException fullDisk() {
        return new IllegalStateException(new SQLiteException("planned by the test", SQLiteErrorCode.SQLITE_FULL));
    }

    private PollLoop failing(AtomicInteger looks, Throwable failure) {
        ActivityRadar radar = new ActivityRadar(this::followed, bench.schedule, 60, bench.clock);
        return new PollLoop(
                radar,
                bench.poll,
                () -> {
                    looks.incrementAndGet();
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) failure;
                },
                1);
    }

    @Test
    void anErrorEndsNoThreadAndIsReported() {
        AtomicInteger looks = new AtomicInteger();
        Error error = new NoClassDefFoundError("planned by the test");
        HeardErrors heard = new HeardErrors();
        try (PollLoop loop = failing(looks, error)) {
            loop.start();

            await().atMost(Duration.ofSeconds(4)).until(() -> looks.get() > 2);
            assertThat(heard.errors()).contains(error);
            assertThat(loop.sinceTurn(thread -> Duration.ofDays(1))).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void aStuckThreadIsNoticedUnlessTheBudgetHoldsItBack() {
        CountDownLatch hangs = new CountDownLatch(1);
        ActivityRadar radar = new ActivityRadar(this::followed, bench.schedule, 60, bench.clock);
        try (PollLoop loop = new PollLoop(radar, bench.poll, hangs::await, 1)) {
            assertThat(loop.sinceTurn(thread -> Duration.ofDays(1))).isZero();
            loop.start();

            await().until(() -> loop.sinceTurn(thread -> Duration.ofDays(1)).compareTo(Duration.ofSeconds(1)) > 0);
            assertThat(loop.sinceTurn(thread -> Duration.ZERO)).isZero();
        }
    }

    @Test
    void theSiteIsPolledRarelyWhileTheDatabaseIsUnusable() {
        AtomicInteger looks = new AtomicInteger();
        try (PollLoop loop = failing(looks, fullDisk())) {
            loop.start();
            await().until(() -> looks.get() == 1);
            await().during(Duration.ofMillis(1_500)).until(() -> looks.get() == 1);

            await().atMost(Duration.ofSeconds(8)).until(() -> looks.get() == 2);
        }
        assertThat(looks).hasValue(2);
    }

    @Test
    void afterAnyOtherFailureItContinuesSoon() {
        AtomicInteger looks = new AtomicInteger();
        try (PollLoop loop = failing(looks, new IllegalStateException("planned by the test"))) {
            loop.start();

            await().atMost(Duration.ofSeconds(4)).until(() -> looks.get() > 2);
        }
    }
}
