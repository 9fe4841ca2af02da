package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.sandbox.site.Achievement;
import io.github.cheevoherald.sandbox.site.ApiFilter;
import io.github.cheevoherald.sandbox.site.EmbeddedRetroAchievements;
import io.github.cheevoherald.sandbox.site.Game;
import io.github.cheevoherald.sandbox.site.SiteFault;
import io.github.cheevoherald.sandbox.site.SiteFaults;
import io.github.cheevoherald.sandbox.site.SiteWorld;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client of the second API against the sandbox's. */
@Timeout(120)
final class SecondApiEndToEndTest {
    private final MutableClock clock = MutableClock.at("2026-11-22T12:00:10Z");
    private final EmbeddedRetroAchievements site = EmbeddedRetroAchievements.start(0, clock);
    private final SiteWorld world = site.world();
    private final OkHttpClient http = new OkHttpClient();
    private final List<SecondConnection> connections = new ArrayList<>();
    private final SecondApi api = connect(site.secondUrl(), site.apiKey()).forTasks();
    private final Game game = world.addGame("Moss & Thunder", "SNES");

    private SecondConnection connect(URI url, String key) {
        return connect(http, url, key);
    }

    private SecondConnection connect(OkHttpClient http, URI url, String key) {
        SiteHealth health = SiteHealth.ofSecondApi(ulid -> ulid);
        SecondConnection connection = new SecondConnection(
                http,
                new SiteAddress(url, () -> key, "test"),
                new RequestBudget(1_000_000, health, TestSite.plenty()),
                health,
                new SiteClock(clock));
        connections.add(connection);
        return connection;
    }

