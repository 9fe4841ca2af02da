package io.github.cheevoherald.retroachievements;

import static io.github.cheevoherald.retroachievements.TestSite.HTML;
import static io.github.cheevoherald.retroachievements.TestSite.good;
import static io.github.cheevoherald.retroachievements.TestSite.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.retroachievements.Outcome.Found;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
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
    void followsTheSitesTimeIfItDiffers() {
        observe("2026-11-22T12:05:00Z");
        local.advance(Duration.ofMinutes(1));

        assertThat(clock.instant()).isEqualTo("2026-11-22T12:06:00.500Z");
        assertThat(clock.withZone(local.getZone()).instant()).isAfter(local.instant());
    }

    @Test
    void reportsTheFirstCorrectionBeforeAnyoneUsesIt() {
        List<String> told = new ArrayList<>();
        clock.whenKnown(correction -> told.add(correction + " while it is " + clock.instant()));
        observe("2026-11-22T14:00:00Z");
        observe("2026-11-22T16:00:00Z");

        assertThat(told).containsExactly("PT2H0.5S while it is 2026-11-22T12:00:00Z");
    }

    @Test
    void reportsNoCorrectionIfOurClockIsRight() {
        List<Duration> told = new ArrayList<>();
        clock.whenKnown(told::add);
        observe("2026-11-22T12:00:01Z");
        observe("2026-11-22T14:00:00Z");

        assertThat(told).isEmpty();
    }

    @Test
    void reportsItAgainIfTheListenerFailed() {
        List<Duration> told = new ArrayList<>();
        clock.whenKnown(correction -> {
            told.add(correction);
            if (told.size() == 1) {
                throw new IllegalStateException("the disk is full");
            }
        });
        assertThatThrownBy(() -> observe("2026-11-22T14:00:00Z")).hasMessage("the disk is full");
        observe("2026-11-22T14:00:00Z");

        assertThat(told).hasSize(2);
        assertThat(clock.instant()).isEqualTo("2026-11-22T14:00:00.500Z");
    }

    @Test
    void ignoresDifferencesUpToTwoSeconds() {
        observe("2026-11-22T12:00:01Z");
        observe("2026-11-22T11:59:58Z");

        assertThat(clock.instant()).isEqualTo(local.instant());
    }

    @Test
    void assumesTheHeaderWasWrittenHalfwayThroughTheRequest() {
        Instant sent = local.instant();
        local.advance(Duration.ofSeconds(2));
        clock.observe(Instant.parse("2026-11-22T13:00:01Z"), sent, local.instant());

        assertThat(clock.instant()).isEqualTo("2026-11-22T13:00:02.500Z");
    }

    @Test
    void trustsASlowAnswerLess() {
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

    @Test
    void learnsTheSitesTimeFromItsAnswers() {
        try (TestSite site = new TestSite()) {
            site.unlocksAfter(status(200)
                    .body("[]")
                    .addHeader("Date", "Mon, 23 Nov 2026 15:00:00 GMT")
                    .build());

            assertThat(site.clock().instant()).isEqualTo("2026-11-23T15:00:00.500Z");
        }
    }

    @Test
    void doesNotLearnTheTimeFromErrorsOrNonsense() {
        try (TestSite site = new TestSite()) {
            site.unlocksAfter(
                    status(200).body("[]").addHeader("Date", "whenever").build());
            site.unlocksAfter(status(502)
                    .body(HTML)
                    .addHeader("Date", "Mon, 23 Nov 2026 15:00:00 GMT")
                    .build());

            assertThat(site.clock().instant()).isEqualTo("2026-11-22T12:00:00Z");
        }
    }

    @Test
    void runsOnTheSystemsOwnClockToo() {
        try (TestSite site = new TestSite()) {
            site.answerAll(good("[]"));
            SiteHealth health = new SiteHealth(ulid -> ulid);
            RequestBudget budget = new RequestBudget(6_000, health);
            SiteAddress access = new SiteAddress(URI.create(site.url()), () -> TestSite.KEY, TestSite.USER_AGENT);
            OkHttpClient shared = new OkHttpClient();
            try (SiteConnection connection =
                    new SiteConnection(shared, access, budget, health, new SiteClock(Clock.systemUTC()))) {
                for (int i = 0; i < 10; i++) {
                    assertThat(connection.forPolls().recentUnlocks("x", 1)).isEqualTo(new Found<>(List.of()));
                    assertThat(connection.forPeople().recentUnlocks("x", 1)).isEqualTo(new Found<>(List.of()));
                }
            }
            assertThat(site.requests()).isEqualTo(20);
        }
    }
}
