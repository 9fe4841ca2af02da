package io.github.cheevoherald.retroachievements;

import static io.github.cheevoherald.retroachievements.SecondTestSite.EMPTY;
import static io.github.cheevoherald.retroachievements.SecondTestSite.error;
import static io.github.cheevoherald.retroachievements.SecondTestSite.good;
import static io.github.cheevoherald.retroachievements.SecondTestSite.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.LogCapture;
import io.github.cheevoherald.retroachievements.Outcome.Forbidden;
import io.github.cheevoherald.retroachievements.Outcome.Found;
import io.github.cheevoherald.retroachievements.Outcome.Malformed;
import io.github.cheevoherald.retroachievements.Outcome.Missing;
import io.github.cheevoherald.retroachievements.Outcome.RefusedKey;
import io.github.cheevoherald.retroachievements.Outcome.Thing;
import io.github.cheevoherald.retroachievements.Outcome.Throttled;
import io.github.cheevoherald.retroachievements.Outcome.Unavailable;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class SecondConnectionTest {
    private static final String HTML_404 = "<html><h1>404</h1></html>";

    private final LogCapture log = new LogCapture("io.github.cheevoherald.retroachievements");
    private final SecondTestSite site = new SecondTestSite();

    @AfterEach
    void stop() {
        site.close();
        log.close();
    }

    private Outcome<ApiPage<ActivePlayer>> ask() {
        return site.api().activePlayers(1);
    }

    private static Found<ApiPage<ActivePlayer>> nobody() {
        return new Found<>(new ApiPage<>(List.of(), false));
    }

    @Test
    void asksWithTheKeyInAHeaderAndForNoMoreThanItUses() {
        site.enqueue(good(EMPTY));

        assertThat(site.api().activePlayers(3)).isEqualTo(nobody());

        RecordedRequest request = site.takeRequest();
        HttpUrl url = request.getUrl();
        assertThat(url.encodedPath()).isEqualTo("/v2/users");
        assertThat(url.queryParameter("sort")).isEqualTo("-lastActivityAt");
        assertThat(url.queryParameter("fields[users]"))
                .isEqualTo("displayName,points,pointsHardcore,lastActivityAt,richPresenceUpdatedAt,lastGame");
        assertThat(url.queryParameter("page[size]")).isEqualTo("100");
        assertThat(url.queryParameter("page[number]")).isEqualTo("3");
        assertThat(request.getHeaders().get("X-API-Key")).isEqualTo(TestSite.KEY);
        assertThat(request.getHeaders().get("Accept")).isEqualTo("application/vnd.api+json");
        assertThat(request.getHeaders().get("User-Agent")).isEqualTo(TestSite.USER_AGENT);
        assertThat(url.toString()).doesNotContain(TestSite.KEY.substring(0, 10));
    }

    @Test
    void aPlayerIsAStepOfThePath() {
        site.enqueue(good(EMPTY));

        site.api().awards("01ARZ3NDEKTSV4RRFFQ69G5FAV");

        assertThat(site.takeRequest().getUrl().encodedPath()).isEqualTo("/v2/users/01ARZ3NDEKTSV4RRFFQ69G5FAV/awards");
    }

    @Test
    void aPlayerThatTheSiteDoesNotKnowIsMissing() {
        site.enqueue(good(EMPTY), error(404, "none"));

        assertThat(ask().isAnswered()).isTrue();
        assertThat(site.api().awards("x")).isEqualTo(new Missing<>(Thing.PLAYER));
        assertThat(site.api().awards(" ")).isEqualTo(new Missing<>(Thing.PLAYER));
        assertThat(site.requests()).isEqualTo(2);
    }

    @Test
    void whereNothingHasAnsweredYetAMissingPlayerMayBeAMissingApi() {
        site.enqueue(error(404, "none"), error(404, "none"));

        assertThat(site.api().awards("x")).isEqualTo(new Unavailable<>("HTTP 404: no such API there"));
    }

    @Test
    void aRefusedKeyIsNotTriedAgainForAWhileAndIsOneLineEach() {
        site.enqueue(error(401, "Unauthenticated."), good(EMPTY));

        assertThat(ask()).isEqualTo(new RefusedKey<>());
        assertThat(ask()).isEqualTo(new RefusedKey<>());
        assertThat(site.requests()).isEqualTo(1);
        assertThat(site.connection.isKeyRefused()).isTrue();
        assertThat(site.connection.state().kind()).isEqualTo(SiteState.Kind.KEY_REFUSED);

        site.time.pass(Duration.ofMinutes(15));
        assertThat(ask()).isEqualTo(nobody());
        assertThat(log.lines())
                .containsExactly(
                        "WARN RetroAchievements' second API rejected the key in retroachievements.api-key (HTTP 401:"
                                + " Unauthenticated.); the first API has to do, and the key is retried every 15 minutes",
                        "INFO RetroAchievements' second API accepts the key; it is used again");
    }

    @Test
    void anotherKeyIsTriedAtOnce() {
        site.enqueue(error(401, "Unauthenticated."), good(EMPTY));
        ask();

        site.connection.keyChanged();

        assertThat(ask()).isEqualTo(nobody());
        assertThat(site.connection.isKeyRefused()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"12:00:00, 60", "12:00:20, 40", "12:00:59, 1"})
    void throttledWithoutAWordItWaitsForTheNextFullMinuteOfTheSite(String time, int seconds) {
        site.enqueue(
                status(429)
                        .addHeader("Date", "Sun, 22 Nov 2026 " + time + " GMT")
                        .body("{\"message\":\"Too Many Attempts.\"}")
                        .build(),
                good(EMPTY));

        assertThat(ask()).isEqualTo(new Throttled<>(Outcome.By.SITE, Duration.ofSeconds(seconds)));
        assertThat(ask()).isEqualTo(new Throttled<>(Outcome.By.SITE, Duration.ofSeconds(seconds)));
        site.time.pass(Duration.ofSeconds(seconds).minusMillis(1));
        assertThat(ask().isAnswered()).isFalse();
        site.time.pass(Duration.ofMillis(1));

        assertThat(ask()).isEqualTo(nobody());
        assertThat(site.requests()).isEqualTo(2);
        assertThat(log.lines())
                .containsExactly(
                        "WARN RetroAchievements' second API is throttling us (429); sending nothing for " + seconds
                                + " s",
                        "INFO RetroAchievements' second API no longer throttles us");
    }

    @Test
    void withoutADateTheNextMinuteIsOurs() {
        site.enqueue(status(429).build());

        assertThat(ask()).isEqualTo(new Throttled<>(Outcome.By.SITE, Duration.ofSeconds(40)));
    }

    @Test
    void aPauseThatIsNamedCounts() {
        site.enqueue(status(429).addHeader("Retry-After", "7").build());

        assertThat(ask()).isEqualTo(new Throttled<>(Outcome.By.SITE, Duration.ofSeconds(7)));
    }

    @Test
    void aDeclinedAnswerIsForbiddenAndAfterThreeInARowTheApiRests() {
        site.answerAll(error(403, "Not for you."));

        for (int i = 0; i < 3; i++) {
            assertThat(ask()).isEqualTo(new Forbidden<>("HTTP 403: Not for you."));
        }
        assertThat(ask().isAnswered()).isFalse();
        assertThat(site.requests()).as("with the query that concerns nobody").isEqualTo(4);
        assertThat(ask().isAnswered()).isFalse();
        assertThat(site.requests()).isEqualTo(4);
        assertThat(log.lines())
                .containsExactly("WARN RetroAchievements' second API is unavailable (HTTP 403: Not for you.); retrying"
                        + " with growing pauses");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 302})
    void aServerErrorIsUnavailable(int code) {
        site.enqueue(status(code)
                .addHeader("Location", "http://127.0.0.1:1/")
                .body("<html>")
                .build());

        assertThat(ask()).isEqualTo(new Unavailable<>("HTTP " + code));
    }

    @Test
    void noConnectionIsUnavailableAndNeverBlocksWhoeverAsks() {
        site.closeServer();

        for (int i = 0; i < 6; i++) {
            assertThat(ask()).isInstanceOf(Unavailable.class);
        }
        assertThat(log.lines()).singleElement().asString().contains("second API is unavailable (no connection)");
    }

    @Test
    void anAnswerThatDoesNotComeIsUnavailable() {
        try (SecondTestSite slow = new SecondTestSite("v2/", Duration.ofMillis(300))) {
            slow.enqueue(new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());

            assertThat(slow.api().activePlayers(1)).isEqualTo(new Unavailable<>("no answer in time"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, a filter, HTTP 400: a filter",
        "406, the type, HTTP 406: the type",
        "422, a value, HTTP 422: a value"
    })
    void aQuestionThatTheSiteDoesNotUnderstandIsMalformed(int code, String detail, String reason) {
        site.enqueue(error(code, detail), good(EMPTY));

        assertThat(ask()).isEqualTo(new Malformed<>(reason));
        assertThat(ask()).isEqualTo(nobody());
        assertThat(log.lines())
                .containsExactly(
                        "WARN RetroAchievements' second API can't be understood (users: " + reason
                                + "); the first API has to do",
                        "INFO RetroAchievements' second API can be understood again (users)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "{}", "1", "\"x\"", "nonsense", "", "{\"data\":{}}", "{\"data\":null}", "{\"data\":\"x\"}"
            })
    void anAnswerOfAnotherShapeIsMalformedAndLoggedOnce(String body) {
        site.enqueue(good(body), good(body), good(EMPTY));

        assertThat(ask()).isInstanceOf(Malformed.class);
        assertThat(ask()).isInstanceOf(Malformed.class);
        assertThat(ask()).isEqualTo(nobody());
        assertThat(log.lines()).hasSize(2);
    }

    @Test
    void aPageInsteadOfAnAnswerIsUnavailable() {
        site.enqueue(good(TestSite.HTML));

        assertThat(ask()).isEqualTo(new Unavailable<>("HTML with HTTP 200"));
    }

    @Test
    void theOtherPathIsTriedOnceAndKept() {
        site.enqueue(status(404).body(HTML_404).build(), good(EMPTY), good(EMPTY));

        assertThat(ask()).isEqualTo(nobody());
        assertThat(ask()).isEqualTo(nobody());

        assertThat(site.takeRequest().getUrl().encodedPath()).isEqualTo("/v2/users");
        assertThat(site.takeRequest().getUrl().encodedPath()).isEqualTo("/api/v2/users");
        assertThat(site.takeRequest().getUrl().encodedPath()).isEqualTo("/api/v2/users");
        assertThat(log.lines()).singleElement().asString().contains("/api/v2/");
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.retroachievements.org/v2/, https://api.retroachievements.org/api/v2/",
        "https://api.retroachievements.org/api/v2/, https://api.retroachievements.org/v2/",
        "https://site/elsewhere/, https://site/api/v2/",
        "https://site/a/v2/, https://site/a/api/v2/",
    })
    void theOtherPathIsOnTheSameHost(String base, String other) {
        assertThat(SecondApiClient.other(HttpUrl.get(base))).isEqualTo(HttpUrl.get(other));
    }

    @Test
    void whereNeitherPathExistsItRestsAndTriesBothAgainLater() {
        site.answerAll(status(404).body(HTML_404).build());

        assertThat(ask()).isEqualTo(new Unavailable<>("HTTP 404: no such API there"));
        assertThat(site.requests()).as("both paths").isEqualTo(2);
        ask();
        ask();
        ask();
        ask();
        assertThat(site.requests())
                .as("two more, and both paths of the query that concerns nobody")
                .isEqualTo(6);
        assertThat(log.lines())
                .containsExactly("WARN RetroAchievements' second API is unavailable (HTTP 404: no such API there);"
                        + " retrying with growing pauses");
    }

    @Test
    void aMissingListLaterDoesNotMoveTheApi() {
        site.enqueue(good(EMPTY), status(404).body(HTML_404).build(), good(EMPTY));

        ask();
        assertThat(ask()).isEqualTo(new Unavailable<>("HTTP 404: no such API there"));
        assertThat(ask()).isEqualTo(nobody());
        assertThat(site.requests()).isEqualTo(3);
    }

    @Test
    void turnedOffItAsksNobodyAndSaysSoOnce() {
        try (SecondConnection off = SecondConnection.off()) {
            assertThat(off.isOn()).isFalse();
            assertThat(off.forTasks().latestAwards(1))
                    .isEqualTo(new Unavailable<>("the second API is turned off in retroachievements.v2-url"));
            assertThat(off.forPeople(RequestLimit.UNLIMITED).awards("x").isAnswered())
                    .isFalse();
            assertThat(off.isKeyRefused()).isFalse();
            assertThat(off.state().kind()).isEqualTo(SiteState.Kind.UNKNOWN);
            off.keyChanged();
        }
        assertThat(log.lines())
                .containsExactly("INFO retroachievements.v2-url is empty: the site's second API isn't used");
    }

    @Test
    void aPersonsQuestionCountsAgainstTheirAllowance() {
        site.enqueue(good(EMPTY));
        RequestLimit none = new RequestLimit(() -> Duration.ofSeconds(5), () -> {});

        assertThat(site.connection.forPeople(none).activeEventAchievements())
                .isEqualTo(new Throttled<>(Outcome.By.MEMBER_ALLOWANCE, Duration.ofSeconds(5)));
        assertThat(site.requests()).isZero();
        assertThat(site.connection.forPeople(RequestLimit.UNLIMITED).activeEventAchievements())
                .isEqualTo(new Outcome.Missing<>(Outcome.Thing.ACHIEVEMENT));
    }

    @Test
    void afterTheEndEveryOutcomeIsUnavailable() {
        site.connection.close();

        assertThat(ask()).isEqualTo(new Unavailable<>("the bot is stopping"));
        assertThat(site.requests()).isZero();
    }

    @Test
    void oneQueryThatFailsForOnePlayerLeavesTheOthersAlone() {
        site.enqueue(
                good(EMPTY),
                status(500).build(),
                status(500).build(),
                status(500).build(),
                good("{}"));
        ask();
        for (int i = 0; i < 3; i++) {
            assertThat(site.api().awards("01ANN")).isEqualTo(new Unavailable<>("HTTP 500"));
        }
        site.answerAll(good(EMPTY));

        assertThat(ask()).isEqualTo(nobody());
        assertThat(log.lines())
                .containsExactly("WARN RetroAchievements' second API is responding, but not to users/{u}/awards for Ann"
                        + " (01ANN) (HTTP 500); that is retried later, everything else goes on");
    }
}
