package io.github.cheevoherald.retroachievements;

import static io.github.cheevoherald.retroachievements.TestSite.HTML;
import static io.github.cheevoherald.retroachievements.TestSite.good;
import static io.github.cheevoherald.retroachievements.TestSite.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.retroachievements.Outcome.By;
import io.github.cheevoherald.retroachievements.Outcome.Found;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions that can be done without: whatever comes of them, polls go on as if they hadn't been asked. */
@Timeout(120)
final class SpareQuestionsTest {
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(1), Duration.ofSeconds(3));

    private final TestSite site = new TestSite();

    @AfterEach
    void endSite() {
        site.close();
    }

    private Outcome<Map<Long, GameProgress>> progress(Patience patience) {
        return site.connection().ifSpare(patience).progress("wavecrest", List.of(1L, 2L, 2L));
    }

    @Test
    void asksAboutAllGamesAtOnce() {
        site.enqueue(good(Answers.text("user_progress.json")));

        assertThat(Answers.found(progress(PATIENCE))).containsOnlyKeys(1L, 2L);
        HttpUrl asked = site.takeRequest().getUrl();
        assertThat(asked.encodedPath()).isEqualTo("/API/API_GetUserProgress.php");
        assertThat(asked.queryParameter("u")).isEqualTo("wavecrest");
        assertThat(asked.queryParameter("i")).isEqualTo("1,2");
    }

    static Stream<MockResponse> failures() {
        return Stream.of(
                status(500).body(HTML).build(),
                status(503).addHeader("Retry-After", "60").body(HTML).build(),
                status(401).body("{}").build(),
                status(403).body("{\"message\":\"no\"}").build(),
                status(404).body(HTML).build(),
                good(HTML),
                good(""),
                good("[1,2]"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureSaysNothingAboutTheSite(MockResponse failure) {
        for (int i = 0; i < 5; i++) {
            site.enqueue(failure);
            assertThat(progress(PATIENCE).found()).isEmpty();
        }
        int requests = site.requests();

        assertThat(requests).isEqualTo(5);
        assertThat(site.unlocksAfter(good("[]"))).isInstanceOf(Found.class);
        assertThat(site.requests()).as("no neutral query").isEqualTo(requests + 1);
        assertThat(site.connection().isKeyRefused()).isFalse();
        assertThat(site.connection().state().kind()).isEqualTo(SiteState.Kind.ANSWERING);
    }

    @Test
    void givesUpWhenTheTimeIsOver() {
        site.enqueue(status(200)
                .headersDelay(10, java.util.concurrent.TimeUnit.SECONDS)
                .body("[]")
                .build());
        long begun = System.nanoTime();

        assertThat(progress(new Patience(Duration.ZERO, Duration.ofMillis(300))).found())
                .isEmpty();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(site.unlocksAfter(good("[]"))).isInstanceOf(Found.class);
    }

    @Test
    void aSiteThatThrottlesIsLeftAlone() {
        site.enqueue(status(429).addHeader("Retry-After", "17").body(HTML).build());

        assertThat(progress(PATIENCE)).isEqualTo(new Outcome.Throttled<>(By.SITE, Duration.ofSeconds(17)));
        assertThat(progress(PATIENCE).isThrottledBy(By.SPARE_REQUESTS)).isTrue();
        assertThat(site.requests()).isEqualTo(1);
    }

    @Test
    void nothingIsAskedWhileTheSiteIsInDoubt() {
        for (int i = 0; i < 3; i++) {
            site.unlocksAfter(status(500).body(HTML).build());
        }
        int requests = site.requests();

        assertThat(progress(PATIENCE).isThrottledBy(By.SPARE_REQUESTS)).isTrue();
        assertThat(site.requests()).isEqualTo(requests);
    }

    @Test
    void theSecondApiHasNothingToSpareWhenItIsOff() {
        assertThat(SecondConnection.off().ifSpare(PATIENCE).achievementsOf(1).isThrottledBy(By.SPARE_REQUESTS))
                .isTrue();
    }
}
