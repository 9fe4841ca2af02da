package io.github.cheevoherald.discord;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs a few requests at a time and queues the rest. */
final class BoundedRequests {
    private final int most;
    private final Deque<Request<?>> waiting = new ArrayDeque<>();
    private int underWay;
    private boolean beginning;

    BoundedRequests(int most) {
        this.most = most;
    }

    private record Request<T>(Supplier<CompletableFuture<T>> work, CompletableFuture<T> answer) {
        CompletableFuture<?> begin() {
            if (answer.isDone()) {
                return answer;
            }
            try {
                return work.get().whenComplete((result, failure) -> {
                    if (failure == null) {
                        answer.complete(result);
                    } else {
                        answer.completeExceptionally(failure);
                    }
                });
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
                return answer;
            }
        }
    }

    /** Makes the request when its turn comes, unless its answer has been completed by then. */
    <T> CompletableFuture<T> request(Supplier<CompletableFuture<T>> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        synchronized (this) {
            waiting.add(new Request<>(work, answer));
        }
        begin();
        return answer;
    }

    /** A loop rather than a chain of callbacks: a thousand requests that end at once must not need a deep stack. */
    private void begin() {
        synchronized (this) {
            if (beginning) {
                return;
            }
            beginning = true;
        }
        for (Request<?> next = next(); next != null; next = next()) {
            CompletableFuture<?> unused = next.begin().whenComplete((result, failure) -> ended());
        }
    }

    private synchronized @Nullable Request<?> next() {
        Request<?> next = underWay < most ? waiting.poll() : null;
        beginning = next != null;
        underWay += next == null ? 0 : 1;
        return next;
    }

    private void ended() {
        synchronized (this) {
            underWay--;
        }
        begin();
    }
}
