package io.github.cheevoherald.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class BoundedRequestsTest {
    private final BoundedRequests few = new BoundedRequests(2);
    private final List<CompletableFuture<String>> begun = new ArrayList<>();

    private CompletableFuture<String> request() {
        return few.request(() -> {
            CompletableFuture<String> answer = new CompletableFuture<>();
            begun.add(answer);
            return answer;
        });
    }

    @Test
    void startsTheNextWhenOneEndsHoweverItEnds() {
        List<CompletableFuture<String>> answers = List.of(request(), request(), request(), request());
        assertThat(begun).hasSize(2);

        begun.get(1).complete("second");
        assertThat(begun).hasSize(3);
        begun.get(0).completeExceptionally(new IllegalStateException("cut"));
        assertThat(begun).hasSize(4);

        assertThat(answers.get(1)).isCompletedWithValue("second");
        assertThat(answers.get(0)).isCompletedExceptionally();
        assertThat(answers.get(2)).isNotDone();
    }

    @Test
    void skipsRequestsNobodyWaitsForAnyMore() {
        List<CompletableFuture<String>> first = List.of(request(), request(), request());
        first.get(2).complete("too late");
        CompletableFuture<String> last = request();
        begun.get(0).complete("first");

        assertThat(begun).hasSize(3);
        begun.get(2).complete("last");
        assertThat(last).isCompletedWithValue("last");
    }

    @Test
    void aRequestThatCannotBeMadeFailsAloneAndThousandsMayEndAtOnce() {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        List<CompletableFuture<String>> first = List.of(request(), request());
        for (int i = 0; i < 50_000; i++) {
            answers.add(few.request(() -> {
                throw new IllegalStateException("not connected");
            }));
        }
        begun.get(0).complete("first");

        assertThat(first.get(0)).isCompletedWithValue("first");
        assertThat(answers).allMatch(CompletableFuture::isCompletedExceptionally);
        CompletableFuture<String> after = request();
        begun.get(2).complete("after");
        assertThat(after).isCompletedWithValue("after");
    }
}
