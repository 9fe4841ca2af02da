package io.github.cheevoherald.retroachievements;

import io.github.cheevoherald.retroachievements.Outcome.Found;
import io.github.cheevoherald.retroachievements.Outcome.Missing;
import io.github.cheevoherald.retroachievements.Outcome.Thing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the site's second API over HTTP, for no more than what is used of each resource. */
final class HttpSecondApi implements SecondApi {
    /** Each of these rows may list hundreds of achievements. */
    private static final int MAX_VERSIONS = 25;

    /** Ends a list that the site never ends. */
    private static final int MAX_PAGES = 200;

    private static final String GAME_AWARDS =
            AwardKind.OF_GAMES.stream().map(AwardKind::second).sorted().collect(Collectors.joining(","));
    private static final String AWARD_FIELDS = "awardedAt,kind,title,badgeUrl,context,userDisplayName,userId";
    private static final String GAME_FIELDS =
            "title,badgeUrl,imageIngameUrl,imageTitleUrl,pointsTotal,playersTotal,playersHardcore,timesBeaten,"
                    + "timesBeatenHardcore,system,achievementSets";

    private final QuerySender sender;
    private final UnreadableAnswers unreadable;

    HttpSecondApi(QuerySender sender, UnreadableAnswers unreadable) {
        this.sender = sender;
        this.unreadable = unreadable;
    }

    @Override
    public Outcome<ApiPage<ActivePlayer>> activePlayers(int page) {
        ApiQuery query = ApiQuery.of("users")
                .with("sort", "-lastActivityAt")
                .with("include", "lastGame")
                .with(
                        "fields[users]",
                        "displayName,points,pointsHardcore,lastActivityAt,richPresenceUpdatedAt,lastGame")
                .with("fields[games]", "title");
        return page(query, page, "users", SecondApiReader::activePlayer);
    }

    @Override
    public Outcome<ApiPage<EventAchievement>> activeEventAchievements() {
        ApiQuery query = ApiQuery.of("event-achievements")
                .with("filter[active]", "true")
                .with("sort", "id")
                .with("include", "event,sourceAchievement,eventAchievement")
                .with(
                        "fields[event-achievements]",
                        "activeFrom,activeUntil,decorator,event,sourceAchievement,eventAchievement")
                .with("fields[events]", "title,badgeUrl")
                .with("fields[achievements]", "title,description,points,badgeUrl");
        Outcome<ApiPage<EventAchievement>> outcome = all(query, "event-achievements", EventAchievementReader::read);
        boolean isEmpty = outcome.found()
                .filter(all -> all.rows().isEmpty() && all.skipped() == 0)
                .isPresent();
        return isEmpty ? new Missing<>(Thing.ACHIEVEMENT) : outcome;
    }

    @Override
    public Outcome<ApiPage<SiteAward>> latestAwards(int page) {
        ApiQuery query = withGames(ApiQuery.of("user-awards"))
                .with("filter[kind]", GAME_AWARDS + "," + AwardKind.EVENT.second())
                .with("sort", "-id");
        return page(query, page, "user-awards", SiteAwardReader::read);
    }

    @Override
    public Outcome<ApiPage<SiteAward>> latestEventAwards(int page) {
        ApiQuery query = ApiQuery.of("user-awards")
                .with("fields[user-awards]", AWARD_FIELDS)
                .with("filter[kind]", AwardKind.EVENT.second())
                .with("sort", "-awardedAt");
        return page(query, page, "user-awards", SiteAwardReader::read);
    }

    @Override
    public Outcome<List<SiteAward>> awards(String ulid) {
        ApiQuery query = ApiQuery.of("users/{u}/awards")
                .with("fields[user-awards]", AWARD_FIELDS)
                .with("filter[kind]", GAME_AWARDS + "," + AwardKind.EVENT.second())
                // An upgrade deletes a row and inserts one at the top, so that those on further pages stay where they
                // are.
                .with("sort", "-id");
        return ofPlayer(query, ulid, "user-awards", SiteAwardReader::read).map(ApiPage::rows);
    }

    private static ApiQuery withGames(ApiQuery query) {
        return query.with("include", "game.system,game.achievementSets")
                .with("fields[user-awards]", AWARD_FIELDS + ",game")
                .with("fields[games]", GAME_FIELDS);
    }