    @AfterEach
    void stop() {
        connections.forEach(SecondConnection::close);
        site.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private List<Long> set(int size) {
        List<Long> ids = new ArrayList<>();
        for (int number = 0; number < size; number++) {
            Achievement added = world.addAchievement(game.id(), "Number " + number, "Do it", 10);
            world.updateAchievement(added.id(), one -> one.withType("progression"));
            ids.add(added.id());
        }
        return ids;
    }

    private static <T> T found(Outcome<T> outcome) {
        return outcome.found().orElseThrow(() -> new AssertionError(outcome));
    }

    private List<String> active() {
        return found(api.activePlayers(1)).rows().stream()
                .map(ActivePlayer::displayName)
                .toList();
    }

    @Test
    void anUpgradeWhileAPlayersAwardsAreReadLeavesNoneOut() {
        world.addPlayer("Ann");
        List<Long> only = new ArrayList<>();
        for (int number = 0; number <= SecondApi.MAX_ROWS; number++) {
            Game small = world.addGame("Small " + number, "NES");
            Achievement added = world.addAchievement(small.id(), "Only one", "Do it", 5);
            world.updateAchievement(added.id(), one -> one.withType("win_condition"));
            world.unlock("Ann", added.id(), false);
            only.add(added.id());
        }
        OkHttpClient meddling = http.newBuilder()
                .addInterceptor(chain -> {
                    if ("2".equals(chain.request().url().queryParameter("page[number]"))) {
                        // Its row goes, and another one comes.
                        world.upgrade("Ann", only.get(SecondApi.MAX_ROWS / 2));
                    }
                    return chain.proceed(chain.request());
                })
                .build();
        SecondApi meddledWith =
                connect(meddling, site.secondUrl(), site.apiKey()).forTasks();

        assertThat(found(meddledWith.awards(world.player("Ann").orElseThrow().ulid())))
                .extracting(SiteAward::gameId)
                .containsExactlyInAnyOrderElementsOf(world.games().stream()
                        .filter(game -> game.title().startsWith("Small"))
                        .map(Game::id)
                        .toList());
    }

    @Test
    void theOrderOfTheActiveIsThatOfTheLastFullMinuteAndTheirPointsAreFresh() {
        List<Long> set = set(2);
        world.addPlayer("Ann", 100, 10);
        world.addPlayer("Ben");
        world.addPlayer("Banned");
        world.updatePlayer("Banned", player -> player.withPermissions(-1));
        clock.set(Instant.parse("2026-11-22T12:00:50Z"));
        world.unlock("Ann", set.get(0), true);
        clock.set(Instant.parse("2026-11-22T12:01:05Z"));
        world.activity().show("Ben");
        world.unlock("Ann", set.get(1), false);

        assertThat(active()).startsWith("Ann").doesNotContain("Banned");
        clock.set(Instant.parse("2026-11-22T12:01:30Z"));
        world.activity().show("Ben");
        assertThat(active()).startsWith("Ann");
        ActivePlayer ann = found(api.activePlayers(1)).rows().get(0);
        assertThat(ann.points()).isEqualTo(20);
        assertThat(ann.pointsHardcore()).isEqualTo(110);
        assertThat(ann.lastActivityAt()).isEqualTo(Instant.parse("2026-11-22T12:01:05Z"));
        assertThat(ann.ulid()).isEqualTo(world.player("Ann").orElseThrow().ulid());

        clock.set(Instant.parse("2026-11-22T12:02:00Z"));
        assertThat(active()).startsWith("Ben", "Ann");
    }

    @Test
    void theSitesMinuteIsThatOfItsOwnClock() {
        world.addPlayer("Ann");
        world.addPlayer("Ben");
        site.setClockOffset(Duration.ofSeconds(45));
        world.activity().show("Ben");
        assertThat(found(api.activePlayers(1)).rows())
                .noneMatch(player -> player.displayName().equals("Ben") && player.lastActivityAt() == null);
        clock.advance(Duration.ofSeconds(5));

        assertThat(active()).startsWith("Ben");
    }

    @Test
    void pagesGoOnUntilThereAreNoMore() {
        for (int number = 0; number < 130; number++) {
            world.addPlayer("Player" + number);
        }

        ApiPage<ActivePlayer> first = found(api.activePlayers(1));
        ApiPage<ActivePlayer> second = found(api.activePlayers(2));

        assertThat(first.rows()).hasSize(100);
        assertThat(first.hasMore()).isTrue();
        assertThat(second.rows()).hasSize(30);
        assertThat(second.hasMore()).isFalse();
        assertThat(found(api.activePlayers(3)).rows()).isEmpty();
    }

    @Test
    void aLateAwardIsFirstByNumberAndSaysWhenItWasEarned() {
        List<Long> set = set(6);
        String ann = world.addPlayer("Ann").ulid();
        world.addPlayer("Ben");
        set.forEach(id -> world.unlock("Ben", id, true));
        Instant late = Instant.parse("2026-11-19T08:00:00Z");
        set.forEach(id -> world.unlock("Ann", id, id % 2 == 0, late, clock.instant()));

        List<SiteAward> awards = found(api.latestAwards(1)).rows();

        assertThat(awards)
                .extracting(SiteAward::displayName, SiteAward::kind)
                .containsExactly(
                        tuple("Ann", AwardKind.COMPLETED),
                        tuple("Ann", AwardKind.BEATEN_CASUAL),
                        tuple("Ben", AwardKind.MASTERED),
                        tuple("Ben", AwardKind.BEATEN_HARDCORE));
        SiteAward completed = awards.get(0);
        assertThat(completed.awardedAt()).isEqualTo(late);
        assertThat(completed.ulid()).isEqualTo(ann);
        assertThat(completed.gameId()).isEqualTo(game.id());
        assertThat(completed.game())
                .isEqualTo(new AwardedGame(
                        "Moss & Thunder",
                        "SNES",
                        completed.badgeUrl(),
                        String.valueOf(completed.badgeUrl()).replace(".png", "_scene.png"),
                        60,
                        2,
                        2));
        assertThat(awards).extracting(SiteAward::id).isSortedAccordingTo((one, other) -> Long.compare(other, one));
        assertThat(found(api.awards(ann)))
                .hasSize(2)
                .allMatch(award -> award.ulid().equals(ann));
    }

    @Test
    void theHardcoreAwardTakesThePlaceOfTheCasualOneAndAReearnedOneHasAnotherNumber() {
        List<Long> set = set(2);
        String ann = world.addPlayer("Ann").ulid();
        set.forEach(id -> world.unlock("Ann", id, false));
        long casual = found(api.awards(ann)).get(0).id();
        set.forEach(id -> world.upgrade("Ann", id));

        SiteAward hardcore = found(api.awards(ann)).get(0);
        assertThat(hardcore.kind()).isEqualTo(AwardKind.BEATEN_HARDCORE);
        assertThat(hardcore.id()).isGreaterThan(casual);

        world.awards().reearn("Ann", game.id());
        SiteAward again = found(api.latestAwards(1)).rows().get(0);
        assertThat(again.id()).isGreaterThan(hardcore.id());
        assertThat(again.awardedAt()).isEqualTo(hardcore.awardedAt());
    }

    @Test
    void anEventsNextTierIsFoundByItsDate() {
        Game fair = world.addGame("Fair", Game.EVENTS);
        world.addPlayer("Ann");
        world.addPlayer("Ben");
        world.awards().grant("Ann", fair.id(), 0);
        world.awards().grant("Ben", fair.id(), 0);
        clock.advance(Duration.ofHours(1));
        world.awards().grant("Ann", fair.id(), 1);

        SiteAward latest = found(api.latestEventAwards(1)).rows().get(0);

        assertThat(latest.displayName()).isEqualTo("Ann");
        assertThat(latest.eventId()).isEqualTo(fair.id());
        assertThat(latest.tier()).isEqualTo(1);
        assertThat(latest.title()).isEqualTo("Fair");
    }

    @Test
    void theEventsNameTheirOriginals() {
        long original = set(1).get(0);
        Game fair = world.addGame("Fair", Game.EVENTS);
        Instant now = clock.instant();
        long copy = world.eventPairs()
                .copy(original, fair.id(), now.minusSeconds(1), now.plusSeconds(60), "Week 29")
                .copy();
        world.eventPairs().copy(original, fair.id(), now.plusSeconds(60), null, "Week 30");

        assertThat(found(api.activeEventAchievements()).rows()).singleElement().satisfies(one -> {
            assertThat(one.copyId()).isEqualTo(copy);
            assertThat(one.originalId()).isEqualTo(original);
            assertThat(one.title()).isEqualTo("Number 0");
            assertThat(one.eventTitle()).isEqualTo("Fair");
            assertThat(one.eventId()).isEqualTo(fair.id());
            assertThat(one.activeUntil()).isEqualTo(now.plusSeconds(60));
            assertThat(one.decorator()).isEqualTo("Week 29");
        });
        clock.advance(Duration.ofSeconds(60));
        assertThat(found(api.activeEventAchievements()).rows())
                .extracting(EventAchievement::decorator)
                .containsExactly("Week 30");
    }

    @Test
    void rarityGamesAndRowsOfAPlayer() {
        List<Long> set = set(3);
        String ann = world.addPlayer("Ann").ulid();
        world.addPlayer("Ben");
        world.unlock("Ben", set.get(1), true);
        Instant earlier = clock.instant().minusSeconds(3600);
        world.unlock("Ann", set.get(0), false);
        clock.advance(Duration.ofSeconds(1));
        world.unlock("Ann", set.get(1), true, earlier, clock.instant());

        assertThat(found(api.achievements(List.of(set.get(0), set.get(1), 99L))))
                .containsExactly(
                        new AchievementFacts(set.get(0), "Number 0", 10, 0.5, 0.0),
                        new AchievementFacts(set.get(1), "Number 1", 10, 1.0, 1.0));
        assertThat(found(api.achievementsOf(game.id())))
                .extracting(AchievementFacts::title, AchievementFacts::share)
                .containsExactly(tuple("Number 0", 0.5), tuple("Number 1", 1.0), tuple("Number 2", 0.0));
        assertThat(found(api.achievementsOf(999_999))).isEmpty();
        assertThat(found(api.playedGames(ann, List.of()))).singleElement().satisfies(played -> {
            assertThat(played.gameId()).isEqualTo(game.id());
            assertThat(played.firstUnlockAt()).isEqualTo(earlier);
        });
        assertThat(found(api.playedGames(ann, List.of(1L)))).isEmpty();
        assertThat(found(api.latestUnlockRows(ann, 1)).rows())
                .extracting(UnlockRow::achievementId)
                .containsExactly(set.get(1), set.get(0));
    }

    @Test
    void aCompletedSetHasAClaimForEachDeveloperAndAVersionWithItsAchievements() {
        List<Long> set = set(2);
        world.addPlayer("Dev");
        world.setWork().complete(game.id(), List.of("SetBuilder"));
        clock.advance(Duration.ofHours(2));
        world.addAchievement(game.id(), "New", "Do it", 5);
        world.setWork().complete(game.id(), List.of("SetBuilder", "Dev"));

        assertThat(found(api.completedClaims(1)).rows())
                .extracting(CompletedClaim::revision)
                .containsExactly(true, true, false);
        assertThat(found(api.completedClaims(1)).rows().get(0)).satisfies(claim -> {
            assertThat(claim.gameId()).isEqualTo(game.id());
            assertThat(claim.gameTitle()).isEqualTo("Moss & Thunder");
            assertThat(claim.console()).isEqualTo("SNES");
            assertThat(claim.finishedAt()).isEqualTo(clock.instant());
        });
        List<SetVersion> versions = found(api.setVersions(1)).rows();
        assertThat(versions).extracting(SetVersion::version).containsExactly(2, 1);
        assertThat(versions.get(0).games()).containsExactly(new SetVersion.UsedIn(game.id(), "Moss & Thunder", "core"));
        assertThat(versions.get(0).achievements()).hasSize(3);
        assertThat(versions.get(1).achievements())
                .extracting(SetVersion.Member::achievementId)
                .containsExactlyElementsOf(set);
    }

    @Test
    void leaderboardEntriesHaveRanksThatEqualScoresShare() {
        String ann = world.addPlayer("Ann").ulid();
        world.addPlayer("Ben");
        world.addPlayer("Cid");
        long fast =
                world.leaderboards().add(game.id(), "Any %", "Be fast", true).id();
        long high =
                world.leaderboards().add(game.id(), "Score", "Be high", false).id();
        world.leaderboards().submit("Ben", fast, 100);
        world.leaderboards().submit("Cid", fast, 90);
        world.leaderboards().submit("Ann", high, 5000);
        world.leaderboards().submit("Ann", fast, 120);
        world.leaderboards().submit("Ann", fast, 100);
        world.leaderboards().submit("Ann", fast, 130);

        List<LeaderboardEntry> entries =
                found(api.leaderboardEntries(ann, List.of(game.id()))).rows();

        assertThat(entries)
                .extracting(entry -> entry.board().title(), LeaderboardEntry::score, LeaderboardEntry::rank)
                .containsExactly(tuple("Any %", 100L, 2), tuple("Score", 5000L, 1));
        assertThat(entries.get(0).board().lowerIsBetter()).isTrue();
        assertThat(entries.get(1).formattedScore()).isEqualTo("5,000");
        assertThat(entries.get(0).board().game())
                .extracting(LeaderboardEntry.Game::id)
                .isEqualTo(game.id());
        assertThat(found(api.leaderboardEntries(ann, List.of(1L))).rows()).isEmpty();
    }

    @Test
    void bothSidesKnowTheSameErrors() {
        world.addPlayer("Ann");
        assertThat(connect(site.secondUrl(), "wrong").forTasks().activePlayers(1))
                .isEqualTo(new Outcome.RefusedKey<>());
        found(api.activePlayers(1));
        assertThat(api.awards("01NOBODY")).isEqualTo(new Outcome.Missing<>(Outcome.Thing.PLAYER));
        URI elsewhere = site.url().resolve("api/v2/");
        assertThat(connect(elsewhere, site.apiKey()).forTasks().activePlayers(1).isAnswered())
                .as("found below the other path")
                .isTrue();
    }

    @Test
    void moreThanSixtyInAMinuteAreTooManyAndTheNextMinuteIsFresh() {
        for (int i = 0; i < 60; i++) {
            found(api.activePlayers(1));
        }

        assertThat(api.activePlayers(1)).isInstanceOf(Outcome.Throttled.class);
        clock.set(Instant.parse("2026-11-22T12:01:00Z"));
        found(connect(site.secondUrl(), site.apiKey()).forTasks().activePlayers(1));
    }

    @Test
    void whatGoesWrongWithTheSecondApiLeavesTheFirstAlone() {
        SiteFaults faults = site.secondFaults();
        faults.order(SiteFault.status(401));
        assertThat(connect(site.secondUrl(), site.apiKey()).forTasks().latestAwards(1))
                .isEqualTo(new Outcome.RefusedKey<>());
        faults.clear();
        faults.order(ApiFilter.method("user-awards"), SiteFault.of(SiteFault.Kind.WRONG_SHAPE), 1);
        faults.order(ApiFilter.method("user-awards"), SiteFault.status(403), 1);
        faults.order(ApiFilter.method("user-awards"), SiteFault.status(500), 1);
        faults.order(ApiFilter.method("user-awards"), SiteFault.throttled(), 1);
        assertThat(api.latestAwards(1)).isInstanceOf(Outcome.Malformed.class);
        assertThat(api.latestAwards(1)).isInstanceOf(Outcome.Forbidden.class);
        found(api.activePlayers(1));
        assertThat(api.latestAwards(1)).isEqualTo(new Outcome.Unavailable<>("HTTP 500"));
        assertThat(api.latestAwards(1)).isInstanceOf(Outcome.Throttled.class);
        assertThat(site.requests().total()).isZero();
        assertThat(site.secondRequests().entries().toString()).doesNotContain(site.apiKey());
    }

    @Test
    void theFirstApiListsTheSameAwardsByDate() {
        List<Long> set = set(1);
        world.addPlayer("Ann");
        world.addPlayer("Ben");
        world.addPlayer("Cid");
        Instant now = clock.instant();
        world.unlock("Ann", set.get(0), true, now.minusSeconds(5), now);
        world.unlock("Ben", set.get(0), false, now.minusSeconds(9), now);
        world.unlock("Cid", set.get(0), false, now.minusSeconds(7), now);
        world.updatePlayer("Cid", player -> player.withDeleted(true));
        SiteHealth health = new SiteHealth(ulid -> ulid);
        RetroAchievements first = new SiteConnection(
                        http,
                        new SiteAddress(site.url(), site::apiKey, "test"),
                        new RequestBudget(6000, health),
                        health,
                        new SiteClock(clock))
                .forPolls();

        assertThat(found(first.recentGameAwards(100, 0)))
                .extracting(RecentGameAward::player, RecentGameAward::kind, RecentGameAward::awardedAt)
                .containsExactly(
                        tuple("Ann", AwardKind.BEATEN_HARDCORE, now.minusSeconds(5)),
                        tuple("Ben", AwardKind.BEATEN_CASUAL, now.minusSeconds(9)));
    }
}
