package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SiteClockTest {
    private final MutableClock local = MutableClock.at("2026-11-22T12:00:00Z");
    private final SiteClock clock = new SiteClock(local);

    private void observe(String header) {
        clock.observe(Instant.parse(header), local.instant(), local.instant());
    }

    @Test
    void startsWithOurOwnTime() {
        assertThat(clock.instant()).isEqualTo("2026-11-22T12:00:00Z");
    }

    @Test
    void followsTheSiteWhenItsTimeIsAnother() {
        observe("2026-11-22T12:05:00Z");
        local.advance(Duration.ofMinutes(1));

        assertThat(clock.instant()).isEqualTo("2026-11-22T12:06:00.500Z");
        assertThat(clock.withZone(local.getZone()).instant()).isAfter(local.instant());
    }

    @Test
    void doesNotWaverWithinTwoSeconds() {
        observe("2026-11-22T12:00:01Z");
        observe("2026-11-22T11:59:58Z");

        assertThat(clock.instant()).isEqualTo(local.instant());
    }

    @Test
    void takesTheMiddleOfTheRequestForTheTimeOfTheHeader() {
        Instant sent = local.instant();
        local.advance(Duration.ofSeconds(2));
        clock.observe(Instant.parse("2026-11-22T13:00:01Z"), sent, local.instant());

        assertThat(clock.instant()).isEqualTo("2026-11-22T13:00:02.500Z");
    }

    @Test
    void learnsLessFromASlowAnswer() {
        Instant sent = local.instant();
        local.advance(Duration.ofSeconds(18));
        clock.observe(sent.plusSeconds(1), sent, local.instant());

        assertThat(clock.instant()).isEqualTo(local.instant());
    }

    @Test
    void ignoresAbsurdHeaders() {
        observe("1970-01-01T00:00:00Z");
        observe("2222-01-01T00:00:00Z");

        assertThat(clock.instant()).isEqualTo(local.instant());
    }

    @Test
    void ignoresAMeasurementInWhichOurOwnClockWentBack() {
        clock.observe(
                Instant.parse("2026-11-22T15:00:00Z"),
                local.instant(),
                local.instant().minusSeconds(9));

        assertThat(clock.instant()).isEqualTo(local.instant());
    }
}
