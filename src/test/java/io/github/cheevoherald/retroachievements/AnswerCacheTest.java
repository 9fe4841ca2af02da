package io.github.cheevoherald.retroachievements;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.retroachievements.Outcome.By;
import io.github.cheevoherald.retroachievements.Outcome.Found;
import io.github.cheevoherald.retroachievements.Outcome.Missing;
import io.github.cheevoherald.retroachievements.Outcome.Thing;
import io.github.cheevoherald.retroachievements.Outcome.Throttled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
final class AnswerCacheTest {
    private static final Requester ANN = Requester.command(1);
    private static final Requester BOB = Requester.command(2);

    private final MutableClock clock = MutableClock.at("2026-11-22T12:00:00Z");
    private final DeveloperSite site = new DeveloperSite();
    private final AnswerCache questions = new AnswerCache(limit -> Counted.view(site, limit), clock);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private Outcome<TicketData.OfDeveloper> ask(Requester requester, String name) {
        return questions.ask(requester, "developer " + name, port -> port.ticketsOfDeveloper(name));
    }

    @Test
    void keepsAGoodAnswerForAMinute() {
        ask(ANN, "x");
        clock.advance(ofSeconds(59));
        ask(BOB, "x");
        assertThat(site.asked()).isEqualTo(1);

        clock.advance(ofSeconds(1));
        ask(BOB, "x");
        assertThat(site.asked()).isEqualTo(2);
    }

    @Test
    void alsoKeepsThatSomethingDoesNotExist() {
        site.answers(new Missing<>(Thing.PLAYER));

        assertThat(ask(ANN, "x")).isEqualTo(new Missing<>(Thing.PLAYER));
        assertThat(ask(ANN, "x")).isEqualTo(new Missing<>(Thing.PLAYER));
        assertThat(site.asked()).isEqualTo(1);
    }

    static List<Outcome<TicketData.OfDeveloper>> failures() {
        return List.of(
                new Outcome.Unavailable<>("down"),
                new Outcome.Malformed<>("odd"),
                new Outcome.RefusedKey<>(),
                new Throttled<>(By.SITE, ofSeconds(9)),
                new Throttled<>(By.PEOPLES_SHARE, ofSeconds(9)));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void doesNotKeepFailures(Outcome<TicketData.OfDeveloper> failure) {
        site.answers(failure);
        assertThat(ask(ANN, "x")).isEqualTo(failure);

        site.answers(DeveloperSite.FOUND);
        assertThat(ask(ANN, "x")).isEqualTo(DeveloperSite.FOUND);
    }

    @Test
    void asksEqualQuestionsOnceAndSharesTheAnswerEvenAFailure() throws Exception {
        Outcome<TicketData.OfDeveloper> failure = new Outcome.Unavailable<>("down");
        site.answers(failure);
        CountDownLatch letGo = site.holdUp();
        List<Future<Outcome<TicketData.OfDeveloper>>> all = new ArrayList<>();
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            long member = i;
            all.add(threads.submit(() -> {
                synchronized (waiting) {
                    waiting.add(Thread.currentThread());
                }
                return ask(Requester.command(member), "x");
            }));
        }
        Soon.await().until(() -> {
            synchronized (waiting) {
                return waiting.size() == 8
                        && waiting.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING);
            }
        });
        letGo.countDown();

