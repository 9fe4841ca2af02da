package io.github.cheevoherald.retroachievements;

import static io.github.cheevoherald.retroachievements.TestSite.HTML;
import static io.github.cheevoherald.retroachievements.TestSite.good;
import static io.github.cheevoherald.retroachievements.TestSite.status;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.retroachievements.Outcome.Found;
import io.github.cheevoherald.retroachievements.Outcome.Malformed;
import io.github.cheevoherald.retroachievements.Outcome.Missing;
import io.github.cheevoherald.retroachievements.Outcome.Thing;
import io.github.cheevoherald.retroachievements.Outcome.Unavailable;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class SiteConnectionTest {
    private final TestSite site = new TestSite();
    private final RetroAchievements people = site.connection().forPeople();

    @AfterEach
    void endSite() {
        site.close();
    }

    private Outcome<Profile> profileAfter(int status, String body) {
        site.enqueue(status(status).body(body).build());
        return people.profile("wavecrest");
    }

    @Test
    void identifiesItselfAndAsksAsTheSiteWants() {
        site.unlocksAfter(good("[]"));

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
    void sendsEachRequestWithItsParameters() {
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
    void anImpossibleIdIsMissingWithoutARequest() {
        assertThat(people.ticket(0)).isEqualTo(new Missing<>(Thing.TICKET));
        assertThat(people.ticketsOfAchievement(-1)).isEqualTo(new Missing<>(Thing.ACHIEVEMENT));
        assertThat(people.achievementUnlocks(0, 1, 0)).isEqualTo(new Missing<>(Thing.ACHIEVEMENT));
        assertThat(people.ticketsOfGame(0, 1, 0)).isEqualTo(new Missing<>(Thing.GAME));
        assertThat(people.ticketsOfDeveloper(" ")).isEqualTo(new Missing<>(Thing.PLAYER));
        assertThat(people.profile("")).isEqualTo(new Missing<>(Thing.PLAYER));
        assertThat(site.requests()).isZero();
    }

    @Test
    void findsExistingThings() {
        assertThat(site.unlocksAfter(good(Answers.text("recent_unlocks.json"))))
                .isEqualTo(UnlockReader.read(Answers.json("recent_unlocks.json")));
        assertThat(profileAfter(200, Answers.text("profile.json"))).isInstanceOf(Found.class);
        site.enqueue(good(Answers.text("ticket.json")));
        assertThat(people.ticket(80001)).isInstanceOf(Found.class);
    }

    @Test
    void readsPackedAnswers() throws Exception {
        assertThat(site.unlocksAfter(packed(Answers.text("recent_unlocks.json"))))
                .isEqualTo(UnlockReader.read(Answers.json("recent_unlocks.json")));
    }

    private static MockResponse packed(String body) throws java.io.IOException {
        Buffer packed = new Buffer();
        try (okio.BufferedSink sink = Okio.buffer(new GzipSink(packed))) {
            sink.writeUtf8(body);
        }
        return status(200).addHeader("Content-Encoding", "gzip").body(packed).build();
    }

    @Test
    void replacesInvalidUtf8AndDropsAByteOrderMark() {
        Buffer body = new Buffer()
                .write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF})
                .writeUtf8("[{\"Date\":\"2026-11-20 18:04:50\",\"HardcoreMode\":1,\"AchievementID\":7,\"Title\":\"a")
                .writeByte(0xC3)
                .writeUtf8("b\"}]");

        assertThat(Answers.found(site.unlocksAfter(status(200).body(body).build()))
                        .get(0)
                        .title())
                .isEqualTo("a\uFFFDb");
    }

    @Test
    void recognizesMissingThings() {
        assertThat(profileAfter(404, "[]")).isEqualTo(new Missing<>(Thing.PLAYER));
        assertThat(profileAfter(422, "{\"message\":\"m\",\"errors\":{\"u\":[\"m\"]}}"))
                .isEqualTo(new Missing<>(Thing.PLAYER));
        site.enqueue(status(404).body("{\"error\":\"Ticket ID 5 not found\"}").build());
        assertThat(people.ticket(5)).isEqualTo(new Missing<>(Thing.TICKET));
    }

    @Test
    void a404ThatIsNotTheSitesOwnIsNotMissing() {
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
    void anythingButAListIsMalformedAndNeverEmpty(String body) {
        assertThat(site.unlocksAfter(good(body))).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 206, 400, 402, 405, 410, 418, 422})
    void unexpectedStatusesAreMalformed(int status) {
        String body = status == 204 ? "" : "{\"message\":\"no\"}";

        assertThat(site.unlocksAfter(status(status).body(body).build())).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 403, 408, 500, 502, 503, 520, 526, 530})
    void aBrokenSiteIsUnavailable(int status) {
        MockResponse.Builder response = status(status).body(HTML);
        if (status < 400) {
            response.addHeader("Location", site.url() + "elsewhere");
        }

        assertThat(site.unlocksAfter(response.build())).isInstanceOf(Unavailable.class);
        assertThat(site.requests()).isEqualTo(1);
    }

    @Test
    void htmlWithStatus200IsUnavailable() {
        assertThat(site.unlocksAfter(good("\n " + HTML))).isInstanceOf(Unavailable.class);
        assertThat(site.unlocksAfter(good("<br />\n<b>Warning</b>: it broke [1]")))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void aTruncatedAnswerIsUnavailable() {
        String body = Answers.text("recent_unlocks.json");
        MockResponse cut = status(200)
                .body(body)
                .setHeader("Content-Length", body.length() + 1000)
                .onResponseEnd(new SocketEffect.CloseSocket())
                .build();
        MockResponse none =
                status(200).onResponseStart(new SocketEffect.CloseSocket()).build();

        assertThat(site.unlocksAfter(cut)).isInstanceOf(Unavailable.class);
        assertThat(site.unlocksAfter(none)).isInstanceOf(Unavailable.class);
        assertThat(site.requests()).isEqualTo(2);
    }

    @Test
    void aSiteThatDoesNotAnswerInTimeIsUnavailable() {
        TestSite slow = new TestSite(ofMillis(150), SiteHealth.BACKOFF);
        try (slow) {
            slow.enqueue(status(200).headersDelay(1, TimeUnit.DAYS).build());

            assertThat(slow.connection().forPeople().profile("x")).isEqualTo(new Unavailable<>("no answer in time"));
        }
    }

    @Test
    void anAnswerThatTricklesInIsUnavailable() {
        TestSite slow = new TestSite(ofMillis(150), SiteHealth.BACKOFF);
        try (slow) {
            slow.enqueue(status(200)
                    .body("[" + " ".repeat(100_000) + "]")
                    .throttleBody(1, 20, TimeUnit.MILLISECONDS)
                    .build());

            assertThat(slow.connection().forPeople().recentUnlocks("x", 1)).isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void aRefusedConnectionIsUnavailable() {
        site.closeServer();

        assertThat(people.profile("x")).isEqualTo(new Unavailable<>("no connection"));
    }

    @Test
    void anAnswerOfMoreThan8MiBIsMalformed() {
        String longest = "[" + " ".repeat((int) Transport.MAX_BYTES - 2) + "]";

        assertThat(site.unlocksAfter(good(longest))).isEqualTo(new Found<>(List.of()));
        assertThat(site.unlocksAfter(good(longest + " "))).isInstanceOf(Malformed.class);
        assertThat(site.unlocksAfter(
                        status(200).chunkedBody(longest + " ", 65536).build()))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void anAnswerThatUnpacksToMoreThan8MiBIsMalformed() throws Exception {
        MockResponse bomb = packed("[" + " ".repeat(64 * 1024 * 1024) + "]");
        assertThat(bomb.getBody()).isNotNull();

        assertThat(site.unlocksAfter(bomb)).isInstanceOf(Malformed.class);
    }

    @Test
    void anAnswerWithMoreValuesThanTheHeapHoldsIsMalformed() {
        String aMillion = "[" + "{},".repeat(1_000_000) + "{}]";

        assertThat(site.unlocksAfter(good(aMillion)))
                .isEqualTo(new Malformed<>("JSON of more or larger values than any answer has, with HTTP 200"));
    }

    @Test
    void anAnswerNestedWithoutEndIsMalformed() {
        assertThat(site.unlocksAfter(good("[".repeat(100_000)))).isInstanceOf(Malformed.class);
    }
}
