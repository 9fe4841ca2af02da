package io.github.cheevoherald.retroachievements;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.retroachievements.Outcome.By;
import io.github.cheevoherald.retroachievements.Outcome.Found;
import io.github.cheevoherald.retroachievements.Outcome.Throttled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** How the budget treats people's questions compared with polls. */
final class PeoplesTurnTest extends OnABudget {

    @Test
    void aWaitingPersonGoesBeforeWaitingPolls() throws Exception {
        RequestBudget budget = budget(60);
        useUp(budget);
        Thread first = start(() -> budget.runForPoll(request("poll 1")));
        Thread second = start(() -> budget.runForPoll(request("poll 2")));
        awaitWaiting(first, second);
        Thread person = start(() -> budget.runForPerson(request("person")));
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
            Thread person = start(() -> budget.runForPerson(request(name)));
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
            if (budget.runForPerson(request("person")) instanceof Found) {
                answered++;
            }
            time.pass(ofSeconds(1));
        }

        assertThat(answered).isEqualTo(30);
        assertThat(countFree(budget)).isEqualTo(5);
    }

    @Test
    void tellsAPersonAtOnceWhenTheShareIsAvailableAgain() {
        RequestBudget budget = budget(4);
        assertThat(budget.runForPerson(request("1"))).isInstanceOf(Found.class);
        assertThat(budget.runForPerson(request("2"))).isInstanceOf(Found.class);
        time.pass(ofSeconds(20));

        assertThat(budget.runForPerson(request("3"))).isEqualTo(new Throttled<>(By.PEOPLES_SHARE, ofSeconds(40)));
        assertThat(budget.isFreeForPoll()).isTrue();
        time.pass(ofSeconds(40));
        assertThat(budget.runForPerson(request("3"))).isEqualTo(new Found<>("3"));
    }

    @Test
    void pollsContinueWhileAPersonWaitsForTheShare() throws Exception {
        RequestBudget budget = budget(4);
        budget.runForPerson(request("1"));
        budget.runForPerson(request("2"));
        time.pass(ofSeconds(55));
        Thread person = start(() -> budget.runForPerson(request("3")));
        awaitWaiting(person);

        budget.runForPoll(request("poll"));
        pass(budget, ofSeconds(5));
        person.join();

        assertThat(sent).containsExactly("1", "2", "poll", "3");
    }

    @Test
    void refusesThePersonWhoWouldWaitTooLongBehindOthers() {
        RequestBudget budget = budget(60);
        useUp(budget);
        for (int i = 0; i < 8; i++) {
            awaitWaiting(start(() -> budget.runForPerson(request("person"))));
        }

        assertThat(budget.runForPerson(request("the ninth")))
                .isEqualTo(new Throttled<>(By.PEOPLES_SHARE, ofSeconds(9)));
    }

    @Test
    void doesNotKeepAPersonWaitingForSlowAnswers() throws Exception {
        RequestBudget budget = budget(60);
        CountDownLatch answer = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            awaitWaiting(start(() -> budget.runForPoll(() -> {
                awaitUninterrupted(answer);
                return Optional.of(new Found<>("slow"));
            })));
        }
        Future<Outcome<String>> person = threads.submit(() -> budget.runForPerson(request("person")));
        assertThat(budget.isFreeForPoll()).isFalse();
        Soon.await().until(() -> {
            pass(budget, ofSeconds(1));
            return person.isDone();
        });

        assertThat(person.get()).isInstanceOf(Outcome.Unavailable.class);
        answer.countDown();
        Soon.await().until(budget::isFreeForPoll);
    }

    @Test
    void tellsPeopleAtOnceWhatIsWrongWithTheSiteWhilePollsWait() throws Exception {
        RequestBudget budget = budget(60);
        health.watch(ApiQuery.of("API_X"), asked -> new Reply.RateLimited(ofSeconds(30)));
        Thread poll = start(() -> budget.runForPoll(request("poll")));
        awaitWaiting(poll);

        assertThat(budget.isFreeForPoll()).isFalse();
        assertThat(budget.runForPerson(request("person"))).isEqualTo(new Throttled<>(By.SITE, ofSeconds(30)));
        pass(budget, ofSeconds(30));

        poll.join();
        assertThat(sent).containsExactly("poll");
    }
}