    @Override
    public Outcome<List<AchievementFacts>> achievements(Collection<Long> ids) {
        ApiQuery query = ApiQuery.of("achievements")
                .with("fields[achievements]", "title,points,unlockPercentage,unlockHardcorePercentage");
        return byId(query, "achievements", ids, SecondApiReader::achievement);
    }

    @Override
    public Outcome<List<AchievementGame>> gamesOf(Collection<Long> achievementIds) {
        ApiQuery query = ApiQuery.of("achievements")
                .with("include", "games")
                .with("fields[achievements]", "games")
                .with("fields[games]", "title");
        return byId(query, "achievements", achievementIds, SecondApiReader::achievementGame);
    }

    @Override
    public Outcome<List<GameConsole>> consolesOf(Collection<Long> gameIds) {
        ApiQuery query = ApiQuery.of("games")
                .with("include", "system")
                .with("fields[games]", "system")
                .with("fields[systems]", "name");
        return byId(query, "games", gameIds, SecondApiReader::gameConsole);
    }

    /** Asks for as many resources at a time as the site allows. */
    private <T> Outcome<List<T>> byId(
            ApiQuery query, String type, Collection<Long> ids, Function<JsonApiRow, @Nullable T> reader) {
        List<Long> wanted = ids.stream().distinct().sorted().toList();
        List<T> found = new ArrayList<>();
        for (int from = 0; from < wanted.size(); from += MAX_ROWS) {
            List<Long> some = wanted.subList(from, Math.min(wanted.size(), from + MAX_ROWS));
            Outcome<ApiPage<T>> answer = page(query.with("filter[id]", joined(some)), 1, type, reader);
            Optional<ApiPage<T>> page = answer.found();
            if (page.isEmpty()) {
                return answer.map(ApiPage::rows);
            }
            found.addAll(page.get().rows());
        }
        return new Found<>(List.copyOf(found));
    }

    @Override
    public Outcome<List<AchievementFacts>> achievementsOf(long gameId) {
        return achievements("filter[gameId]", String.valueOf(gameId)).map(ApiPage::rows);
    }

    private Outcome<ApiPage<AchievementFacts>> achievements(String filter, String wanted) {
        ApiQuery query = ApiQuery.of("achievements")
                .with(filter, wanted)
                .with("fields[achievements]", "title,points,unlockPercentage,unlockHardcorePercentage");
        return page(query, 1, "achievements", SecondApiReader::achievement);
    }

    @Override
    public Outcome<List<PlayedGame>> playedGames(String ulid, Collection<Long> gameIds) {
        ApiQuery query = ApiQuery.of("users/{u}/player-games")
                .with("include", "game")
                .with("fields[player-games]", "lastPlayedAt,firstUnlockAt,lastUnlockAt,game")
                .with("fields[games]", "title")
                .with("sort", "id");
        return ofPlayer(ofGames(query, gameIds), ulid, "player-games", SecondApiReader::playedGame)
                .map(ApiPage::rows);
    }

    @Override
    public Outcome<ApiPage<UnlockRow>> latestUnlockRows(String ulid, int page) {
        ApiQuery query = ApiQuery.of("users/{u}/player-achievements")
                .with("sort", "-id")
                .with("include", "achievement")
                .with("fields[player-achievements]", "unlockedAt,unlockedHardcoreAt,achievement")
                .with("fields[achievements]", "title");
        return ulid.isBlank()
                ? new Missing<>(Thing.PLAYER)
                : page(query.with(ApiQuery.USER, ulid), page, "player-achievements", SecondApiReader::unlockRow);
    }

    @Override
    public Outcome<ApiPage<CompletedClaim>> completedClaims(int page) {
        ApiQuery query = ApiQuery.of("achievement-set-claims")
                .with("filter[status]", "complete")
                .with("sort", "-finishedAt")
                .with(
                        "fields[achievement-set-claims]",
                        "finishedAt,setType,userDisplayName,gameId,gameTitle,gameIconUrl,systemName");
        return page(query, page, "achievement-set-claims", SecondApiReader::completedClaim);
    }

    // The site's description doesn't list achievementSnapshot and formattedScore as fields that can be asked for, so
    // these two come with all their attributes.

