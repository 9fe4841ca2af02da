package io.github.cheevoherald.retroachievements;

import static io.github.cheevoherald.retroachievements.SecondTestSite.good;
import static io.github.cheevoherald.retroachievements.SecondTestSite.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.LogCapture;
import io.github.cheevoherald.retroachievements.Outcome.Malformed;
import io.github.cheevoherald.retroachievements.Outcome.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import mockwebserver3.MockResponse;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class HttpSecondApiTest {
    private static final String ULID = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

    private final LogCapture log = new LogCapture(UnreadableAnswers.class.getName());
    private final SecondTestSite site = new SecondTestSite();
    private final SecondApi api = site.api();

    @AfterEach
    void stop() {
        site.close();
        log.close();
    }

    private void answer(String data) {
        answer(data, "", false);
    }

    private void answer(String data, String included, boolean more) {
        String next = more ? ",\"next\":\"http://site/next\"" : "";
        site.enqueue(good("""
                {"jsonapi":{"version":"1.0"},"meta":{"page":{"total":1}},"links":{"first":"x"%s},"data":[%s],"included":[%s]}""".formatted(next, data, included)));
    }

    private static String user(String id, String attributes) {
        return "{\"type\":\"users\",\"id\":\"" + id + "\",\"attributes\":{" + attributes + "}}";
    }

    private static final String ANN =
            "\"displayName\":\"Ann\",\"points\":5,\"pointsHardcore\":900,\"lastActivityAt\":\"2026-08-19T16:05:07.123456Z\","
                    + "\"richPresenceUpdatedAt\":\"2026-08-19T16:04:00.000000Z\"";

    @Test
    void readsActivePlayersAndIgnoresWhatItDoesNotKnow() {
        answer(
                user("01A", ANN + ",\"colour\":{\"x\":1}") + ",{\"type\":\"robots\",\"id\":1},"
                        + user(
                                "01B",
                                "\"displayName\":\"Ben\",\"points\":\"0\",\"pointsHardcore\":0,\"lastActivityAt\":null"),
                "",
                true);

        assertThat(api.activePlayers(1).found())
                .hasValue(new ApiPage<>(
                        List.of(
                                new ActivePlayer(
                                        "01A",
                                        "Ann",
                                        5,
                                        900,
                                        Instant.parse("2026-08-19T16:05:07Z"),
                                        Instant.parse("2026-08-19T16:04:00Z"),
                                        null),
                                new ActivePlayer("01B", "Ben", 0, 0, null, null, null)),
                        true,
                        1,
                        0));
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void aRowOfAnotherShapeIsLeftOutWithOneLine() {
        String broken = user("01C", "\"displayName\":\"Cid\",\"pointsHardcore\":1") + ",7,{\"type\":\"users\"}";
        for (int i = 0; i < 3; i++) {
            answer(user("01A", ANN) + "," + broken);
            answer(user("01A", ANN));
        }
        answer(user("01A", ANN));

        for (int i = 0; i < 6; i++) {
            assertThat(api.activePlayers(1).found().orElseThrow().rows())
                    .extracting(ActivePlayer::ulid)
                    .containsExactly("01A");
        }
        assertThat(log.lines()).as("good pages between").hasSize(1);
        site.time.pass(Duration.ofHours(1));
        api.activePlayers(1);
        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(0)).contains("users: 3 of them");
        assertThat(log.lines().get(1)).contains("All rows").contains("users");
    }

    @Test
    void aListTellsHowManyRowsOfAllItsPagesCannotBeRead() {
        for (String id : List.of("1", "2")) {
            answer(
                    """
                    {"type":"leaderboard-entries","id":"%s","attributes":{"score":7},
                     "relationships":{"leaderboard":{"data":{"type":"leaderboards","id":"2"}}}},
                    {"type":"leaderboard-entries","id":"9%s","attributes":{"score":7}}""".formatted(id, id),
                    "{\"type\":\"leaderboards\",\"id\":\"2\",\"attributes\":{\"rankAsc\":true}}",
                    id.equals("1"));
        }

        ApiPage<LeaderboardEntry> entries =
                api.leaderboardEntries(ULID, List.of(7L)).found().orElseThrow();

        assertThat(entries.rows()).extracting(LeaderboardEntry::id).containsExactly(1L, 2L);
        assertThat(entries.skipped()).isEqualTo(2);
    }

    @Test
    void anAnswerWithoutAnyReadableRowIsNoEmptyAnswer() {
        answer(user("01A", "\"name\":\"Ann\""));

        assertThat(api.activePlayers(1)).isEqualTo(new Malformed<>("no row can be read: displayName is absent"));
    }

    private static String award(long id, String kind, String context, String relations) {
        return """
                {"type":"user-awards","id":"%d","attributes":{"awardedAt":"2026-08-19T16:05:00.000000Z","kind":"%s",
                 "title":"Moss","badgeUrl":"http://m/1.png","context":%s,"userDisplayName":"Ann","userId":"%s"},
                 "relationships":{%s}}""".formatted(id, kind, context, ULID, relations);
    }

    @Test
    void readsAwardsWithTheFiguresOfTheirGame() {
        String game = "\"game\":{\"data\":{\"type\":\"games\",\"id\":\"7\"}}";
        String context = "{\"gameId\":7,\"mode\":\"hardcore\"}";
        answer(
                award(12, "mastered", context, game)
                        + ","
                        + award(11, "beaten-casual", context, game)
                        + ","
                        + award(10, "event", "{\"eventId\":3,\"tierIndex\":2,\"grantsSiteAward\":false}", "")
                        + ","
                        + award(9, "patreon-supporter", "[]", ""),
                """
                {"type":"games","id":"7","attributes":{"title":"Moss & Thunder","badgeUrl":null,"pointsTotal":400,
                 "imageIngameUrl":"http://m/Images/000002.png","imageTitleUrl":"http://m/Images/9.png",
                 "playersTotal":90,"playersHardcore":60,"timesBeaten":30,"timesBeatenHardcore":20},"relationships":{
                 "system":{"data":{"type":"systems","id":"3"}},
                 "achievementSets":{"data":[{"type":"achievement-sets","id":"5"},{"type":"achievement-sets","id":"6"},
                                            {"type":"achievement-sets","id":"99"}]}}},
                {"type":"systems","id":"3","attributes":{"name":"SNES"}},
                {"type":"achievement-sets","id":"5","attributes":{"timesMastered":1,"types":[{"gameId":7,"type":"bonus"}]}},
                {"type":"achievement-sets","id":"6","attributes":{"timesMastered":4,"types":[{"gameId":7,"type":"core"}]}}""",
                false);

        List<SiteAward> awards = api.latestAwards(1).found().orElseThrow().rows();

        Instant date = Instant.parse("2026-08-19T16:05:00Z");
        assertThat(awards)
                .containsExactly(
                        new SiteAward(
                                12,
                                ULID,
                                "Ann",
                                AwardKind.MASTERED,
                                date,
                                "Moss",
                                "http://m/1.png",
                                7L,
                                null,
                                null,
                                new AwardedGame("Moss & Thunder", "SNES", null, "http://m/Images/9.png", 400, 60, 4)),
                        new SiteAward(
                                11,
                                ULID,
                                "Ann",
                                AwardKind.BEATEN_CASUAL,
                                date,
                                "Moss",
                                "http://m/1.png",
                                7L,
                                null,
                                null,
                                new AwardedGame("Moss & Thunder", "SNES", null, "http://m/Images/9.png", 400, 90, 30)),
                        new SiteAward(
                                10, ULID, "Ann", AwardKind.EVENT, date, "Moss", "http://m/1.png", null, 3L, 2, null));
        HttpUrl url = site.takeRequest().getUrl();
        assertThat(url.queryParameter("sort")).isEqualTo("-id");
        assertThat(url.queryParameter("filter[kind]"))
                .isEqualTo("beaten-casual,beaten-hardcore,completed,mastered,event");
        assertThat(url.queryParameter("include")).isEqualTo("game.system,game.achievementSets");
    }

    @Test
    void anAwardThatBelongsToNothingIsLeftOut() {
        String context = "{\"gameId\":7}";
        answer(award(12, "mastered", "{\"mode\":\"hardcore\"}", "") + "," + award(11, "mastered", context, ""));

        assertThat(api.latestEventAwards(2).found().orElseThrow().rows())
                .extracting(SiteAward::id)
                .containsExactly(11L);
        HttpUrl url = site.takeRequest().getUrl();
        assertThat(url.queryParameter("sort")).isEqualTo("-awardedAt");
        assertThat(url.queryParameter("filter[kind]")).isEqualTo("event");
        assertThat(url.queryParameter("page[number]")).isEqualTo("2");
    }

    @Test
    void readsAPlayersAwardsToTheLastPage() {
        String context = "{\"gameId\":7}";
        answer(award(1, "mastered", context, "") + "," + award(2, "completed", context, ""), "", true);
        answer(award(2, "completed", context, "") + "," + award(3, "beaten-hardcore", context, ""), "", false);

        assertThat(api.awards(ULID).found().orElseThrow())
                .extracting(SiteAward::id)
                .containsExactly(1L, 2L, 3L);
        assertThat(site.takeRequest().getUrl().queryParameter("page[number]")).isEqualTo("1");
        assertThat(site.takeRequest().getUrl().queryParameter("page[number]")).isEqualTo("2");
    }

    @Test
    void readsAListAgainThatLostARowMeanwhile() {
        site.enqueue(pageOf(3, true, 1, 2));
        site.enqueue(pageOf(2, false));
        site.enqueue(pageOf(2, true, 2));
        site.enqueue(pageOf(2, false, 3));

        assertThat(api.awards(ULID).found().orElseThrow())
                .extracting(SiteAward::id)
                .containsExactly(2L, 3L);
    }

    @Test
    void aListThatEndsBeforeItsRowsIsNoAnswer() {
        site.enqueue(pageOf(250, true, 1, 2));
        site.enqueue(pageOf(250, false));

        assertThat(api.awards(ULID)).isEqualTo(new Outcome.Malformed<>("a list that ends before its 250 rows"));
    }

    @Test
    void aLeaderboardOfSeveralGamesCountsForTheOneThatWasAskedAbout() {
        answer("""
                {"type":"leaderboard-entries","id":"1","attributes":{"score":1,"formattedScore":"1","rank":3},
                 "relationships":{"leaderboard":{"data":{"type":"leaderboards","id":"2"}}}}""", """
                {"type":"leaderboards","id":"2","attributes":{"title":"Any %","description":"","rankAsc":true},
                 "relationships":{"games":{"data":[{"type":"games","id":"7"},{"type":"games","id":"8"}]}}},
                {"type":"games","id":"7","attributes":{"title":"Moss","badgeUrl":""}},
                {"type":"games","id":"8","attributes":{"title":"Moss [Subset - Bonus]","badgeUrl":""}}""", false);

        assertThat(api.leaderboardEntries(ULID, List.of(8L))
                        .found()
                        .orElseThrow()
                        .rows())
                .extracting(entry -> entry.board().game())
                .containsExactly(new LeaderboardEntry.Game(8, "Moss [Subset - Bonus]", "", ""));
    }

    private static MockResponse pageOf(int total, boolean hasMore, int... ids) {
        String rows = IntStream.of(ids)
                .mapToObj(id -> award(id, "mastered", "{\"gameId\":7}", ""))
                .collect(Collectors.joining(","));
        return good("{\"data\":[%s],\"meta\":{\"page\":{\"total\":%d}},\"links\":{%s}}"
                .formatted(rows, total, hasMore ? "\"next\":\"more\"" : ""));
    }

    @Test
    void aListWithAMissingPageIsMissing() {
        answer(award(1, "mastered", "{\"gameId\":7}", ""), "", true);
        site.enqueue(status(500).build());

        assertThat(api.awards(ULID)).isEqualTo(new Unavailable<>("HTTP 500"));
    }

    @Test
    void aListThatNeverEndsIsMalformed() {
        site.answerAll(good("{\"data\":[],\"links\":{\"next\":\"again\"}}"));

        assertThat(api.awards(ULID)).isInstanceOf(Malformed.class);
        assertThat(site.requests()).isEqualTo(200);
    }

    @Test
    void anEmptyListOfWhatRunsIsNoAnswer() {
        answer("", "", false);

        assertThat(api.activeEventAchievements()).isEqualTo(new Outcome.Missing<>(Outcome.Thing.ACHIEVEMENT));
    }

    @Test
    void readsEventAchievementsWithTheirOriginals() {
        String relations = """
                "event":{"data":{"type":"events","id":"3"}},
                "sourceAchievement":{"data":%s},
                "eventAchievement":{"data":{"type":"achievements","id":"501"}}""";
        String row = "{\"type\":\"event-achievements\",\"id\":\"%d\",\"attributes\":%s,\"relationships\":{%s}}";
        answer(
                row.formatted(
                                1,
                                "{\"activeFrom\":\"2026-08-17T00:00:00.000000Z\",\"activeUntil\":\"2026-08-24T00:00:00.000000Z\",\"decorator\":\"Week 34\"}",
                                relations.formatted("{\"type\":\"achievements\",\"id\":\"44\"}"))
                        + ","
                        + row.formatted(2, "{\"activeFrom\":null}", relations.formatted("null"))
                        + ","
                        + row.formatted(3, "{}", "\"eventAchievement\":{\"data\":null}"),
                """
                {"type":"events","id":"3","attributes":{"title":"Week by Week","badgeUrl":"http://m/e.png"}},
                {"type":"achievements","id":"44","attributes":{"title":"High Jump","description":"Jump","points":10,"badgeUrl":"http://m/44.png"}},
                {"type":"achievements","id":"501","attributes":{"title":"Own","description":"Do it","points":1}}""",
                false);

        assertThat(api.activeEventAchievements().found().orElseThrow().rows())
                .containsExactly(
                        new EventAchievement(
                                1,
                                501,
                                44L,
                                "High Jump",
                                "Jump",
                                10,
                                "http://m/44.png",
                                3L,
                                "Week by Week",
                                "http://m/e.png",
                                Instant.parse("2026-08-17T00:00:00Z"),
                                Instant.parse("2026-08-24T00:00:00Z"),
                                "Week 34"),
                        new EventAchievement(
                                2,
                                501,
                                null,
                                "Own",
                                "Do it",
                                1,
                                null,
                                3L,
                                "Week by Week",
                                "http://m/e.png",
                                null,
                                null,
                                null));
        assertThat(site.takeRequest().getUrl().queryParameter("filter[active]")).isEqualTo("true");
    }

    @Test
    void asksForAHundredAchievementsAtATime() {
        answer("{\"type\":\"achievements\",\"id\":\"1\",\"attributes\":{\"title\":\"A\",\"points\":5,"
                + "\"unlockPercentage\":0.123456789,\"unlockHardcorePercentage\":null}}");
        answer("{\"type\":\"achievements\",\"id\":\"150\",\"attributes\":{\"title\":\"B\",\"points\":1,"
                + "\"unlockPercentage\":1,\"unlockHardcorePercentage\":\"0.5\"}}");

        List<Long> ids = LongStream.rangeClosed(1, 150).boxed().toList();
        assertThat(api.achievements(ids).found().orElseThrow())
                .containsExactly(
                        new AchievementFacts(1, "A", 5, 0.123456789, null),
                        new AchievementFacts(150, "B", 1, 1.0, 0.5));
        assertThat(site.takeRequest().getUrl().queryParameter("filter[id]"))
                .startsWith("1,2,")
                .endsWith(",100");
        assertThat(site.takeRequest().getUrl().queryParameter("filter[id]")).startsWith("101,");
        assertThat(api.achievements(List.of()).found()).hasValue(List.of());
        assertThat(site.requests()).isEqualTo(2);
    }

    @Test
    void readsTheGameOfEachAchievement() {
        String row =
                "{\"type\":\"achievements\",\"id\":\"%d\",\"attributes\":{},\"relationships\":{\"games\":{\"data\":[%s]}}}";
        answer(
                row.formatted(44, "{\"type\":\"games\",\"id\":\"7\"}") + "," + row.formatted(45, ""),
                "{\"type\":\"games\",\"id\":\"7\",\"attributes\":{\"title\":\"Moss\"}}",
                false);

        assertThat(api.gamesOf(List.of(45L, 44L)).found()).hasValue(List.of(new AchievementGame(44, 7, "Moss", "")));
        HttpUrl url = site.takeRequest().getUrl();
        assertThat(url.queryParameter("filter[id]")).isEqualTo("44,45");
        assertThat(url.queryParameter("include")).isEqualTo("games");
    }

    @Test
    void readsTheConsoleOfEachGame() {
        String row =
                "{\"type\":\"games\",\"id\":\"%d\",\"attributes\":{},\"relationships\":{\"system\":{\"data\":%s}}}";
        answer(
                row.formatted(7, "{\"type\":\"systems\",\"id\":\"3\"}") + "," + row.formatted(8, "null"),
                "{\"type\":\"systems\",\"id\":\"3\",\"attributes\":{\"name\":\"SNES/Super Famicom\"}}",
                false);

        assertThat(api.consolesOf(List.of(8L, 7L)).found()).hasValue(List.of(new GameConsole(7, "SNES/Super Famicom")));
        HttpUrl url = site.takeRequest().getUrl();
        assertThat(url.encodedPath()).endsWith("/games");
        assertThat(url.queryParameter("filter[id]")).isEqualTo("7,8");
        assertThat(url.queryParameter("include")).isEqualTo("system");
    }

    @Test
    void readsPlayedGamesAndUnlockRows() {
        answer("""
                {"type":"player-games","id":"9","attributes":{"lastPlayedAt":"2026-08-19T16:05:00.000000Z",
                 "firstUnlockAt":null,"lastUnlockAt":null},"relationships":{"game":{"data":{"type":"games","id":"7"}}}}""", "{\"type\":\"games\",\"id\":\"7\",\"attributes\":{\"title\":\"Moss\"}}", false);
        answer("""
                {"type":"player-achievements","id":"77","attributes":{"unlockedAt":"2026-08-19T16:05:00.000000Z",
                 "unlockedHardcoreAt":null},"relationships":{"achievement":{"data":{"type":"achievements","id":"44"}}}}""");

        Instant date = Instant.parse("2026-08-19T16:05:00Z");
        assertThat(api.playedGames(ULID, List.of(7L, 8L)).found())
                .hasValue(List.of(new PlayedGame(7, "Moss", date, null, null)));
        assertThat(api.latestUnlockRows(ULID, 1).found())
                .hasValue(new ApiPage<>(List.of(new UnlockRow(77, 44, date, null)), false, 1, 0));
        assertThat(site.takeRequest().getUrl().queryParameter("filter[gameId]")).isEqualTo("7,8");
        assertThat(site.takeRequest().getUrl().queryParameter("sort")).isEqualTo("-id");
    }

    @Test
    void readsClaimsVersionsAndLeaderboards() {
        answer("""
                {"type":"achievement-set-claims","id":"5","attributes":{"finishedAt":"2026-08-19T16:05:00.000000Z",
                 "setType":"new-set","userDisplayName":"Dev","gameId":7,"gameTitle":"Moss","gameIconUrl":"http://m/g.png",
                 "systemName":"SNES"}}""");
        answer("""
                {"type":"achievement-set-versions","id":"6","attributes":{"version":2,"achievementSetId":"8",
                 "createdAt":"2026-08-19T16:05:00.000000Z",
                 "achievementsPublished":2,"pointsTotal":15,"achievementSnapshot":[{"id":44,"points":10,"isPromoted":true,
                 "type":null},{"id":45,"points":5,"isPromoted":false}]},
                 "relationships":{"achievementSet":{"data":{"type":"achievement-sets","id":"8"}}}},
                {"type":"achievement-set-versions","id":"5","attributes":{"version":1,"achievementSetId":"9",
                 "createdAt":"2026-08-19T16:05:00.000000Z",
                 "achievementsPublished":2,"pointsTotal":15,"achievementSnapshot":[]}}""", """
                {"type":"achievement-sets","id":"8","attributes":{"title":null,"badgeUrl":"http://m/s.png",
                 "types":[{"gameId":7,"type":"core"}]},
                 "relationships":{"games":{"data":[{"type":"games","id":"7"}]}}},
                {"type":"games","id":"7","attributes":{"title":"Moss"}}""", false);
        answer("""
                {"type":"leaderboard-entries","id":"1","attributes":{"score":12345,"formattedScore":"2:03.45","rank":3,
                 "updatedAt":"2026-08-19T16:05:00.000000Z"},
                 "relationships":{"leaderboard":{"data":{"type":"leaderboards","id":"2"}}}},
                {"type":"leaderboard-entries","id":"4","attributes":{"score":-1,"formattedScore":"4,294,967,295","rank":null},
                 "relationships":{"leaderboard":{"data":{"type":"leaderboards","id":"3"}}}},
                {"type":"leaderboard-entries","id":"5","attributes":{"score":7,"formattedScore":"7","rank":1},
                 "relationships":{"leaderboard":{"data":{"type":"leaderboards","id":"99"}}}}""", """
                {"type":"leaderboards","id":"2","attributes":{"title":"Any %","description":"Fast","rankAsc":true},
                 "relationships":{"games":{"data":[{"type":"games","id":"7"}]}}},
                {"type":"leaderboards","id":"3","attributes":{"title":"Score","description":"","rankAsc":false,
                 "format":"UNSIGNED"},"relationships":{"games":{"data":{"type":"games","id":"7"}}}},
                {"type":"games","id":"7","attributes":{"title":"Moss","badgeUrl":"http://m/i.png"}}""", false);

        Instant date = Instant.parse("2026-08-19T16:05:00Z");
        LeaderboardEntry.Game moss = new LeaderboardEntry.Game(7, "Moss", "http://m/i.png", "");
        assertThat(api.completedClaims(1).found().orElseThrow().rows())
                .containsExactly(new CompletedClaim(5, 7, "Moss", "http://m/g.png", "SNES", false, date, "Dev"));
        assertThat(api.setVersions(1).found().orElseThrow().rows())
                .as("without the one whose set isn't included: nobody would know whom it concerns")
                .containsExactly(new SetVersion(
                        6,
                        2,
                        8,
                        null,
                        "http://m/s.png",
                        2,
                        15,
                        date,
                        List.of(new SetVersion.UsedIn(7, "Moss", "core")),
                        List.of(new SetVersion.Member(44, 10, true), new SetVersion.Member(45, 5, false))));
        assertThat(api.leaderboardEntries(ULID, List.of(7L))
                        .found()
                        .orElseThrow()
                        .rows())
                .as("each with its leaderboard and game, whether that is given as a list or alone")
                .containsExactly(
                        new LeaderboardEntry(
                                1,
                                new LeaderboardEntry.Board(2, "Any %", "Fast", true, moss),
                                12345,
                                "2:03.45",
                                3,
                                date),
                        new LeaderboardEntry(
                                4,
                                new LeaderboardEntry.Board(3, "Score", "", false, moss),
                                4_294_967_295L,
                                "4,294,967,295",
                                null,
                                null));
    }

    @Test
    void withoutLinksAFullPageHasAnother() {
        StringBuilder rows = new StringBuilder(user("01A", ANN));
        for (int i = 1; i < SecondApi.MAX_ROWS; i++) {
            rows.append(',').append(user("01A" + i, ANN));
        }
        site.enqueue(good("{\"data\":[" + rows + "]}"), good("{\"data\":[" + user("01A", ANN) + "]}"));

        assertThat(api.activePlayers(1).found().orElseThrow().hasMore()).isTrue();
        assertThat(api.activePlayers(2).found().orElseThrow().hasMore()).isFalse();
    }
}
