package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class OwnThreadsTest {
    private static final Logger LOG = LoggerFactory.getLogger(OwnThreadsTest.class);

    private static CompletableFuture<String> ownerOfANewThread() {
        CompletableFuture<String> owner = new CompletableFuture<>();
        new Thread(() -> owner.complete(OwnThreads.owner())).start();
        return owner;
    }

    @Test
    void aThreadWorksForTheClassWhoseThreadStartedIt() {
        assertThat(ownerOfANewThread().join()).isEqualTo(OwnThreadsTest.class.getName());
    }

    @Test
    void whatASharedThreadStartsWorksForNobody() {
        CompletableFuture<Void> late = new CompletableFuture<>();
        CompletableFuture<String> owner = late.thenCompose(nothing -> ownerOfANewThread());
        CompletableFuture<Void> unused = late.completeOnTimeout(null, 1, TimeUnit.MILLISECONDS);

        assertThat(owner.join()).isEqualTo("nobody");
    }

    @Test
    void onlyTheLinesOfItsOwnThreadsAreHeard() throws Exception {
        try (Lines lines = new Lines()) {
            LOG.info("here");
            ForkJoinPool.commonPool().submit(() -> LOG.warn("elsewhere")).get();

            assertThat(lines.lines()).containsExactly("INFO here");
        }
    }
}
