package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.retroachievements.Outcome.Found;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The bot's own questions that can be done without: they wait for the budget, but not for the site. */
final class TaskBudgetTest extends OnABudget {
    private final RequestBudget budget = budget(60);

    private static final ApiQuery QUERY = ApiQuery.of("users");

    @Test
    void waitsForTheBudget() throws Exception {
        useUp(budget);
        Thread waiting = start(() -> sent.add(budget.runForTask(request("task")).toString()));
        awaitWaiting(waiting);
        assertThat(sent).isEmpty();

        pass(budget, Duration.ofSeconds(1));
        waiting.join();

        assertThat(sent).containsExactly("task", new Found<>("task").toString());
    }

    @Test
    void doesNotWaitWhileTheSiteThrottles() {
        health.watch(QUERY, asked -> new Reply.RateLimited(Duration.ofSeconds(30)));

        assertThat(budget.runForTask(request("task")))
                .isEqualTo(new Outcome.Throttled<>(Outcome.By.SITE, Duration.ofSeconds(30)));
        assertThat(sent).isEmpty();
    }

    @Test
    void doesNotWaitWhileTheKeyIsRefused() {
        health.watch(QUERY, asked -> new Reply.RefusedKey("HTTP 401"));

        assertThat(budget.runForTask(request("task"))).isEqualTo(new Outcome.RefusedKey<>());
    }

    @Test
    void isToldAtOnceWhenTheSiteBeginsToThrottleWhileItWaits() throws Exception {
        useUp(budget);
        Thread waiting = start(() -> sent.add(budget.runForTask(request("task")).toString()));
        awaitWaiting(waiting);

        health.watch(QUERY, asked -> new Reply.RateLimited(Duration.ofSeconds(30)));
        budget.wake();

        waiting.join();
        assertThat(sent).singleElement().asString().startsWith("Throttled");
    }

    @Test
    void aPersonGoesFirst() throws Exception {
        useUp(budget);
        Thread task = start(() -> budget.runForTask(request("task")));
        awaitWaiting(task);
        Thread person = start(() -> budget.runForPerson(request("person")));
        awaitWaiting(task, person);

        pass(budget, Duration.ofSeconds(1));
        person.join();
        assertThat(sent).containsExactly("person");
        pass(budget, Duration.ofSeconds(1));
        task.join();

        assertThat(sent).containsExactly("person", "task");
    }

    @Test
    void whatCannotBeSentYetGetsAnotherTurn() {
        int[] turns = {0};

        Outcome<String> outcome =
                budget.runForTask(() -> ++turns[0] < 3 ? Optional.empty() : Optional.of(new Found<>("at last")));

        assertThat(outcome).isEqualTo(new Found<>("at last"));
    }

    @Test
    void anInterruptedTaskIsUnavailable() throws Exception {
        useUp(budget);
        CountDownLatch done = new CountDownLatch(1);
        Thread waiting = start(() -> {
            sent.add(budget.runForTask(request("task")).toString());
            done.countDown();
        });
        awaitWaiting(waiting);

        waiting.interrupt();

        done.await();
        assertThat(sent).singleElement().asString().startsWith("Unavailable");
    }
}
