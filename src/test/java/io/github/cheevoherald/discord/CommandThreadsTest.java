package io.github.cheevoherald.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class CommandThreadsTest {
    @Test
    void workNotStartedWhenTheyStopHasFailed() {
        List<String> done = new CopyOnWriteArrayList<>();
        CountDownLatch never = new CountDownLatch(1);
        CommandThreads threads = new CommandThreads("test", 1, 10, failure -> true);
        threads.execute("the first", () -> awaitInterrupted(never, done), () -> done.add("first failed"));
        await().until(() -> done.contains("first begun"));
        threads.execute("the second", () -> done.add("second begun"), () -> done.add("second failed"));

        threads.close();

        await().untilAsserted(() ->
                assertThat(done).containsExactlyInAnyOrder("first begun", "first failed", "second failed"));
    }

    private static void awaitInterrupted(CountDownLatch latch, List<String> done) {
        done.add("first begun");
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
