package io.github.cheevoherald.retroachievements;

import static io.github.cheevoherald.retroachievements.TestSite.HTML;
import static io.github.cheevoherald.retroachievements.TestSite.good;
import static io.github.cheevoherald.retroachievements.TestSite.status;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.LogCapture;
import io.github.cheevoherald.resilience.Backoff;
import io.github.cheevoherald.retroachievements.Outcome.By;
import io.github.cheevoherald.retroachievements.Outcome.Forbidden;
import io.github.cheevoherald.retroachievements.Outcome.Found;
import io.github.cheevoherald.retroachievements.Outcome.Malformed;
import io.github.cheevoherald.retroachievements.Outcome.Missing;
import io.github.cheevoherald.retroachievements.Outcome.RefusedKey;
import io.github.cheevoherald.retroachievements.Outcome.Throttled;
import io.github.cheevoherald.retroachievements.Outcome.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When the client stops sending requests to the site, and for how long. */
@Timeout(120)
final class SiteLeftAloneTest {
    private final TestSite site = new TestSite();
    private final RetroAchievements people = site.connection().forPeople();

    @AfterEach
    void endSite() {
        site.close();
    }

    @Test
    void aRefusedKeyIsNotTriedAgainForAQuarterOfAnHour() {
        assertThat(site.unlocksAfter(
                        status(401).body("{\"message\":\"Unauthenticated.\"}").build()))
                .isEqualTo(new RefusedKey<>());
        assertThat(people.profile("x")).isEqualTo(new RefusedKey<>());
        assertThat(site.requests()).isEqualTo(1);

        site.time().pass(ofMinutes(15));
        assertThat(site.unlocksAfter(good("[]"))).isInstanceOf(Found.class);
        assertThat(site.requests()).isEqualTo(2);
    }

    @Test
    void anotherKeyIsTriedAtOnceEvenByWaitingPolls() {
        site.unlocksAfter(status(401).build());
        List<Outcome<Profile>> polled = new CopyOnWriteArrayList<>();
        Thread poll = new Thread(() -> polled.add(site.connection().forPolls().profile("x")));
        poll.start();
        Soon.await().until(() -> poll.getState() == Thread.State.TIMED_WAITING);
        site.enqueue(good(Answers.text("profile.json")));

        site.connection().keyChanged();

        Soon.await().until(() -> polled.size() == 1);
        assertThat(polled.get(0)).isInstanceOf(Found.class);
    }

    @Test
    void waitsAsLongAsTheSiteAsks() {
        assertThat(site.unlocksAfter(
                        status(429).addHeader("Retry-After", "17").body(HTML).build()))
                .isEqualTo(new Throttled<>(By.SITE, ofSeconds(17)));
        assertThat(people.profile("x")).isEqualTo(new Throttled<>(By.SITE, ofSeconds(17)));
        assertThat(site.requests()).isEqualTo(1);
    }

    private Duration throttledBy(String retryAfter) {
        Outcome<List<RecentUnlock>> outcome = site.unlocksAfter(status(429)
                .addHeader("Date", "Sun, 22 Nov 2026 12:00:00 GMT")
                .addHeader("Retry-After", retryAfter)
                .build());
        Duration delay = ((Throttled<List<RecentUnlock>>) outcome).delay();
        site.time().pass(delay);
        return delay;
    }

    @Test
    void readsEveryFormOfRetryAfter() {
        assertThat(throttledBy("90")).isEqualTo(ofSeconds(90));
        assertThat(throttledBy("Sun, 22 Nov 2026 12:00:45 GMT")).isEqualTo(ofSeconds(45));
        assertThat(throttledBy("Sun, 22 Nov 2026 11:00:00 GMT")).isEqualTo(ofSeconds(1));
        assertThat(throttledBy("0")).isEqualTo(ofSeconds(1));
        assertThat(throttledBy("86400")).isEqualTo(ofHours(1));
        assertThat(throttledBy("99999999999999999999")).isEqualTo(ofHours(1));
        assertThat(throttledBy("Mon, 23 Nov 2026 12:00:00 GMT")).isEqualTo(ofHours(1));
    }

    @Test
    void backsOffIfTheSiteDoesNotSayForHowLong() {
        assertThat(throttledBy("soon")).isEqualTo(TestSite.PAUSE);
        assertThat(site.unlocksAfter(status(429).body(HTML).build())).isInstanceOf(Throttled.class);
    }

    @Test
    void leavesTheSiteAloneAfterThreeFailuresInARow() {
        site.answerAll(status(502).body(HTML).build());
        for (int i = 0; i < 5; i++) {
            assertThat(people.profile("x")).isInstanceOf(Unavailable.class);
        }

        // One of them is neutral, and shows that it isn't only this player.
        assertThat(site.requests()).isEqualTo(4);
        assertThat(site.budget().isFreeForPoll()).isFalse();
    }

    @Test
    void aFailureForOnePlayerStopsNobodyElse() {
        site.answerFor(
                "broken", status(500).body("{\"message\":\"Server Error\"}").build());
        site.answerAll(good("[]"));
        for (int i = 0; i < 20; i++) {
            assertThat(people.recentUnlocks("broken", 1)).isEqualTo(new Unavailable<>("HTTP 500: Server Error"));
        }

        assertThat(people.recentUnlocks("x", 1)).isInstanceOf(Found.class);
        assertThat(site.budget().isFreeForPoll()).isTrue();
    }

