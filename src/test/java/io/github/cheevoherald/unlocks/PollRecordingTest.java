package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between a poll's answer and its record: what waits for context, and what may happen meanwhile. */
final class PollRecordingTest {
    private static final long SERVER = 1;
    private static final long OTHER_SERVER = 2;

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<List<Long>> lookedUp = new ArrayList<>();
    private PollBench bench;

    @BeforeEach
    void registerAna(@TempDir Path folder) {
        bench = new PollBench(folder);
        bench.waiting = waiting::add;
        bench.lookup = (player, unlocks) -> {
            lookedUp.add(unlocks.stream().map(RecentUnlock::achievementId).toList());
            return Map.of();
        };
        bench.feed(SERVER);
        bench.site.unlock(1, bench.ago(Duration.ofMinutes(5)), true);
        bench.register(SERVER);
        bench.pollAfter(Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void unlockAndPoll(long achievement) {
        bench.clock.advance(Duration.ofSeconds(5));
        bench.site.unlock(achievement, bench.clock.instant(), true);
        bench.pollAfter(Duration.ofSeconds(10));
    }

    @Test
    void onlyNewUnlocksThatAreWantedWait() {
        assertThat(waiting).as("the baseline").isEmpty();

        bench.pollAfter(Duration.ofSeconds(10));
        assertThat(waiting).as("a poll that finds nothing new").isEmpty();
        unlockAndPoll(2);
        assertThat(bench.announcedIds(SERVER)).isEmpty();
        waiting.remove().run();

        assertThat(bench.announcedIds(SERVER)).containsExactly(2L);
        assertThat(lookedUp).containsExactly(List.of(2L));
    }

    @Test
    void nothingWaitsForAServerThatHearsNothing() {
        bench.players.unregister(SERVER, PollBench.MEMBER);
        bench.register(OTHER_SERVER);
        unlockAndPoll(2);

        assertThat(waiting).isEmpty();
    }

    @Test
    void thePlayerIsNotPolledAgainWhileTheAnswerWaits() {
        unlockAndPoll(2);
        int requests = bench.site.requests;

        assertThat(bench.pollAfter(Duration.ofSeconds(30))).isFalse();
        assertThat(bench.site.requests).isEqualTo(requests);
        waiting.remove().run();
        assertThat(bench.pollAfter(Duration.ofMinutes(31))).isTrue();
    }

    @Test
    void theEndOfTheProcessWhileItWaitsLosesNothingAndRepeatsNothing() {
        unlockAndPoll(2);

        bench.restart();
        bench.pollAfter(Duration.ofMinutes(31));
        assertThat(waiting).hasSize(2);
        waiting.removeLast().run();

        assertThat(bench.announcedIds(SERVER)).containsExactly(2L);
    }

    @Test
    void anAnswerThatWaitedTooLongIsRecordedOnceAllTheSame() {
        unlockAndPoll(2);
        bench.pollAfter(Duration.ofMinutes(31));
        assertThat(waiting).hasSize(2);

        waiting.remove().run();
        waiting.remove().run();

        assertThat(bench.announcedIds(SERVER)).containsExactly(2L);
    }

    @Test
    void whoUnregistersMeanwhileIsNotAnnounced() {
        unlockAndPoll(2);

        bench.players.unregister(SERVER, PollBench.MEMBER);
        waiting.remove().run();

        assertThat(bench.announcedIds(SERVER)).isEmpty();
    }

    @Test
    void withoutAFreeThreadItIsRecordedAtOnce() {
        bench.waiting = work -> {
            throw new RejectedExecutionException("all are busy");
        };

        unlockAndPoll(2);

        assertThat(bench.announcedIds(SERVER)).containsExactly(2L);
        assertThat(lookedUp).isEmpty();
    }

    @Test
    void aLookupThatThrowsIsAsGoodAsNone() {
        bench.waiting = Runnable::run;
        bench.lookup = (player, unlocks) -> {
            throw new IllegalStateException("planned by the test");
        };

        unlockAndPoll(2);

        assertThat(bench.announcedIds(SERVER)).containsExactly(2L);
    }

    @Test
    void whatCannotBeRecordedIsPolledAgain() {
        bench.waiting = Runnable::run;
        bench.lookup = (player, unlocks) -> {
            throw new LinkageError("planned by the test");
        };
        assertThatThrownBy(() -> unlockAndPoll(2)).isInstanceOf(LinkageError.class);
        bench.lookup = (player, unlocks) -> Map.of();

        bench.pollAfter(Duration.ofMinutes(31));

        assertThat(bench.announcedIds(SERVER)).containsExactly(2L);
    }

    @Test
    void theContextOfWhatIsNoLongerNewIsDropped() {
        bench.lookup = (player, unlocks) -> Map.of(
                ScriptedSite.row(99, bench.clock.instant(), true, "Mega Drive", 1),
                new UnlockAnnouncement.Context(1, 2, null, false, 0));
        unlockAndPoll(2);

        waiting.remove().run();

        assertThat(bench.announcedIds(SERVER)).containsExactly(2L);
    }

    @Test
    void threadsRejectWhatWouldHaveToQueueAndSurviveWhatTheyRun() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        AtomicInteger running = new AtomicInteger();
        try (ContextThreads threads = new ContextThreads()) {
            threads.execute(() -> {
                throw new IllegalStateException("planned by the test");
            });
            int accepted = 0;
            try {
                while (accepted < 100) {
                    threads.execute(() -> {
                        running.incrementAndGet();
                        awaitQuietly(release);
                        done.incrementAndGet();
                    });
                    accepted++;
                }
            } catch (RejectedExecutionException allAreBusy) {
                // as it should be
            }
            assertThat(accepted).isBetween(1, 8);
            int expected = accepted;
            await().until(() -> running.get() == expected);
            release.countDown();
            await().until(() -> done.get() == expected);

            await().untilAsserted(() -> threads.execute(done::incrementAndGet));
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
