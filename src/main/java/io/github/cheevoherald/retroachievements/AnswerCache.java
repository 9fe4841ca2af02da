package io.github.cheevoherald.retroachievements;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * People's way to RetroAchievements: good answers are kept a minute, equal questions are asked once, and each member
 * has an allowance of questions a minute.
 */
public final class AnswerCache {
    private static final Duration KEPT = Duration.ofSeconds(60);
    /** In characters, so that answers full of other people's long texts cannot fill the memory. */
    private static final long MOST_KEPT = 8_000_000;

    private static final int LEAST_WEIGHT = 8_000;

    private final LimitedSite site;
    private final MemberAllowance allowance;
    private final Cache<String, Outcome<?>> answers;
    private final ConcurrentMap<String, CompletableFuture<Outcome<?>>> underWay = new ConcurrentHashMap<>();

    /** People's view of the site, in which each request that is sent has passed a limit. */
    @FunctionalInterface
    public interface LimitedSite {
        /** The view through this limit. */
        RetroAchievements within(RequestLimit limit);
    }

    /** Asks {@code site}. */
    public AnswerCache(LimitedSite site, Clock clock) {
        this.site = site;
        this.allowance = new MemberAllowance(clock);
        this.answers = Caffeine.newBuilder()
                .expireAfterWrite(KEPT)
                .maximumWeight(MOST_KEPT)
                .weigher((String key, Outcome<?> answer) -> weight(answer))
                .ticker(new ClockTicker(clock))
                .executor(Runnable::run)
                .build();
    }

    /**
     * Asks, or answers from what is known. Blocks as {@link RetroAchievements} does.
     *
     * @param key names the question: equal keys are equal questions
     */
    public <T> Outcome<T> ask(Requester requester, String key, Function<RetroAchievements, Outcome<T>> question) {
        while (true) {
            Outcome<?> known = answers.getIfPresent(key);
            if (known != null) {
                return same(known);
            }
            CompletableFuture<Outcome<?>> mine = new CompletableFuture<>();
            CompletableFuture<Outcome<?>> others = underWay.putIfAbsent(key, mine);
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
            Function<RetroAchievements, Outcome<T>> question,
            CompletableFuture<Outcome<?>> mine) {
        @Nullable Outcome<T> outcome = null;
        try {
            // Somebody may have answered it between our look at the answers and our turn.
            Outcome<?> known = answers.getIfPresent(key);
            outcome = known == null ? question.apply(siteFor(requester)) : same(known);
            if (known == null && outcome.isAnswered()) {
                answers.put(key, outcome);
            }
            return outcome;
        } finally {
            underWay.remove(key, mine);
            if (outcome != null) {
                mine.complete(outcome);
            } else {
                mine.completeExceptionally(new IllegalStateException("the question threw"));
            }
        }
    }

    private RetroAchievements siteFor(Requester requester) {
        return site.within(requester.counted() ? allowance.of(requester.memberId()) : RequestLimit.UNLIMITED);
    }

    /** The answer to somebody else's equal question, or null if only they were refused. */
    private static @Nullable Outcome<?> await(CompletableFuture<Outcome<?>> others) {
        try {
            Outcome<?> outcome = others.get();
            return concernsThemAlone(outcome) ? null : outcome;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return new Outcome.Unavailable<>("interrupted while waiting for an answer");
        } catch (ExecutionException bug) {
            throw new IllegalStateException("an equal question failed", bug);
        }
    }

    private static boolean concernsThemAlone(Outcome<?> outcome) {
        return outcome.fold(new Outcome.Cases<>(
                found -> false,
                missing -> false,
                refusedKey -> false,
                throttled -> throttled.by() == Outcome.By.MEMBER_ALLOWANCE,
                unavailable -> false,
                forbidden -> false,
                malformed -> false));
    }

    private static int weight(Outcome<?> answer) {
        return Math.max(LEAST_WEIGHT, answer.toString().length());
    }

    @SuppressWarnings("unchecked") // equal keys are equal questions, with equal types
    private static <T> Outcome<T> same(Outcome<?> outcome) {
        return (Outcome<T>) outcome;
    }
}