    @Override
    public Outcome<ApiPage<SetVersion>> setVersions(int page) {
        return page(latestVersions(), MAX_VERSIONS, page, "achievement-set-versions", SecondApiReader::setVersion);
    }

    @Override
    public Outcome<List<SetVersion>> versionsOfSet(long setId) {
        ApiQuery query = latestVersions().with("filter[achievementSetId]", setId);
        return page(query, MAX_VERSIONS, 1, "achievement-set-versions", SecondApiReader::setVersion)
                .map(ApiPage::rows);
    }

    private static ApiQuery latestVersions() {
        return ApiQuery.of("achievement-set-versions")
                .with("sort", "-id")
                .with("include", "achievementSet.games")
                .with("fields[achievement-sets]", "title,badgeUrl,types,games");
    }

    @Override
    public Outcome<ApiPage<LeaderboardEntry>> leaderboardEntries(String ulid, Collection<Long> gameIds) {
        ApiQuery query = ApiQuery.of("users/{u}/leaderboard-entries")
                .with("include", "leaderboard.games")
                .with("fields[leaderboards]", "title,description,format,rankAsc,games");
        return ofPlayer(
                ofGames(query, gameIds),
                ulid,
                "leaderboard-entries",
                row -> SecondApiReader.leaderboardEntry(row, gameIds));
    }

    private static ApiQuery ofGames(ApiQuery query, Collection<Long> gameIds) {
        return gameIds.isEmpty() ? query : query.with("filter[gameId]", joined(gameIds));
    }

    private static String joined(Collection<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private <T> Outcome<ApiPage<T>> ofPlayer(
            ApiQuery query, String ulid, String type, Function<JsonApiRow, @Nullable T> reader) {
        return ulid.isBlank() ? new Missing<>(Thing.PLAYER) : all(query.with(ApiQuery.USER, ulid), type, reader);
    }

    /** All pages of a list as one, or the outcome of the first page that is missing. */
    private <T> Outcome<ApiPage<T>> all(ApiQuery query, String type, Function<JsonApiRow, @Nullable T> reader) {
        // A row that moved to a later page while the pages were read is on two of them.
        Set<T> rows = new LinkedHashSet<>();
        int number = 1;
        int total = 0;
        int skipped = 0;
        for (int asked = 0; asked < MAX_PAGES; asked++) {
            Outcome<ApiPage<T>> answer = page(query, number, type, reader);
            Optional<ApiPage<T>> page = answer.found();
            if (page.isEmpty()) {
                return answer;
            }
            if (number > 1 && page.get().total() < total) {
                // One was removed, so another may have moved to a page that was read before.
                rows.clear();
                skipped = 0;
                number = 1;
                continue;
            }
            rows.addAll(page.get().rows());
            skipped += page.get().skipped();
            if (!page.get().hasMore()) {
                return page.get().total() > number * MAX_ROWS
                        ? new Outcome.Malformed<>(
                                "a list that ends before its " + page.get().total() + " rows")
                        : new Found<>(ApiPage.whole(List.copyOf(rows), skipped));
            }
            total = page.get().total();
            number++;
        }
        return new Outcome.Malformed<>("a list of more than " + MAX_PAGES + " pages");
    }

    private <T> Outcome<ApiPage<T>> page(
            ApiQuery query, int number, String type, Function<JsonApiRow, @Nullable T> reader) {
        return page(query, MAX_ROWS, number, type, reader);
    }

    private <T> Outcome<ApiPage<T>> page(
            ApiQuery query, int size, int number, String type, Function<JsonApiRow, @Nullable T> reader) {
        ApiQuery paged = query.with("page[size]", size).with("page[number]", Math.max(1, number));
        Outcome<ApiPage<T>> outcome = sender.send(paged, json -> {
            if (json.status() == 404 && paged.subject().isPresent()) {
                return new Missing<>(Thing.PLAYER);
            }
            JsonApiDocument document = JsonApiDocument.of(json);
            JsonApiDocument.Rows<T> rows = document.rows(type, reader);
            unreadable.leftOut(paged, rows.skipped(), rows.reason());
            return new Found<>(new ApiPage<>(rows.read(), document.hasMore(size), document.total(), rows.skipped()));
        });
        unreadable.observe(paged, outcome);
        return outcome;
    }
}
