package io.github.cheevoherald.retroachievements;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import io.github.cheevoherald.retroachievements.Outcome.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class RequestBudgetTest extends OnABudget {

    @Test
    void allowsFiveAtOnceAndThenOneEachSecond() {
        RequestBudget budget = budget(60);
        useUp(budget);
        int burst = countAllowed(budget, 0);

        assertThat(burst).isZero();
        assertThat(countAllowed(budget, 30)).isEqualTo(30);
        time.pass(ofMinutes(5));
        assertThat(countFree(budget)).isEqualTo(5);
    }

    /** How many polls a budget allows in n seconds. */
    private int countAllowed(RequestBudget budget, int seconds) {
        int allowed = 0;
        for (int i = 0; i < seconds; i++) {
            time.pass(ofSeconds(1));
            allowed += countFree(budget);
        }
        return allowed;
    }

    @Test
    void spreadsTheRequestsEvenlyOverTheMinute() {
        RequestBudget budget = budget(60);
        useUp(budget);

        time.pass(ofMillis(999));
        assertThat(budget.isFreeForPoll()).isFalse();
        time.pass(ofMillis(1));
        assertThat(budget.isFreeForPoll()).isTrue();
    }

    @Test
    void neverBurstsMoreThanTheWholeMinuteAllows() {
        RequestBudget budget = budget(2);

        assertThat(countFree(budget)).isEqualTo(2);
        assertThat(countAllowed(budget, 60)).isEqualTo(2);
    }

    @Test
    void allowsAMillionRequestsAMinute() {
        RequestBudget budget = budget(1_000_000);
        int allowed = 0;
        for (int i = 0; i < 1_000; i++) {
            time.pass(Duration.ofNanos(60_000));
            allowed += countFree(budget);
        }

        assertThat(allowed).isBetween(1_000, 1_005);
    }

    @Test
    void pollsWaitAsLongAsItTakes() throws Exception {
        RequestBudget budget = budget(1);
        useUp(budget);
        Thread poll = start(() -> budget.runForPoll(request("poll")));
        awaitWaiting(poll);

        pass(budget, ofSeconds(59));
        awaitWaiting(poll);
        assertThat(sent).isEmpty();
        pass(budget, ofSeconds(1));

        poll.join();
        assertThat(sent).containsExactly("poll");
    }

    @Test
    void tellsThePollLoopWhenARequestIsFreeWithoutUsingIt() throws Exception {
        RequestBudget budget = budget(60);
        useUp(budget);
        Future<?> free = threads.submit(() -> {
            budget.awaitFreeForPoll();
            return null;
        });
        assertThat(free.isDone()).isFalse();

        pass(budget, ofSeconds(1));

        free.get();
        assertThat(budget.isFreeForPoll()).isTrue();
    }

    @Test
    void neverHasMoreThanTwoUnderWay() throws Exception {
        RequestBudget budget = budget(1_000_000);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger max = new AtomicInteger();
        CountDownLatch answer = new CountDownLatch(1);
        Supplier<Optional<Outcome<String>>> request = () -> {
            max.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            awaitUninterrupted(answer);
            underWay.decrementAndGet();
            return Optional.of(new Found<>("x"));
        };
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            boolean person = i == 4;
            all.add(start(
                    () -> sent.add((person ? budget.runForPerson(request) : budget.runForPoll(request)).toString())));
        }
        awaitWaiting(all.toArray(Thread[]::new));
        assertThat(underWay.get()).isEqualTo(2);

        answer.countDown();
        Soon.await().until(() -> {
            pass(budget, ofMillis(1));
            return sent.size() == 5;
        });
        assertThat(max.get()).isEqualTo(2);
    }

    @Test
    void anInterruptedPollIsUnavailableAndStaysInterrupted() throws Exception {
        RequestBudget budget = budget(1);
        useUp(budget);
        List<Object> seen = new CopyOnWriteArrayList<>();
        Thread poll = start(() -> {
            seen.add(budget.runForPoll(request("poll")));
            seen.add(Thread.currentThread().isInterrupted());
        });
        awaitWaiting(poll);
        poll.interrupt();
        poll.join();

        assertThat(seen.get(0)).isInstanceOf(Outcome.Unavailable.class);
        assertThat(seen.get(1)).isEqualTo(true);
        assertThat(sent).isEmpty();
    }

    @Test
    void anUnsentAttemptGetsAnotherTurn() {
        RequestBudget budget = budget(60);
        AtomicInteger attempts = new AtomicInteger();
        Outcome<String> outcome = budget.runForPoll(
                () -> attempts.incrementAndGet() < 3 ? Optional.empty() : Optional.of(new Found<>("at last")));

        assertThat(outcome).isEqualTo(new Found<>("at last"));
        assertThat(attempts.get()).isEqualTo(3);
    }

    @Test
    void freesItsPlaceWhenARequestThrows() {
        RequestBudget budget = budget(60);
        for (int i = 0; i < 4; i++) {
            try {
                budget.runForPoll(() -> {
                    throw new IllegalStateException("bug");
                });
            } catch (IllegalStateException expected) {
                sent.add("thrown");
            }
        }

        assertThat(sent).hasSize(4);
        assertThat(budget.isFreeForPoll()).isTrue();
    }

    @Test
    void aGoodReplyKeepsTheBudgetRunning() {
        RequestBudget budget = budget(60);
        Outcome<String> outcome = budget.runForPerson(() -> health.watch(
                        ApiQuery.of("API_X"), asked -> new Reply.Json(200, NullNode.getInstance()))
                .map(reply -> new Found<>("good")));

        assertThat(outcome).isEqualTo(new Found<>("good"));
    }
}
