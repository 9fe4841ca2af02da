package io.github.cheevoherald.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DaemonThreadsTest {
    @Test
    void startsADaemonOfThatName() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();

        Thread thread = DaemonThreads.start(
                "worker", () -> seen.complete(Thread.currentThread().getName()));

        assertThat(thread.isDaemon()).isTrue();
        assertThat(seen.get(20, TimeUnit.SECONDS)).isEqualTo("worker");
    }

    @Test
    void numbersTheThreadsOfAFactoryOrNamesThemAlike() {
        ThreadFactory numbered = DaemonThreads.numbered("task");
        ThreadFactory named = DaemonThreads.named("answers");

        assertThat(numbered.newThread(() -> {}).getName()).isEqualTo("task-1");
        assertThat(numbered.newThread(() -> {}).getName()).isEqualTo("task-2");
        assertThat(named.newThread(() -> {}).getName()).isEqualTo("answers");
        assertThat(named.newThread(() -> {}).getName()).isEqualTo("answers");
        assertThat(named.newThread(() -> {}).isDaemon()).isTrue();
    }
}
