package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.cheevoherald.HeardErrors;
import io.github.cheevoherald.LogCapture;
import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.SteadyClock;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@Timeout(120)
@OnBothStores
final class TasksTest {
    @Parameter
    StoreKind store;

    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final Duration SELDOM = Duration.ofHours(6);

    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
    private final AtomicInteger runs = new AtomicInteger();
    private final LogCapture lines = new LogCapture(TaskLog.class.getName(), Level.INFO);
    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = store.open(folder, clock);
    }

    @AfterEach
    void close() {
        lines.close();
        database.close();
    }

    private Tasks tasks() {
        return new Tasks(database, new SteadyClock(clock, System::nanoTime), Duration.ofSeconds(1));
    }

    private Tasks counting(Duration interval) {
        return tasks().every(interval, "count", runs::incrementAndGet);
    }

    @Test
    void runsSoonAfterTheStartAndThenAgainAndAgain() {
        try (Tasks tasks = counting(OFTEN)) {
            tasks.start();

            await().until(() -> runs.get() >= 3);
        }
    }

    @Test
    void nothingRunsOnceClosed() {
        Tasks tasks = counting(OFTEN);
        tasks.start();
        await().until(() -> runs.get() >= 1);
        tasks.close();
        int then = runs.get();

        await().during(Duration.ofMillis(600)).until(() -> runs.get() == then);
    }

    @Test
    void waitsItsIntervalBetweenRuns() {
        AtomicInteger others = new AtomicInteger();
        try (Tasks tasks = counting(SELDOM).every(OFTEN, "other", others::incrementAndGet)) {
            tasks.start();
            await().until(() -> others.get() >= 4);
        }

        assertThat(runs).hasValue(1);
    }

    @Test
    void runsSoonAfterEveryStart() {
        for (int start = 1; start <= 2; start++) {
            int wanted = start;
            try (Tasks tasks = counting(SELDOM)) {
                tasks.start();
                await().until(() -> runs.get() == wanted);
            }
        }
    }

    @Test
    void settingTheClockBackBetweenStartsHoldsUpNothing() {
        try (Tasks tasks = counting(SELDOM)) {
            tasks.start();
            await().until(() -> runs.get() == 1);
        }
        clock.set(Instant.parse("2026-02-01T00:00:00Z"));

        try (Tasks tasks = counting(OFTEN)) {
            tasks.start();
            await().until(() -> runs.get() >= 3);
        }
    }

    @Test
    void aFailingRunIsLoggedOnceAndTheTaskContinues() {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (Tasks tasks = tasks().every(OFTEN, "fragile", () -> {
            runs.incrementAndGet();
            if (broken.get()) {
                throw new IllegalStateException("cannot now\nand a second line");
            }
        })) {
            tasks.start();
            await().until(() -> runs.get() >= 3);
            broken.set(false);
            int then = runs.get();
            await().until(() -> runs.get() >= then + 3);
        }

        assertThat(lines.events())
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "The task \"fragile\" failed and is retried every PT0.05S: IllegalStateException: cannot now",
                        "The task \"fragile\" works again");
    }

    @Test
    void aDatabaseFailureAndItsEndAreLoggedOnceEach() {
        try (Tasks tasks = counting(OFTEN)) {
            tasks.start();
            await().until(() -> runs.get() >= 1);
            database.useTransaction(handle -> handle.execute("ALTER TABLE scheduled_tasks RENAME TO away"));
            await().until(() -> !lines.events().isEmpty());
            await().during(Duration.ofMillis(600)).until(() -> lines.events().size() == 1);
            database.useTransaction(handle -> handle.execute("ALTER TABLE away RENAME TO scheduled_tasks"));
            await().until(() -> lines.events().size() == 2);
        }

        assertThat(lines.events())
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "The timed tasks can't be saved in the database; they resume once they can",
                        "The timed tasks can be saved in the database again");
    }

    @Test
    void aTaskThatCannotBeStartedIsLoggedOnceAndStartedLater() {
        database.useTransaction(handle -> store.trigger(
                handle,
                "nobody",
                "BEFORE UPDATE OF picked ON scheduled_tasks FOR EACH ROW WHEN (NEW.picked)",
                store.refusing("nobody takes it")));
        try (Tasks tasks = counting(OFTEN)) {
            tasks.start();
            await().until(() -> !lines.events().isEmpty());
            await().during(Duration.ofMillis(600)).until(() -> lines.events().size() == 1);
            assertThat(runs).hasValue(0);
            database.useTransaction(handle -> store.dropTrigger(handle, "nobody", "scheduled_tasks"));
            await().until(() -> runs.get() >= 3);
        }

        assertThat(lines.events())
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(2)
                .anyMatch(line ->
                        line.startsWith("A timed task couldn't be started: ") && line.contains("nobody takes it"))
                .contains("The timed tasks are running again");
    }

    @Test
    void anErrorEndsNothingEither() {
        HeardErrors heard = new HeardErrors();
        try (Tasks tasks = tasks().every(OFTEN, "fragile", () -> {
            if (runs.incrementAndGet() == 1) {
                throw new StackOverflowError();
            }
        })) {
            tasks.start();

            await().until(() -> runs.get() >= 3);
        }
        assertThat(heard.errors()).hasSize(1);
    }

    @Test
    void aKilledProcesssTaskRunsAtTheNextStart() {
        try (Tasks tasks = counting(SELDOM)) {
            tasks.start();
            await().until(() -> runs.get() == 1);
        }
        database.useTransaction(
                handle -> handle.execute("""
                UPDATE scheduled_tasks SET picked = TRUE, picked_by = 'the dead one', version = version + 1,
                    last_heartbeat = execution_time, execution_time = ?
                """, Timestamp.from(clock.instant().plusSeconds(100))));

        try (Tasks tasks = counting(OFTEN)) {
            tasks.start();

            await().until(() -> runs.get() >= 3);
        }
    }

    @Test
    void aRemovedTaskLeavesNoRow() {
        try (Tasks tasks = tasks().every(SELDOM, "of old", runs::incrementAndGet)) {
            tasks.start();
            await().until(() -> runs.get() == 1);
        }

        try (Tasks tasks = counting(SELDOM)) {
            tasks.start();
            await().until(() -> runs.get() == 2);
        }

        List<String> names = database.read(handle -> handle.createQuery("SELECT task_name FROM scheduled_tasks")
                .mapTo(String.class)
                .list());
        assertThat(names).containsExactly("count");
    }

    @Test
    void oneSlowTaskDoesNotHoldUpTheOthers() throws InterruptedException {
        CountDownLatch slow = new CountDownLatch(1);
        try (Tasks tasks = counting(OFTEN).every(OFTEN, "slow", () -> awaitQuietly(slow))) {
            tasks.start();

            await().until(() -> runs.get() >= 3);
            slow.countDown();
        }
    }

    @Test
    void closingWaitsForWorkUnderWay() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Tasks tasks = tasks().every(SELDOM, "slow", () -> {
            begun.countDown();
            awaitQuietly(go);
            runs.incrementAndGet();
        });
        tasks.start();
        awaitQuietly(begun);

        CompletableFuture<Void> closing = CompletableFuture.runAsync(tasks::close);
        await().during(Duration.ofMillis(200)).until(() -> !closing.isDone());
        go.countDown();
        closing.get(10, TimeUnit.SECONDS);

        assertThat(runs).hasValue(1);
    }

    @Test
    void closingDoesNotWaitForEverAndDoesNotComplain() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Tasks tasks = tasks().every(SELDOM, "stuck", () -> {
            begun.countDown();
            awaitQuietly(never);
        });
        tasks.start();
        awaitQuietly(begun);

        long from = System.nanoTime();
        tasks.close();
        tasks.close();

        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(3));
        assertThat(lines.events()).isEmpty();
        never.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anErrorEndsNoTaskAndIsReported() {
        Error error = new NoClassDefFoundError("planned by the test");
        HeardErrors heard = new HeardErrors();
        try (Tasks tasks = tasks().every(OFTEN, "broken", () -> {
            runs.incrementAndGet();
            throw error;
        })) {
            assertThat(tasks.sinceTurn()).isZero();
            tasks.start();

            await().until(() -> runs.get() >= 2);
            assertThat(heard.errors()).contains(error);
            assertThat(tasks.sinceTurn()).isLessThan(Duration.ofSeconds(5));
        }
    }
}
