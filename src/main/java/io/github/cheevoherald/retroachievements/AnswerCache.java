package io.github.cheevoherald.retroachievements;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers people's questions about RetroAchievements: keeps good answers for a minute, asks equal questions once, and
 * limits how many requests each member may cause in a minute.
 */
public final class AnswerCache {
    private static final Duration KEPT = Duration.ofSeconds(60);
    /** In characters, so that answers full of long texts can't fill the memory. */
    private static final long MAX_KEPT = 8_000_000;

    private static final int MIN_WEIGHT = 8_000;

    private final Function<RequestLimit, RetroAchievements> site;
    private final Function<RequestLimit, SecondApi> second;
    private final MemberAllowance allowance;
    private final Cache<String, Outcome<?>> answers;
    private final ConcurrentMap<String, CompletableFuture<Outcome<?>>> inProgress = new ConcurrentHashMap<>();

    /** Asks {@code site} what it does not know, with each request counted against a limit; there is no second API. */
    public AnswerCache(Function<RequestLimit, RetroAchievements> site, Clock clock) {
        this(site, SecondConnection.off()::forPeople, clock);
    }

    /** Asks {@code site} or {@code second} what it does not know, with each request counted against a limit. */
    public AnswerCache(
            Function<RequestLimit, RetroAchievements> site, Function<RequestLimit, SecondApi> second, Clock clock) {
        this.site = site;
        this.second = second;
        this.allowance = new MemberAllowance(clock);
        this.answers = Caffeine.newBuilder()
                .expireAfterWrite(KEPT)
                .maximumWeight(MAX_KEPT)
                .weigher((String key, Outcome<?> answer) -> weight(answer))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    /**
     * Answers from the cache or asks the site; equal keys are equal questions. Blocks as {@link RetroAchievements}
     * does.
     */
    public <T> Outcome<T> ask(Requester requester, String key, Function<RetroAchievements, Outcome<T>> question) {
        return answer(requester, key, limit -> question.apply(site.apply(limit)));
    }

    /** The same for the second API. Keys of the two must differ. */
    public <T> Outcome<T> askSecond(Requester requester, String key, Function<SecondApi, Outcome<T>> question) {
        return answer(requester, key, limit -> question.apply(second.apply(limit)));
    }

    private <T> Outcome<T> answer(Requester requester, String key, Function<RequestLimit, Outcome<T>> question) {
        while (true) {
            Outcome<?> known = answers.getIfPresent(key);
            if (known != null) {
                return same(known);
            }
            CompletableFuture<Outcome<?>> mine = new CompletableFuture<>();
            CompletableFuture<Outcome<?>> others = inProgress.putIfAbsent(key, mine);
            if (others == null) {
                return askMyself(requester, key, question, mine);
            }
            Outcome<?> shared = await(others);
            if (shared != null) {
                return same(shared);
            }
        }
    }

    private <T> Outcome<T> askMyself(
            Requester requester,
            String key,
            Function<RequestLimit, Outcome<T>> question,
            CompletableFuture<Outcome<?>> mine) {
        @Nullable Outcome<T> outcome = null;
        try {
            // Another thread may have answered it between our look into the cache and our turn.
            Outcome<?> known = answers.getIfPresent(key);
            outcome = known == null ? question.apply(limitOf(requester)) : same(known);
            if (known == null && outcome.isAnswered()) {
                answers.put(key, outcome);
            }
            return outcome;
        } finally {
            inProgress.remove(key, mine);
            if (outcome != null) {
                mine.complete(outcome);
            } else {
                mine.completeExceptionally(new IllegalStateException("the question threw"));
            }
        }
    }

    private RequestLimit limitOf(Requester requester) {
        return requester.counted() ? allowance.of(requester.memberId()) : RequestLimit.UNLIMITED;
    }

    /** Waits for another member's equal question; null if it was refused for a reason that concerns only them. */
    private static @Nullable Outcome<?> await(CompletableFuture<Outcome<?>> others) {
        try {
            Outcome<?> outcome = others.get();
            return outcome.isThrottledBy(Outcome.By.MEMBER_ALLOWANCE) ? null : outcome;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return new Outcome.Unavailable<>("interrupted while waiting for an answer");
        } catch (ExecutionException bug) {
            throw new IllegalStateException("an equal question failed", bug);
        }
    }

    private static int weight(Outcome<?> answer) {
        return Math.max(MIN_WEIGHT, answer.toString().length());
    }

    @SuppressWarnings("unchecked") // equal keys are equal questions and have equal types
    private static <T> Outcome<T> same(Outcome<?> outcome) {
        return (Outcome<T>) outcome;
    }
}
