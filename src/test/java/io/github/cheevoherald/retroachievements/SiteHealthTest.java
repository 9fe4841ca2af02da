package io.github.cheevoherald.retroachievements;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.NullNode;
import io.github.cheevoherald.LogCapture;
import io.github.cheevoherald.resilience.Backoff;
import io.github.cheevoherald.retroachievements.Outcome.By;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SiteHealthTest {
    private static final Reply GOOD = new Reply.Json(200, NullNode.getInstance());
    private static final Reply DOWN = new Reply.Down("HTTP 503", null);
    private static final Reply REFUSED = new Reply.RefusedKey("HTTP 401: Unauthenticated.");
    private static final Reply ODD = new Reply.Unreadable("not JSON");

    private static final ApiQuery ANN = about("ann");
    private static final ApiQuery BEN = about("ben");

    private final FakeTime time = new FakeTime();
    private final LogCapture log = new LogCapture(SiteHealth.class.getName());
    private final LogCapture told = new LogCapture(FailedQueries.class.getName());
    private SiteHealth health = breakingFor(ofMinutes(10));

    /** The breaker itself runs on the system's clock, so here its pause is either endless or tiny. */
    private SiteHealth breakingFor(Duration pause) {
        return new SiteHealth(time, new Backoff(pause, pause, 1));
    }

    @AfterEach
    void endCapture() {
        log.close();
        told.close();
    }

    private static ApiQuery about(String player) {
        return ApiQuery.of("API_GetUserRecentAchievements").with("u", player).with("m", 15);
    }

    private void reply(Reply reply) {
        reply(ANN, reply);
    }

    private void reply(ApiQuery query, Reply reply) {
        assertThat(health.watch(query, asked -> reply)).contains(reply);
    }

    /** Answers the neutral request that is sent before the next one. */
    private void neutral(Reply reply) {
        assertThat(health.watch(ANN, asked -> {
                    assertThat(asked.concern()).doesNotContain(" for ");
                    return reply;
                }))
                .isEmpty();
    }

    private Optional<Reply> watch(Supplier<Reply> request) {
        return health.watch(ANN, asked -> request.get());
    }

    private Outcome<String> refusal() {
        return health.<String>refusal().orElseThrow();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            reply(about("player" + i), DOWN);
        }
    }

    @Test
    void letsRequestsThroughWhileTheSiteWorks() {
        reply(GOOD);
        reply(ODD);
        reply(GOOD);

        assertThat(health.nanosUntilAllowed()).isZero();
        assertThat(health.refusal()).isEmpty();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void opensWhenANeutralRequestFailsAfterThreeFailuresInARowAndLogsItOnce() {
        reply(ANN, DOWN);
        reply(BEN, DOWN);
        reply(ANN, DOWN);
        assertThat(health.refusal()).isEmpty();
        neutral(DOWN);

        assertThat(refusal()).isInstanceOf(Outcome.Unavailable.class);
        assertThat(health.nanosUntilAllowed()).isPositive();
        assertThat(watch(() -> GOOD)).isEmpty();
        assertThat(log.lines()).singleElement().asString().startsWith("WARN").contains("HTTP 503");
        assertThat(log.events().get(0).getThrowableProxy()).isNull();
    }

    @Test
    void doesNotOpenForFailuresWithAnAnswerBetweenThem() {
        for (int i = 0; i < 10; i++) {
            reply(DOWN);
            reply(DOWN);
            reply(i % 2 == 0 ? GOOD : ODD);
        }

        assertThat(health.refusal()).isEmpty();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void closesOnTheFirstAnswerAndLogsItOnce() {
        health = breakingFor(ofMillis(1));
        fail(3);
        for (int i = 0; i < 3; i++) {
            Soon.await().until(() -> health.nanosUntilAllowed() == 0);
            neutral(DOWN);
        }
        Soon.await().until(() -> health.nanosUntilAllowed() == 0);
        neutral(GOOD);
        reply(GOOD);
        reply(GOOD);

        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(1)).isEqualTo("INFO RetroAchievements is available again");
    }

    @Test
    void letsOneTrialThroughWhenHalfOpen() {
        health = breakingFor(ofMillis(1));
        fail(3);
        neutral(DOWN);
        Soon.await().until(() -> health.nanosUntilAllowed() == 0);
        AtomicInteger sent = new AtomicInteger();

        watch(() -> {
            sent.incrementAndGet();
            assertThat(health.nanosUntilAllowed()).isEqualTo(Long.MAX_VALUE);
            assertThat(watch(() -> GOOD)).isEmpty();
            assertThat(refusal()).isInstanceOf(Outcome.Unavailable.class);
            return GOOD;
        });

        assertThat(sent).hasValue(1);
        assertThat(health.nanosUntilAllowed()).isZero();
        reply(GOOD);
    }

    @Test
    void opensForLongerAfterEachFailedTrial() {
        AtomicInteger drawn = new AtomicInteger();
        health = new SiteHealth(
                SiteApi.FIRST,
                time,
                new Backoff(ofSeconds(2), ofMinutes(10), 0),
                () -> drawn.incrementAndGet() < 6 ? 0 : -1,
                ulid -> ulid);
        fail(3);
        for (int failures = 0; failures < 6; failures++) {
            assertThat(health.nanosUntilAllowed()).isZero();
            neutral(DOWN);
        }

        assertThat(Duration.ofNanos(health.nanosUntilAllowed())).isBetween(ofSeconds(54), ofSeconds(64));
    }

    @Test
    void restsAsLongAsAServerErrorAsksFor() {
        health = breakingFor(ofMillis(1));
        reply(new Reply.Down("HTTP 503", ofSeconds(90)));
        neutral(DOWN);

        assertThat(refusal()).isInstanceOf(Outcome.Unavailable.class);
        assertThat(health.nanosUntilAllowed()).isEqualTo(ofSeconds(90).toNanos());
        time.pass(ofSeconds(90));
        Soon.await().until(() -> health.nanosUntilAllowed() == 0);
        neutral(GOOD);
        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(0)).startsWith("WARN RetroAchievements is unavailable");
        assertThat(log.lines().get(1)).startsWith("INFO RetroAchievements is available again");
    }

    @Test
    void waitsOutThrottlingAndLogsItsBeginningAndEndOnce() {
        reply(new Reply.RateLimited(ofSeconds(30)));

        assertThat(refusal()).isEqualTo(new Outcome.Throttled<>(By.SITE, ofSeconds(30)));
        assertThat(watch(() -> GOOD)).isEmpty();
        time.pass(ofSeconds(29));
        assertThat(refusal()).isEqualTo(new Outcome.Throttled<>(By.SITE, ofSeconds(1)));
        time.pass(ofSeconds(1));
        reply(new Reply.RateLimited(ofSeconds(5)));
        time.pass(ofSeconds(5));
        reply(GOOD);
        reply(GOOD);

        assertThat(log.lines())
                .containsExactly(
                        "WARN RetroAchievements is throttling us (429); sending nothing for 30 s",
                        "INFO RetroAchievements no longer throttles us");
    }

    @Test
    void waitsLongerEachTimeIfTheSiteThrottlesWithoutSayingHowLong() {
        health = new SiteHealth(time, new Backoff(ofSeconds(2), ofMinutes(10), 1));
        for (int seconds : new int[] {2, 4, 8, 16}) {
            reply(new Reply.RateLimited(null));

            assertThat(health.throttledFor()).isEqualTo(ofSeconds(seconds));
            time.pass(ofSeconds(seconds));
        }
    }

    @Test
    void waitsAtLeastASecondWhenToldToWaitForNothing() {
        reply(new Reply.RateLimited(Duration.ZERO));

        assertThat(health.throttledFor()).isEqualTo(ofSeconds(1));
    }

    @Test
    void stopsForAQuarterOfAnHourWhenTheKeyIsRefused() {
        reply(REFUSED);

        assertThat(refusal()).isEqualTo(new Outcome.RefusedKey<>());
        assertThat(health.nanosUntilAllowed()).isEqualTo(ofMinutes(15).toNanos());
        time.pass(ofMinutes(15));
        reply(REFUSED);
        assertThat(health.nanosUntilAllowed()).isEqualTo(ofMinutes(15).toNanos());
        time.pass(ofMinutes(15));
        reply(GOOD);
        reply(GOOD);

        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(0)).startsWith("ERROR").contains("retroachievements.api-key");
        assertThat(log.lines().get(1)).startsWith("INFO");
    }

    @Test
    void triesARefusedKeyWithOneRequestOnly() {
        reply(REFUSED);
        time.pass(ofMinutes(15));

        assertThat(health.refusal()).isEmpty();
        watch(() -> {
            assertThat(watch(() -> GOOD)).isEmpty();
            assertThat(refusal()).isEqualTo(new Outcome.RefusedKey<>());
            return REFUSED;
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInconclusiveTrialOfTheKeyIsRepeatedSoon(boolean down) {
        reply(REFUSED);
        time.pass(ofMinutes(15));
        reply(down ? DOWN : new Reply.Cancelled("stopping"));

        assertThat(health.nanosUntilAllowed()).isZero();
        assertThat(log.lines()).hasSize(1);
    }

    @Test
    void letsAnotherKeyThroughAtOnce() {
        reply(REFUSED);
        health.keyChanged();

        assertThat(health.refusal()).isEmpty();
        reply(GOOD);
        assertThat(log.lines()).hasSize(2);
    }

    @Test
    void doesNotHoldTheOldKeysRefusalAgainstTheNewOne() {
        watch(() -> {
            health.keyChanged();
            return REFUSED;
        });

        assertThat(health.refusal()).isEmpty();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void isReadyAgainAfterARequestThatThrew() {
        reply(REFUSED);
        time.pass(ofMinutes(15));

        assertThatThrownBy(() -> watch(() -> {
                    throw new IllegalStateException("bug");
                }))
                .hasMessage("bug");
        assertThat(health.nanosUntilAllowed()).isZero();
    }

    @Test
    void givingUpARequestSaysNothingAboutTheSite() {
        for (int i = 0; i < 10; i++) {
            reply(new Reply.Cancelled("stopping"));
        }

        assertThat(health.refusal()).isEmpty();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void thePlayerIsNamedInTheLog() {
        health = new SiteHealth(
                SiteApi.FIRST, time, SiteHealth.BACKOFF, new Random(), ulid -> ulid.equals("ann") ? "Ann (ann)" : ulid);

        for (int i = 0; i < 10; i++) {
            health.watch(ANN, asked -> asked.equals(ANN) ? DOWN : GOOD);
        }

        assertThat(told.lines()).hasSize(1);
        assertThat(told.lines().get(0)).contains("but not to API_GetUserRecentAchievements for Ann (ann) (");
    }

    @Test
    void onePlayerWhoFailsForEverIsOneLineAndStopsNobody() {
        for (int i = 0; i < 100; i++) {
            health.watch(ANN, asked -> asked.equals(ANN) ? DOWN : GOOD);
            assertThat(health.refusal()).isEmpty();
        }
        assertThat(log.lines()).isEmpty();
        assertThat(told.lines())
                .containsExactly(
                        "WARN RetroAchievements is responding, but not to API_GetUserRecentAchievements for ann"
                                + " (HTTP 503); that is retried later, everything else goes on");

        Soon.await().until(() -> health.watch(ANN, asked -> GOOD).isPresent());

        assertThat(told.lines()).hasSize(2);
        assertThat(told.lines().get(1)).isEqualTo("INFO RetroAchievements answers every request again");
    }

    @Test
    void onePlayerWhoFailsAmongOthersIsLoggedWithoutANeutralRequest() {
        for (int i = 0; i < 5; i++) {
            reply(ANN, DOWN);
            reply(BEN, GOOD);
        }

        assertThat(told.lines()).hasSize(1);
        assertThat(health.refusal()).isEmpty();
    }

    @Test
    void oneRequestThatFailsForEverybodyIsNotTheSiteAndCausesFewerAndFewerTrials() {
        AtomicInteger neutral = new AtomicInteger();
        for (int i = 0; i < 300; i++) {
            health.watch(about("player" + i), asked -> {
                neutral.addAndGet(asked.concern().contains(" for ") ? 0 : 1);
                return asked.concern().contains(" for ") ? DOWN : GOOD;
            });
        }

        assertThat(health.refusal()).isEmpty();
        assertThat(neutral.get()).isBetween(4, 12);
    }

    @Test
    void failuresDuringAnOutageAreNotHeldAgainstAPlayer() {
        health = breakingFor(ofMillis(1));
        for (int i = 0; i < 3; i++) {
            reply(ANN, DOWN);
        }
        neutral(DOWN);
        Soon.await().until(() -> health.nanosUntilAllowed() == 0);
        neutral(GOOD);
        reply(BEN, GOOD);
        reply(ANN, DOWN);
        reply(BEN, GOOD);

        assertThat(told.lines()).isEmpty();
        assertThat(log.lines()).hasSize(2);
    }

    @Test
    void theNeutralRequestDiffersFromTheFailedOne() {
        ApiQuery game = ApiQuery.of("API_GetTicketData").with("g", 123).with("d", 1);
        for (int i = 0; i < 3; i++) {
            reply(game, DOWN);
        }
        health.watch(game, asked -> {
            assertThat(asked.method()).isEqualTo("API_GetUsersIFollow");
            return GOOD;
        });
        reply(game, GOOD);
        ApiQuery followed = ApiQuery.of("API_GetUsersIFollow").with("c", 500).with("o", 0);
        for (int i = 0; i < 3; i++) {
            reply(followed, DOWN);
        }
        health.watch(followed, asked -> {
            assertThat(asked.method()).isEqualTo("API_GetTicketData");
            return GOOD;
        });

        assertThat(health.refusal()).isEmpty();
    }

    @Test
    void onePlayersServerErrorThatAsksForAPauseStopsNobodyElse() {
        reply(ANN, new Reply.Down("HTTP 503", ofMinutes(30)));
        neutral(GOOD);

        assertThat(health.nanosUntilAllowed()).isZero();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void aReasonThatConcernsEverybodyStopsRequestsAndIsInTheLine() {
        Reply blocked = new Reply.Forbidden("HTTP 403: Your access is blocked.", null);
        reply(ANN, blocked);
        reply(BEN, blocked);
        reply(ANN, blocked);
        neutral(blocked);

        assertThat(refusal()).isInstanceOf(Outcome.Unavailable.class);
        assertThat(log.lines()).singleElement().asString().contains("HTTP 403: Your access is blocked.");
    }

    @Test
    void aMembersTextIsHarmlessInTheLog() {
        ApiQuery odd =
                ApiQuery.of("API_GetTicketData").with("u", "x\n12:00 ERROR \u001b[31mfake\u202e" + "y".repeat(900));
        for (int i = 0; i < 3; i++) {
            reply(odd, DOWN);
        }
        neutral(GOOD);

        assertThat(told.lines())
                .singleElement()
                .asString()
                .doesNotContain("\n", "\u001b", "\u202e")
                .hasSizeLessThan(400);
    }
}