    @Test
    void timeoutsForOnePlayerStopNobodyElse() {
        TestSite slow = new TestSite(ofMillis(400), new Backoff(TestSite.PAUSE, TestSite.PAUSE, 1));
        try (slow) {
            slow.answerFor("broken", status(200).headersDelay(1, TimeUnit.DAYS).build());
            slow.answerAll(good("[]"));
            for (int i = 0; i < 6; i++) {
                assertThat(slow.connection().forPeople().recentUnlocks("broken", 1))
                        .isEqualTo(new Unavailable<>("no answer in time"));
            }

            assertThat(slow.connection().forPeople().recentUnlocks("x", 1)).isInstanceOf(Found.class);
        }
    }

    @Test
    void theReasonOnePlayerIsNotShownIsLoggedAndStopsNobody() {
        site.answerFor(
                "hidden",
                status(403)
                        .body("{\"message\":\"This player's data is private.\"}")
                        .build());
        site.answerAll(good("[]"));
        for (int i = 0; i < 20; i++) {
            assertThat(people.recentUnlocks("hidden", 1))
                    .isEqualTo(new Forbidden<>("HTTP 403: This player's data is private."));
        }

        assertThat(people.recentUnlocks("x", 1)).isInstanceOf(Found.class);
    }

    @Test
    void theLogNamesWhyTheKeyIsRefusedButNotTheKey() {
        try (LogCapture log = new LogCapture(SiteHealth.class.getName())) {
            site.unlocksAfter(status(401)
                    .body("{\"message\":\"The account of " + TestSite.KEY + " is banned.\"}")
                    .build());

            assertThat(log.lines()).singleElement().asString().contains("(HTTP 401: The account of *** is banned.)");
        }
    }

    @Test
    void theSitesReasonForAnyRefusalIsLogged() {
        String said = "{\"message\":\"No\\n such thing.\",\"errors\":[{\"title\":\"other\"}]}";
        for (int status : new int[] {400, 404, 410, 422}) {
            assertThat(site.unlocksAfter(status(status).body(said).build()))
                    .isEqualTo(new Malformed<>("HTTP " + status + ": No such thing."));
        }
        assertThat(site.unlocksAfter(status(403).body(HTML).build())).isEqualTo(new Unavailable<>("HTTP 403"));
        assertThat(site.unlocksAfter(status(403).body("{}").build())).isEqualTo(new Forbidden<>("HTTP 403"));
    }

    @Test
    void onePlayersOddAnswersDoNotStopTheRest() {
        site.answerAll(good("{\"odd\":true}"));
        for (int i = 0; i < 4; i++) {
            assertThat(people.recentUnlocks("x", 1)).isInstanceOf(Malformed.class);
        }
        site.answerAll(status(404).body("[]").build());
        for (int i = 0; i < 4; i++) {
            site.time().pass(ofSeconds(1));
            assertThat(people.profile("x")).isInstanceOf(Missing.class);
        }

        assertThat(site.requests()).isEqualTo(8);
    }

    @Test
    void neverRepeatsARequest() {
        site.answerAll(status(503).addHeader("Retry-After", "0").build());

        assertThat(people.profile("x")).isInstanceOf(Unavailable.class);
        assertThat(site.requests()).isEqualTo(1);
    }

    @Test
    void pollsWaitUntilTheSiteIsBack() {
        TestSite flaky = new TestSite(ofSeconds(5), new Backoff(ofMillis(5), ofMillis(5), 1));
        try (flaky) {
            for (int i = 0; i < 3 + 2; i++) {
                flaky.enqueue(status(500).build());
            }
            flaky.enqueue(good("{}"));
            flaky.enqueue(good("[]"));
            RetroAchievements polls = flaky.connection().forPolls();
            for (int i = 0; i < 3; i++) {
                assertThat(polls.recentUnlocks("x", 1)).isInstanceOf(Unavailable.class);
            }

            assertThat(polls.recentUnlocks("x", 1)).isEqualTo(new Found<>(List.of()));
            assertThat(flaky.requests()).isEqualTo(7);
        }
    }

    @Test
    void closingEndsRequestsUnderWayWithoutBlamingTheSite() {
        site.enqueue(status(200).headersDelay(1, TimeUnit.DAYS).build());
        List<Outcome<Profile>> answers = new CopyOnWriteArrayList<>();
        try (LogCapture log = new LogCapture(SiteHealth.class.getName())) {
            Thread asking = new Thread(() -> {
                for (int i = 0; i < 4; i++) {
                    answers.add(people.profile("x"));
                }
            });
            asking.start();
            Soon.await().until(() -> site.requests() == 1);
            site.connection().close();
            Soon.await().until(() -> answers.size() == 4);

            assertThat(answers).allMatch(answer -> answer instanceof Unavailable);
            assertThat(site.requests()).isEqualTo(1);
            assertThat(log.lines()).isEmpty();
        }
    }
}
