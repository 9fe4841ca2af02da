package io.github.cheevoherald.retroachievements;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.NullNode;
import io.github.cheevoherald.retroachievements.Outcome.By;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SiteHealthTest {
    private static final Reply GOOD = new Reply.Json(200, NullNode.getInstance());
    private static final Reply DOWN = new Reply.Down("HTTP 503", null);
    private static final Reply REFUSED = new Reply.RefusedKey();
    private static final Reply ODD = new Reply.Odd("not JSON");

    private final FakeTime time = new FakeTime();
    private final LogCapture log = new LogCapture(SiteHealth.class.getName());
    private SiteHealth health = breakingFor(ofMinutes(10));

    /** The breaker itself runs on the system's clock, so its pause is either endless here or next to nothing. */
    private SiteHealth breakingFor(Duration pause) {
        return new SiteHealth(time, new FullJitter(pause, pause, () -> 1));
    }

    @AfterEach
    void endCapture() {
        log.close();
    }

    private void reply(Reply reply) {
        assertThat(health.watch(() -> reply)).contains(reply);
    }

    private Outcome<String> refusal() {
        return health.<String>refusal().orElseThrow();
    }

    @Test
    void letsRequestsThroughWhileAllIsWell() {
        reply(GOOD);
        reply(ODD);
        reply(GOOD);

        assertThat(health.nanosUntilAllowed()).isZero();
        assertThat(health.refusal()).isEmpty();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void opensAfterThreeFailuresInARowAndSaysSoOnce() {
        reply(DOWN);
        reply(DOWN);
        assertThat(health.refusal()).isEmpty();
        reply(DOWN);

        assertThat(refusal()).isInstanceOf(Outcome.Unavailable.class);
        assertThat(health.nanosUntilAllowed()).isPositive();
        assertThat(health.watch(() -> GOOD)).isEmpty();
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
    void closesOnTheFirstAnswerAndSaysSoOnce() {
        health = breakingFor(ofMillis(1));
        for (int i = 0; i < 5; i++) {
            Soon.await().until(() -> health.nanosUntilAllowed() == 0);
            reply(DOWN);
        }
        Soon.await().until(() -> health.nanosUntilAllowed() == 0);
        reply(GOOD);
        reply(GOOD);

        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(1)).isEqualTo("INFO RetroAchievements answers again");
    }

    @Test
    void letsOneTrialThroughWhenHalfOpen() {
        health = breakingFor(ofMillis(1));
        reply(DOWN);
        reply(DOWN);
        reply(DOWN);
        Soon.await().until(() -> health.nanosUntilAllowed() == 0);

        Optional<Reply> trial = health.watch(() -> {
            assertThat(health.nanosUntilAllowed()).isEqualTo(Long.MAX_VALUE);
            assertThat(health.watch(() -> GOOD)).isEmpty();
            assertThat(refusal()).isInstanceOf(Outcome.Unavailable.class);
            return GOOD;
        });

        assertThat(trial).contains(GOOD);
        assertThat(health.nanosUntilAllowed()).isZero();
    }

    @Test
    void opensForLongerAfterEachFailedTrial() {
        health = new SiteHealth(time, new FullJitter(ofMillis(2), ofMinutes(10), () -> 1));
        reply(DOWN);
        reply(DOWN);
        reply(DOWN);
        for (int i = 0; i < 5; i++) {
            Soon.await().until(() -> health.nanosUntilAllowed() == 0);
            reply(DOWN);
        }

        assertThat(health.nanosUntilAllowed()).isBetween(1L, ofMillis(64).toNanos());
    }

    @Test
    void restsAsLongAsAServerErrorAsksFor() {
        reply(new Reply.Down("HTTP 503", ofSeconds(90)));

        assertThat(refusal()).isInstanceOf(Outcome.Unavailable.class);
        assertThat(health.nanosUntilAllowed()).isEqualTo(ofSeconds(90).toNanos());
        time.pass(ofSeconds(90));
        reply(GOOD);
        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(0)).startsWith("WARN RetroAchievements does not answer");
        assertThat(log.lines().get(1)).startsWith("INFO RetroAchievements answers again");
    }

    @Test
    void waitsOutAThrottlingAndSaysSoOnceAtEachEnd() {
        reply(new Reply.TooMany(ofSeconds(30)));

        assertThat(refusal()).isEqualTo(new Outcome.Throttled<>(By.SITE, ofSeconds(30)));
        assertThat(health.watch(() -> GOOD)).isEmpty();
        time.pass(ofSeconds(29));
        assertThat(refusal()).isEqualTo(new Outcome.Throttled<>(By.SITE, ofSeconds(1)));
        time.pass(ofSeconds(1));
        reply(new Reply.TooMany(ofSeconds(5)));
        time.pass(ofSeconds(5));
        reply(GOOD);
        reply(GOOD);

        assertThat(log.lines())
                .containsExactly(
                        "WARN RetroAchievements says that we ask too much (429): nothing is asked for 30 s",
                        "INFO RetroAchievements takes our requests again");
    }

    @Test
    void throttlesLongerEachTimeWhenTheSiteDoesNotSayHowLong() {
        health = new SiteHealth(time, new FullJitter(ofSeconds(2), ofMinutes(10), () -> 1));
        for (int seconds : new int[] {2, 4, 8, 16}) {
            reply(new Reply.TooMany(null));

            assertThat(health.throttledFor()).isEqualTo(ofSeconds(seconds));
            time.pass(ofSeconds(seconds));
        }
    }

    @Test
    void waitsAtLeastASecondWhenToldToWaitForNothing() {
        reply(new Reply.TooMany(Duration.ZERO));

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
        health.watch(() -> {
            assertThat(health.watch(() -> GOOD)).isEmpty();
            assertThat(refusal()).isEqualTo(new Outcome.RefusedKey<>());
            return REFUSED;
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTrialThatSaysNothingAboutTheKeyIsRepeatedSoon(boolean down) {
        reply(REFUSED);
        time.pass(ofMinutes(15));
        reply(down ? DOWN : new Reply.GivenUp("stopping"));

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
        health.watch(() -> {
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

        assertThatThrownBy(() -> health.watch(() -> {
                    throw new IllegalStateException("bug");
                }))
                .hasMessage("bug");
        assertThat(health.nanosUntilAllowed()).isZero();
    }

    @Test
    void givingUpARequestSaysNothingAboutTheSite() {
        for (int i = 0; i < 10; i++) {
            reply(new Reply.GivenUp("stopping"));
        }

        assertThat(health.refusal()).isEmpty();
        assertThat(log.lines()).isEmpty();
    }
}