        for (Future<Outcome<TicketData.OfDeveloper>> one : all) {
            assertThat(one.get()).isEqualTo(failure);
        }
        assertThat(site.asked()).isEqualTo(1);
    }

    @Test
    void allowsEachMemberTenRequestsInASlidingMinute() {
        for (int i = 0; i < 10; i++) {
            assertThat(ask(ANN, "x" + i)).isInstanceOf(Found.class);
            clock.advance(ofSeconds(1));
        }

        assertThat(ask(ANN, "y")).isEqualTo(new Throttled<>(By.MEMBER_ALLOWANCE, ofSeconds(50)));
        assertThat(ask(BOB, "y")).isInstanceOf(Found.class);
        clock.advance(ofSeconds(50));
        assertThat(ask(ANN, "z")).isInstanceOf(Found.class);
        assertThat(ask(ANN, "zz")).isEqualTo(new Throttled<>(By.MEMBER_ALLOWANCE, ofSeconds(1)));
        assertThat(site.asked()).isEqualTo(12);
    }

    @Test
    void countsRequestsRatherThanQuestions() {
        Function<RetroAchievements, Outcome<TicketData.OfDeveloper>> six = port -> {
            Outcome<TicketData.OfDeveloper> last = port.ticketsOfDeveloper("a");
            for (int i = 0; i < 5; i++) {
                last = port.ticketsOfDeveloper("a");
            }
            return last;
        };

        assertThat(questions.ask(ANN, "six", six)).isInstanceOf(Found.class);
        assertThat(questions.ask(ANN, "six more", six)).isInstanceOf(Throttled.class);
        assertThat(site.asked()).isEqualTo(10);
    }

    @Test
    void doesNotCountCachedAnswers() {
        for (int i = 0; i < 50; i++) {
            assertThat(ask(ANN, "x")).isInstanceOf(Found.class);
        }
        assertThat(ask(ANN, "y")).isInstanceOf(Found.class);
    }

    @Test
    void neverRefusesAPageTurn() {
        for (int i = 0; i < 10; i++) {
            ask(ANN, "x" + i);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(ask(Requester.pageTurn(1), "page " + i)).isInstanceOf(Found.class);
        }
        clock.advance(ofSeconds(60));
        for (int i = 0; i < 10; i++) {
            assertThat(ask(ANN, "z" + i)).isInstanceOf(Found.class);
        }
    }

    @Test
    void doesNotCountUnsentRequests() {
        site.answers(new Throttled<>(By.PEOPLES_SHARE, ofSeconds(9)));
        for (int i = 0; i < 30; i++) {
            assertThat(ask(ANN, "x")).isEqualTo(new Throttled<>(By.PEOPLES_SHARE, ofSeconds(9)));
        }
    }

    @Test
    void doesNotHoldOneMembersAllowanceAgainstAnother() throws Exception {
        for (int i = 0; i < 9; i++) {
            ask(ANN, "x" + i);
        }
        CountDownLatch letGo = site.holdUp();
        Function<RetroAchievements, Outcome<TicketData.OfDeveloper>> two = port -> {
            Outcome<TicketData.OfDeveloper> first = port.ticketsOfDeveloper("a");
            return first instanceof Found ? port.ticketsOfDeveloper("b") : first;
        };
        Future<Outcome<TicketData.OfDeveloper>> ann = threads.submit(() -> questions.ask(ANN, "two", two));
        Soon.await().until(() -> site.asked() == 10);
        Thread[] bobs = new Thread[1];
        Future<Outcome<TicketData.OfDeveloper>> bob = threads.submit(() -> {
            bobs[0] = Thread.currentThread();
            return questions.ask(BOB, "two", two);
        });
        Soon.await().until(() -> bobs[0] != null && bobs[0].getState() == Thread.State.WAITING);
        letGo.countDown();

        assertThat(ann.get()).isInstanceOf(Throttled.class);
        assertThat(bob.get()).isInstanceOf(Found.class);
    }

    @Test
    void aQuestionThatThrowsLeavesNothingBehind() {
        assertThatThrownBy(() -> questions.<String>ask(ANN, "x", port -> {
                    throw new IllegalStateException("bug");
                }))
                .hasMessage("bug");

        assertThat(questions.<String>ask(ANN, "x", port -> new Found<>("fine"))).isEqualTo(new Found<>("fine"));
    }

    @Test
    void doesNotExceedItsMaximumSize() {
        String long1 = "x".repeat(3_000_000);
        for (int i = 0; i < 10; i++) {
            String key = "k" + i;
            questions.ask(ANN, key, port -> new Found<>(long1));
        }
        int known = 0;
        for (int i = 0; i < 10; i++) {
            boolean[] asked = new boolean[1];
            questions.ask(Requester.pageTurn(1), "k" + i, port -> {
                asked[0] = true;
                return new Outcome.Unavailable<String>("");
            });
            known += asked[0] ? 0 : 1;
        }

        assertThat(known).isBetween(1, 2);
    }
}
