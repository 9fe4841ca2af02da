package io.github.cheevoherald.retroachievements;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import io.github.cheevoherald.retroachievements.Outcome.By;
import io.github.cheevoherald.retroachievements.Outcome.Found;
import io.github.cheevoherald.retroachievements.Outcome.Throttled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class RequestBudgetTest {
    private final FakeTime time = new FakeTime();
    private final SiteHealth health = new SiteHealth(time, new FullJitter(ofMinutes(10), ofMinutes(10), () -> 1));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> sent = new CopyOnWriteArrayList<>();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private RequestBudget budget(int requestsPerMinute) {
        return new RequestBudget(requestsPerMinute, health, time);
    }

    private Supplier<Optional<Outcome<String>>> request(String name) {
        return () -> {
            sent.add(name);
            return Optional.of(new Found<>(name));
        };
    }

    private void pass(RequestBudget budget, Duration duration) {
        time.pass(duration);
        budget.wake();
    }

    private static void useUp(RequestBudget budget) {
        while (budget.isFreeForPoll()) {
            budget.asPoll(() -> Optional.of(new Found<>("")));
        }
    }

    /** Waits until so many threads have come to rest inside the budget. */
    private static void awaitWaiting(Thread... waiting) {
        for (Thread thread : waiting) {
            Soon.await()
                    .until(() -> thread.getState() == Thread.State.TIMED_WAITING
                            || thread.getState() == Thread.State.WAITING);
        }
    }

    private Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

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

    private int countFree(RequestBudget budget) {
        int free = 0;
        while (budget.isFreeForPoll()) {
            budget.asPoll(request("poll"));
            free++;
        }
        return free;
    }

    /** How many polls a budget lets go in so many seconds. */
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
    void managesAMillionRequestsAMinute() {
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
        Thread poll = start(() -> budget.asPoll(request("poll")));
        awaitWaiting(poll);

        pass(budget, ofSeconds(59));
        awaitWaiting(poll);
        assertThat(sent).isEmpty();
        pass(budget, ofSeconds(1));

        poll.join();
        assertThat(sent).containsExactly("poll");
    }

    @Test
    void tellsThePollLoopWhenARequestIsFreeWithoutTakingIt() throws Exception {
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
        AtomicInteger most = new AtomicInteger();
        CountDownLatch answer = new CountDownLatch(1);
        Supplier<Optional<Outcome<String>>> request = () -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            awaitUninterrupted(answer);
            underWay.decrementAndGet();
            return Optional.of(new Found<>("x"));
        };
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            boolean person = i == 4;
            all.add(start(() -> sent.add((person ? budget.asPerson(request) : budget.asPoll(request)).toString())));
        }
        awaitWaiting(all.toArray(Thread[]::new));
        assertThat(underWay.get()).isEqualTo(2);

        answer.countDown();
        Soon.await().until(() -> {
            pass(budget, ofMillis(1));
            return sent.size() == 5;
        });
        assertThat(most.get()).isEqualTo(2);
    }

    @Test
    void aWaitingPersonGoesBeforeWaitingPolls() throws Exception {
        RequestBudget budget = budget(60);
        useUp(budget);
        Thread first = start(() -> budget.asPoll(request("poll 1")));
        Thread second = start(() -> budget.asPoll(request("poll 2")));
        awaitWaiting(first, second);
        Thread person = start(() -> budget.asPerson(request("person")));
        awaitWaiting(person);

        pass(budget, ofSeconds(1));
        person.join();
        assertThat(sent).containsExactly("person");
        pass(budget, ofSeconds(1));
        pass(budget, ofSeconds(1));

        first.join();
        second.join();
        assertThat(sent).hasSize(3);
    }

    @Test
    void peopleGoInTheOrderTheyCame() throws Exception {
        RequestBudget budget = budget(60);
        useUp(budget);
        List<Thread> people = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String name = "person " + i;
            Thread person = start(() -> budget.asPerson(request(name)));
            awaitWaiting(person);
            people.add(person);
        }

        for (Thread person : people) {
            pass(budget, ofSeconds(1));
            person.join();
        }

        assertThat(sent).containsExactly("person 0", "person 1", "person 2", "person 3");
    }

    @Test
    void peopleTakeAtMostHalfOfAMinute() {
        RequestBudget budget = budget(60);
        int answered = 0;
        for (int second = 0; second < 52; second++) {
            if (budget.asPerson(request("person")) instanceof Found) {
                answered++;
            }
            time.pass(ofSeconds(1));
        }

        assertThat(answered).isEqualTo(30);
        assertThat(countFree(budget)).isEqualTo(5);
    }

    @Test
    void tellsAPersonAtOnceHowLongTheShareIsUsedUp() {
        RequestBudget budget = budget(4);
        assertThat(budget.asPerson(request("1"))).isInstanceOf(Found.class);
        assertThat(budget.asPerson(request("2"))).isInstanceOf(Found.class);
        time.pass(ofSeconds(20));

        assertThat(budget.asPerson(request("3"))).isEqualTo(new Throttled<>(By.PEOPLES_SHARE, ofSeconds(40)));
        assertThat(budget.isFreeForPoll()).isTrue();
        time.pass(ofSeconds(40));
        assertThat(budget.asPerson(request("3"))).isEqualTo(new Found<>("3"));
    }

    @Test
    void pollsGoOnWhileAPersonWaitsForTheShare() throws Exception {
        RequestBudget budget = budget(4);
        budget.asPerson(request("1"));
        budget.asPerson(request("2"));
        time.pass(ofSeconds(55));
        Thread person = start(() -> budget.asPerson(request("3")));
        awaitWaiting(person);

        budget.asPoll(request("poll"));
        pass(budget, ofSeconds(5));
        person.join();

        assertThat(sent).containsExactly("1", "2", "poll", "3");
    }

    @Test
    void refusesThePersonWhoWouldWaitTooLongBehindOthers() {
        RequestBudget budget = budget(60);
        useUp(budget);
        for (int i = 0; i < 8; i++) {
            awaitWaiting(start(() -> budget.asPerson(request("person"))));
        }

        assertThat(budget.asPerson(request("the ninth"))).isEqualTo(new Throttled<>(By.PEOPLES_SHARE, ofSeconds(9)));
    }

    @Test
    void doesNotKeepAPersonWaitingForSlowAnswers() throws Exception {
        RequestBudget budget = budget(60);
        CountDownLatch answer = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            awaitWaiting(start(() -> budget.asPoll(() -> {
                awaitUninterrupted(answer);
                return Optional.of(new Found<>("slow"));
            })));
        }
        Future<Outcome<String>> person = threads.submit(() -> budget.asPerson(request("person")));
        assertThat(budget.isFreeForPoll()).isFalse();
        Soon.await().until(() -> {
            pass(budget, ofSeconds(1));
            return person.isDone();
        });

        assertThat(person.get()).isInstanceOf(Outcome.Unavailable.class);
        answer.countDown();
        Soon.await().until(budget::isFreeForPoll);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anInterruptedPollComesOutUnavailableAndStaysInterrupted() throws Exception {
        RequestBudget budget = budget(1);
        useUp(budget);
        List<Object> seen = new CopyOnWriteArrayList<>();
        Thread poll = start(() -> {
            seen.add(budget.asPoll(request("poll")));
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
    void tellsPeopleAtOnceWhatHoldsTheSiteUpWhilePollsWait() throws Exception {
        RequestBudget budget = budget(60);
        health.watch(() -> new Reply.TooMany(ofSeconds(30)));
        Thread poll = start(() -> budget.asPoll(request("poll")));
        awaitWaiting(poll);

        assertThat(budget.isFreeForPoll()).isFalse();
        assertThat(budget.asPerson(request("person"))).isEqualTo(new Throttled<>(By.SITE, ofSeconds(30)));
        pass(budget, ofSeconds(30));

        poll.join();
        assertThat(sent).containsExactly("poll");
    }

    @Test
    void givesAnAttemptThatWasNotSentAnotherTurn() {
        RequestBudget budget = budget(60);
        AtomicInteger attempts = new AtomicInteger();
        Outcome<String> outcome = budget.asPoll(
                () -> attempts.incrementAndGet() < 3 ? Optional.empty() : Optional.of(new Found<>("at last")));

        assertThat(outcome).isEqualTo(new Found<>("at last"));
        assertThat(attempts.get()).isEqualTo(3);
    }

    @Test
    void freesItsPlaceWhenARequestThrows() {
        RequestBudget budget = budget(60);
        for (int i = 0; i < 4; i++) {
            try {
                budget.asPoll(() -> {
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
    void aGoodReplyKeepsTheBudgetGoing() {
        RequestBudget budget = budget(60);
        Outcome<String> outcome = budget.asPerson(() ->
                health.watch(() -> new Reply.Json(200, NullNode.getInstance())).map(reply -> new Found<>("good")));

        assertThat(outcome).isEqualTo(new Found<>("good"));
    }
}
