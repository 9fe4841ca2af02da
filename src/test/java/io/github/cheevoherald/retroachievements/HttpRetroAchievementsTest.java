package io.github.cheevoherald.retroachievements;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.retroachievements.Outcome.By;
import io.github.cheevoherald.retroachievements.Outcome.Found;
import io.github.cheevoherald.retroachievements.Outcome.Malformed;
import io.github.cheevoherald.retroachievements.Outcome.Missing;
import io.github.cheevoherald.retroachievements.Outcome.RefusedKey;
import io.github.cheevoherald.retroachievements.Outcome.Thing;
import io.github.cheevoherald.retroachievements.Outcome.Throttled;
import io.github.cheevoherald.retroachievements.Outcome.Unavailable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class HttpRetroAchievementsTest {
    private static final String HTML = "<!DOCTYPE html><html><body>Just a moment...</body></html>";

    private final TestSite site = new TestSite();
    private final RetroAchievements people = site.connection().forPeople();

    @AfterEach
    void endSite() {
        site.close();
    }

    private static MockResponse.Builder status(int code) {
        return new MockResponse.Builder().code(code);
    }

    private static MockResponse good(String body) {
        return status(200)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    private Outcome<List<RecentUnlock>> unlocksAfter(MockResponse response) {
        site.enqueue(response);
        return people.recentUnlocks("wavecrest", 60);
    }

    private Outcome<Profile> profileAfter(int status, String body) {
        site.enqueue(status(status).body(body).build());
        return people.profile("wavecrest");
    }

    @Test
    void asksHonestlyAndAsTheSiteWantsIt() {
        unlocksAfter(good("[]"));

        RecordedRequest request = site.takeRequest();
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getUrl().encodedPath()).isEqualTo("/API/API_GetUserRecentAchievements.php");
        assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("Accept-Encoding")).isEqualTo("gzip");
        assertThat(request.getHeaders().get("User-Agent")).isEqualTo(TestSite.USER_AGENT);
        assertThat(request.getUrl().queryParameter("y")).isEqualTo(TestSite.KEY);
    }

    private String query(Outcome<?> ignored) {
        HttpUrl url = site.takeRequest().getUrl();
        String file = url.pathSegments().get(1);
        String query = url.newBuilder().removeAllQueryParameters("y").build().encodedQuery();
        return file + "?" + query;
    }

    @Test
    void asksEachQuestionWithItsParameters() {
        site.answerAll(good("[]"));

        assertThat(query(people.recentUnlocks("01HZ0000000000000000000B02", 75)))
                .isEqualTo("API_GetUserRecentAchievements.php?u=01HZ0000000000000000000B02&m=75");
        assertThat(query(people.recentUnlocks("a", -3))).endsWith("?u=a&m=0");
        assertThat(query(people.recentUnlocks("a", Long.MAX_VALUE))).endsWith("?u=a&m=7400000");
        assertThat(query(people.unlocksBetween("a", Instant.ofEpochSecond(1000), Instant.ofEpochSecond(2000))))
                .isEqualTo("API_GetAchievementsEarnedBetween.php?u=a&f=1000&t=2000");
        assertThat(query(people.achievementUnlocks(7, 100, 200)))
                .isEqualTo("API_GetAchievementUnlocks.php?a=7&c=100&o=200");
        assertThat(query(people.achievementUnlocks(7, 9999, -1))).endsWith("?a=7&c=500&o=0");
        assertThat(query(people.followedPlayers(501, 1000))).isEqualTo("API_GetUsersIFollow.php?c=500&o=1000");
        assertThat(query(people.profile("a"))).isEqualTo("API_GetUserProfile.php?u=a");
        assertThat(query(people.recentTickets(500, 20))).isEqualTo("API_GetTicketData.php?c=100&o=20");
        assertThat(query(people.ticket(5))).isEqualTo("API_GetTicketData.php?i=5");
        assertThat(query(people.ticketsOfAchievement(7))).isEqualTo("API_GetTicketData.php?a=7");
        assertThat(query(people.ticketsOfGame(9, 50, 0))).isEqualTo("API_GetTicketData.php?g=9&d=1&c=50&o=0");
        assertThat(query(people.ticketsOfDeveloper("dev"))).isEqualTo("API_GetTicketData.php?u=dev");
        assertThat(query(people.mostReportedGames(0))).isEqualTo("API_GetTicketData.php?f=1&c=1");
    }

    @Test
    void keepsOddNamesInTheirParameter() {
        site.answerAll(status(404).body("[]").build());
        people.profile("a&y=b#c/../d é");

        HttpUrl url = site.takeRequest().getUrl();
        assertThat(url.queryParameter("u")).isEqualTo("a&y=b#c/../d é");
        assertThat(url.queryParameterValues("y")).containsExactly(TestSite.KEY);
    }

    @Test
    void knowsWithoutAskingThatThereIsNothingWithAnImpossibleId() {
        assertThat(people.ticket(0)).isEqualTo(new Missing<>(Thing.TICKET));
        assertThat(people.ticketsOfAchievement(-1)).isEqualTo(new Missing<>(Thing.ACHIEVEMENT));
        assertThat(people.achievementUnlocks(0, 1, 0)).isEqualTo(new Missing<>(Thing.ACHIEVEMENT));
        assertThat(people.ticketsOfGame(0, 1, 0)).isEqualTo(new Missing<>(Thing.GAME));
        assertThat(people.ticketsOfDeveloper(" ")).isEqualTo(new Missing<>(Thing.PLAYER));
        assertThat(people.profile("")).isEqualTo(new Missing<>(Thing.PLAYER));
        assertThat(site.requests()).isZero();
    }

    @Test
    void findsWhatTheSiteKnows() {
        assertThat(unlocksAfter(good(Answers.text("recent_unlocks.json"))))
                .isEqualTo(UnlockRows.read(Answers.json("recent_unlocks.json")));
        assertThat(profileAfter(200, Answers.text("profile.json"))).isInstanceOf(Found.class);
        site.enqueue(good(Answers.text("ticket.json")));
        assertThat(people.ticket(80001)).isInstanceOf(Found.class);
    }

    @Test
    void readsPackedAnswers() throws Exception {
        assertThat(unlocksAfter(packed(Answers.text("recent_unlocks.json"))))
                .isEqualTo(UnlockRows.read(Answers.json("recent_unlocks.json")));
    }

    private static MockResponse packed(String body) throws java.io.IOException {
        Buffer packed = new Buffer();
        try (okio.BufferedSink sink = Okio.buffer(new GzipSink(packed))) {
            sink.writeUtf8(body);
        }
        return status(200).addHeader("Content-Encoding", "gzip").body(packed).build();
    }

    @Test
    void replacesBytesThatAreNoUtf8AndDropsAByteOrderMark() {
        Buffer body = new Buffer()
                .write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF})
                .writeUtf8("[{\"Date\":\"2026-11-20 18:04:50\",\"HardcoreMode\":1,\"AchievementID\":7,\"Title\":\"a")
                .writeByte(0xC3)
                .writeUtf8("b\"}]");

        assertThat(Answers.found(unlocksAfter(status(200).body(body).build()))
                        .get(0)
                        .title())
                .isEqualTo("a\uFFFDb");
    }

    @Test
    void tellsWhatIsMissing() {
        assertThat(profileAfter(404, "[]")).isEqualTo(new Missing<>(Thing.PLAYER));
        assertThat(profileAfter(422, "{\"message\":\"m\",\"errors\":{\"u\":[\"m\"]}}"))
                .isEqualTo(new Missing<>(Thing.PLAYER));
        site.enqueue(status(404).body("{\"error\":\"Ticket ID 5 not found\"}").build());
        assertThat(people.ticket(5)).isEqualTo(new Missing<>(Thing.TICKET));
    }

    @Test
    void aNotFoundThatIsNotTheSitesOwnIsNotMissing() {
        assertThat(profileAfter(404, HTML)).isInstanceOf(Unavailable.class);
        assertThat(profileAfter(404, "{\"message\":\"Not Found\"}")).isInstanceOf(Malformed.class);
        assertThat(profileAfter(404, "")).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "null",
                "\"\"",
                "{}",
                "false",
                "[{\"Date\":\"2026-11-20 18:04:50\",\"HardcoreMode\":1,\"Achiev",
                "[] []",
                "[]]",
                "Fatal error: out of memory",
                "[NaN]"
            })
    void whatIsNoListIsMalformedAndNeverEmpty(String body) {
        assertThat(unlocksAfter(good(body))).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 206, 400, 402, 405, 410, 418, 422})
    void statusesThatNobodyExpectsAreMalformed(int status) {
        String body = status == 204 ? "" : "{\"message\":\"no\"}";

        assertThat(unlocksAfter(status(status).body(body).build())).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 403, 408, 500, 502, 503, 520, 526, 530})
    void aSiteThatDoesNotWorkIsUnavailable(int status) {
        MockResponse.Builder response = status(status).body(HTML);
        if (status < 400) {
            response.addHeader("Location", site.url() + "elsewhere");
        }

        assertThat(unlocksAfter(response.build())).isInstanceOf(Unavailable.class);
        assertThat(site.requests()).isEqualTo(1);
    }

    @Test
    void htmlWithStatus200IsUnavailable() {
        assertThat(unlocksAfter(good("\n " + HTML))).isInstanceOf(Unavailable.class);
        assertThat(unlocksAfter(good("<br />\n<b>Warning</b>: it broke [1]"))).isInstanceOf(Unavailable.class);
    }

    @Test
    void anAnswerThatBreaksOffIsUnavailable() {
        String body = Answers.text("recent_unlocks.json");
        MockResponse cut = status(200)
                .body(body)
                .setHeader("Content-Length", body.length() + 1000)
                .onResponseEnd(new SocketEffect.CloseSocket())
                .build();
        MockResponse none =
                status(200).onResponseStart(new SocketEffect.CloseSocket()).build();

        assertThat(unlocksAfter(cut)).isInstanceOf(Unavailable.class);
        assertThat(unlocksAfter(none)).isInstanceOf(Unavailable.class);
        assertThat(site.requests()).isEqualTo(2);
    }

    @Test
    void aSiteThatDoesNotAnswerInTimeIsUnavailable() {
        TestSite slow = new TestSite(ofMillis(150), FullJitter.forTheSite());
        try (slow) {
            slow.enqueue(status(200).headersDelay(1, TimeUnit.DAYS).build());

            assertThat(slow.connection().forPeople().profile("x")).isEqualTo(new Unavailable<>("no answer in time"));
        }
    }

    @Test
    void aSiteThatDripsItsAnswerIsUnavailable() {
        TestSite slow = new TestSite(ofMillis(150), FullJitter.forTheSite());
        try (slow) {
            slow.enqueue(status(200)
                    .body("[" + " ".repeat(100_000) + "]")
                    .throttleBody(1, 20, TimeUnit.MILLISECONDS)
                    .build());

            assertThat(slow.connection().forPeople().recentUnlocks("x", 1)).isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void nobodyListeningIsUnavailable() {
        site.closeServer();

        assertThat(people.profile("x")).isEqualTo(new Unavailable<>("no connection"));
    }

    @Test
    void anAnswerOfMoreThan8MiBIsMalformed() {
        String longest = "[" + " ".repeat((int) Wire.MOST_BYTES - 2) + "]";

        assertThat(unlocksAfter(good(longest))).isEqualTo(new Found<>(List.of()));
        assertThat(unlocksAfter(good(longest + " "))).isInstanceOf(Malformed.class);
        assertThat(unlocksAfter(status(200).chunkedBody(longest + " ", 65536).build()))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void anAnswerThatUnpacksToMoreThan8MiBIsMalformed() throws Exception {
        MockResponse bomb = packed("[" + " ".repeat(64 * 1024 * 1024) + "]");
        assertThat(bomb.getBody()).isNotNull();

        assertThat(unlocksAfter(bomb)).isInstanceOf(Malformed.class);
    }

    @Test
    void anAnswerOfMoreValuesThanTheHeapTakesIsMalformed() {
        String aMillion = "[" + "{},".repeat(1_000_000) + "{}]";

        assertThat(unlocksAfter(good(aMillion)))
                .isEqualTo(new Malformed<>("JSON of more or larger values than any answer has, with HTTP 200"));
    }

    @Test
    void anAnswerNestedWithoutEndIsMalformed() {
        assertThat(unlocksAfter(good("[".repeat(100_000)))).isInstanceOf(Malformed.class);
    }

    @Test
    void aRefusedKeyIsNotTriedAgainForAQuarterOfAnHour() {
        assertThat(unlocksAfter(
                        status(401).body("{\"message\":\"Unauthenticated.\"}").build()))
                .isEqualTo(new RefusedKey<>());
        assertThat(people.profile("x")).isEqualTo(new RefusedKey<>());
        assertThat(site.requests()).isEqualTo(1);

        site.time().pass(ofMinutes(15));
        assertThat(unlocksAfter(good("[]"))).isInstanceOf(Found.class);
        assertThat(site.requests()).isEqualTo(2);
    }

    @Test
    void anotherKeyIsTriedAtOnceAlsoByWaitingPolls() {
        unlocksAfter(status(401).build());
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
    void honoursHowLongTheSiteWantsToBeLeftAlone() {
        assertThat(unlocksAfter(
                        status(429).addHeader("Retry-After", "17").body(HTML).build()))
                .isEqualTo(new Throttled<>(By.SITE, ofSeconds(17)));
        assertThat(people.profile("x")).isEqualTo(new Throttled<>(By.SITE, ofSeconds(17)));
        assertThat(site.requests()).isEqualTo(1);
    }

    private Duration throttledBy(String retryAfter) {
        Outcome<List<RecentUnlock>> outcome = unlocksAfter(status(429)
                .addHeader("Date", "Sun, 22 Nov 2026 12:00:00 GMT")
                .addHeader("Retry-After", retryAfter)
                .build());
        Duration delay = ((Throttled<List<RecentUnlock>>) outcome).delay();
        site.time().pass(delay);
        return delay;
    }

    @Test
    void readsRetryAfterInEachForm() {
        assertThat(throttledBy("90")).isEqualTo(ofSeconds(90));
        assertThat(throttledBy("Sun, 22 Nov 2026 12:00:45 GMT")).isEqualTo(ofSeconds(45));
        assertThat(throttledBy("Sun, 22 Nov 2026 11:00:00 GMT")).isEqualTo(ofSeconds(1));
        assertThat(throttledBy("0")).isEqualTo(ofSeconds(1));
        assertThat(throttledBy("86400")).isEqualTo(ofHours(1));
        assertThat(throttledBy("99999999999999999999")).isEqualTo(ofHours(1));
        assertThat(throttledBy("Mon, 23 Nov 2026 12:00:00 GMT")).isEqualTo(ofHours(1));
    }

    @Test
    void backsOffByItselfWhenTheSiteDoesNotSayForHowLong() {
        assertThat(throttledBy("soon")).isEqualTo(TestSite.PAUSE);
        assertThat(unlocksAfter(status(429).body(HTML).build())).isInstanceOf(Throttled.class);
    }

    @Test
    void leavesTheSiteAloneAfterThreeFailuresInARow() {
        site.answerAll(status(502).body(HTML).build());
        for (int i = 0; i < 5; i++) {
            assertThat(people.profile("x")).isInstanceOf(Unavailable.class);
        }

        assertThat(site.requests()).isEqualTo(3);
        assertThat(site.budget().isFreeForPoll()).isFalse();
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
    void doesNotRepeatARequestByItself() {
        site.answerAll(status(503).addHeader("Retry-After", "0").build());

        assertThat(people.profile("x")).isInstanceOf(Unavailable.class);
        assertThat(site.requests()).isEqualTo(1);
    }

    @Test
    void pollsWaitUntilTheSiteIsBack() {
        TestSite flaky = new TestSite(ofSeconds(5), new FullJitter(ofMillis(5), ofMillis(5), () -> 1));
        try (flaky) {
            for (int i = 0; i < 4; i++) {
                flaky.enqueue(status(500).build());
            }
            flaky.enqueue(good("[]"));
            RetroAchievements polls = flaky.connection().forPolls();
            for (int i = 0; i < 4; i++) {
                assertThat(polls.recentUnlocks("x", 1)).isInstanceOf(Unavailable.class);
            }

            assertThat(polls.recentUnlocks("x", 1)).isEqualTo(new Found<>(List.of()));
            assertThat(flaky.requests()).isEqualTo(5);
        }
    }

    @Test
    void learnsTheSitesTimeFromItsAnswers() {
        unlocksAfter(status(200)
                .body("[]")
                .addHeader("Date", "Mon, 23 Nov 2026 15:00:00 GMT")
                .build());

        assertThat(site.clock().instant()).isEqualTo("2026-11-23T15:00:00.500Z");
    }

    @Test
    void doesNotLearnTheTimeFromErrorsOrNonsense() {
        unlocksAfter(status(200).body("[]").addHeader("Date", "whenever").build());
        unlocksAfter(status(502)
                .body(HTML)
                .addHeader("Date", "Mon, 23 Nov 2026 15:00:00 GMT")
                .build());

        assertThat(site.clock().instant()).isEqualTo("2026-11-22T12:00:00Z");
    }

    @Test
    void closingEndsWhatIsUnderWayWithoutBlamingTheSite() {
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

    @Test
    void runsOnTheSystemsOwnClockToo() {
        site.answerAll(good("[]"));
        SiteHealth health = new SiteHealth();
        RequestBudget budget = new RequestBudget(6_000, health);
        SiteAccess access = new SiteAccess(URI.create(site.url()), () -> TestSite.KEY, TestSite.USER_AGENT);
        OkHttpClient shared = new OkHttpClient();
        try (HttpRetroAchievements connection =
                new HttpRetroAchievements(shared, access, budget, health, new SiteClock(Clock.systemUTC()))) {
            for (int i = 0; i < 10; i++) {
                assertThat(connection.forPolls().recentUnlocks("x", 1)).isEqualTo(new Found<>(List.of()));
                assertThat(connection.forPeople().recentUnlocks("x", 1)).isEqualTo(new Found<>(List.of()));
            }
        }
        assertThat(site.requests()).isEqualTo(20);
    }
}
