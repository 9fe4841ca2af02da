package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.retroachievements.Outcome.Found;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Requests that can be done without: they displace nobody, and nobody waits for them. */
final class SpareBudgetTest extends OnABudget {
    private static final Patience PATIENCE = patience(3_000);
    private static final ApiQuery QUERY = ApiQuery.of("API_GetUserProgress");

    private final RequestBudget budget = budget(60);

    private Function<Duration, Optional<Outcome<String>>> spare(String name) {
        return left -> request(name).get();
    }

    private static Patience patience(long turn) {
        return new Patience(Duration.ofMillis(turn), Duration.ofSeconds(4));
    }

    private static boolean isWithout(Outcome<String> outcome) {
        return outcome.isThrottledBy(Outcome.By.SPARE_REQUESTS);
    }

    @Test
    void isSentWhileOneStaysFreeForAPoll() {
        for (int i = 0; i < 4; i++) {
            assertThat(budget.runIfSpare(PATIENCE, spare("spare"))).isEqualTo(new Found<>("spare"));
        }

        assertThat(isWithout(budget.runIfSpare(patience(0), spare("one too many"))))
                .isTrue();
        assertThat(countFree(budget)).isEqualTo(1);
    }

    @Test
    void waitsForABudgetThatIsUsedUpButNotForLonger() throws Exception {
        useUp(budget);
        Thread patient = start(() -> budget.runIfSpare(PATIENCE, spare("patient")));
        Thread hasty = start(() -> sent.add("hasty " + isWithout(budget.runIfSpare(patience(1_500), spare("hasty")))));
        awaitWaiting(patient, hasty);

        pass(budget, Duration.ofMillis(1_600));
        hasty.join();
        assertThat(sent).containsExactly("hasty true");
        pass(budget, Duration.ofMillis(400));
        patient.join();

        assertThat(sent).containsExactly("hasty true", "patient");
    }

    @Test
    void pollsGoFirstHoweverLongItWaited() throws Exception {
        useUp(budget);
        Thread spare = start(() -> sent.add("spare " + isWithout(budget.runIfSpare(PATIENCE, spare("spare")))));
        awaitWaiting(spare);

        for (int i = 0; i < 2; i++) {
            Thread poll = start(() -> budget.runForPoll(request("poll")));
            awaitWaiting(poll);
            pass(budget, Duration.ofSeconds(1));
            poll.join();
        }
        pass(budget, Duration.ofSeconds(1));
        spare.join();

        assertThat(sent).containsExactly("poll", "poll", "spare true");
    }

    @Test
    void doesNotOvertakeAPersonWhoseShareIsUsedUp() throws Exception {
        RequestBudget small = budget(2);
        small.runForPerson(request("person"));
        time.pass(Duration.ofSeconds(56));
        Thread person = start(() -> small.runForPerson(request("next person")));
        awaitWaiting(person);

        assertThat(isWithout(small.runIfSpare(patience(0), spare("spare")))).isTrue();
        pass(small, Duration.ofSeconds(5));
        person.join();

        assertThat(sent).containsExactly("person", "next person");
    }

    @Test
    void oneAtATimeLeavesAWayForPolls() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        Thread first = start(() -> budget.runIfSpare(PATIENCE, left -> {
            asked.countDown();
            awaitUninterrupted(answered);
            return Optional.of(new Found<>(""));
        }));
        asked.await();

        assertThat(isWithout(budget.runIfSpare(patience(0), spare("second")))).isTrue();
        assertThat(budget.isFreeForPoll()).isTrue();
        budget.runForPoll(request("poll"));
        answered.countDown();
        first.join();
        budget.runIfSpare(PATIENCE, spare("third"));

        assertThat(sent).containsExactly("poll", "third");
    }

    @Test
    void theRequestGetsWhatIsLeftOfTheTime() throws Exception {
        useUp(budget);
        Thread spare = start(() -> budget.runIfSpare(PATIENCE, left -> {
            sent.add(left.toString());
            return Optional.of(new Found<>(""));
        }));
        awaitWaiting(spare);

        pass(budget, Duration.ofSeconds(2));
        spare.join();

        assertThat(sent).containsExactly("PT2S");
    }

    @Test
    void isNotSentWhileTheSiteIsLeftAloneOrInDoubt() {
        health.watch(QUERY, asked -> new Reply.RateLimited(Duration.ofSeconds(30)));
        assertThat(isWithout(budget.runIfSpare(PATIENCE, spare("throttled")))).isTrue();
        time.pass(Duration.ofSeconds(31));
        assertThat(budget.runIfSpare(PATIENCE, spare("free again"))).isEqualTo(new Found<>("free again"));

        for (int i = 0; i < 3; i++) {
            health.watch(QUERY, asked -> new Reply.Down("HTTP 503", null));
        }

        assertThat(isWithout(budget.runIfSpare(PATIENCE, spare("in doubt")))).isTrue();
        assertThat(sent).containsExactly("free again");
    }

    @Test
    void isNotSentWhileTheKeyIsRefused() {
        health.watch(QUERY, asked -> new Reply.RefusedKey("HTTP 401"));
        time.pass(Duration.ofMinutes(16));

        assertThat(isWithout(budget.runIfSpare(PATIENCE, spare("on trial")))).isTrue();
        assertThat(sent).isEmpty();
    }

    @Test
    void theSmallestBudgetHasNothingToSpare() {
        assertThat(isWithout(budget(1).runIfSpare(patience(0), spare("spare")))).isTrue();
    }

    @Test
    void anInterruptedWaitIsUnavailable() throws Exception {
        useUp(budget);
        Thread waiting =
                start(() -> sent.add(budget.runIfSpare(PATIENCE, spare("spare")).toString()));
        awaitWaiting(waiting);

        waiting.interrupt();
        waiting.join();

        assertThat(sent).singleElement().asString().startsWith("Unavailable");
    }
}
