package io.github.cheevoherald.leaderboards;

import static io.github.cheevoherald.leaderboards.ScoreBench.ANN;
import static io.github.cheevoherald.leaderboards.ScoreBench.AWAY;
import static io.github.cheevoherald.leaderboards.ScoreBench.BEN;
import static io.github.cheevoherald.leaderboards.ScoreBench.CID;
import static io.github.cheevoherald.leaderboards.ScoreBench.GAME;
import static io.github.cheevoherald.leaderboards.ScoreBench.HOME;
import static io.github.cheevoherald.leaderboards.ScoreBench.START;
import static io.github.cheevoherald.leaderboards.ScoreBench.ulid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.leaderboards.ScoreBench.Board;
import io.github.cheevoherald.leaderboards.ScoreBench.Scored;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.retroachievements.ApiPage;
import io.github.cheevoherald.retroachievements.LeaderboardEntry;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnBothStores
final class LeaderboardCheckTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Parameter
    private StoreKind store;

    private ScoreBench bench;
    private Board speed;
    private Board points;

    @BeforeEach
    void open(@TempDir Path folder) {
        bench = new ScoreBench(store.open(folder, io.github.cheevoherald.MutableClock.at("2026-11-29T12:00:00Z")));
        speed = bench.board(1, true);
        points = bench.board(2, false);
        bench.turnOn(HOME, START.minusSeconds(60));
        bench.register(HOME, ANN, START.minusSeconds(60));
        bench.register(HOME, BEN, START.minusSeconds(60));
        bench.run();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** Others on the leaderboard whom nobody knows. */
    private static void others(Board board, int count, long from, long step) {
        for (int i = 0; i < count; i++) {
            board.scores.put(1000L + i, new Scored(from + i * step, START));
        }
    }

    @Test
    void theFirstSightOfAGameIsSilentAndWhatFollowsIsAnnounced() {
        bench.score(ANN, speed, 100);
        bench.sits(ANN);
        assertThat(bench.news(HOME)).isEmpty();

        bench.score(ANN, speed, 90);
        bench.score(ANN, points, 5);
        bench.sits(ANN);

        assertThat(bench.announced(HOME)).as("one for the sitting").hasSize(1);
        assertThat(bench.news(HOME))
                .containsExactly("Ann 1: 90 points #1 was 100 points", "Ann 2: 5 points #1 FIRST_PLACE");
        assertThat(bench.wakes).isEqualTo(1);
    }

    @Test
    void everyNewsOfAScoreIsTold() {
        others(speed, 30, 1000, 100);
        bench.score(ANN, speed, 3050);
        bench.sits(ANN);
        bench.score(BEN, speed, 2550);
        bench.sits(BEN);

        for (long score : List.of(2950, 2500, 1950, 1350, 1000, 999, 998, 998)) {
            bench.score(ANN, speed, score);
            bench.sits(ANN);
        }

        assertThat(bench.news(HOME))
                .containsExactly(
                        "Ann 1: 2950 points #22 was 3050 points",
                        "Ann 1: 2500 points #16 was 2950 points > Ben",
                        "Ann 1: 1950 points #11 was 2500 points",
                        "Ann 1: 1350 points #5 FIRST_TEN was 1950 points",
                        "Ann 1: 1000 points #1 FIRST_PLACE was 1350 points",
                        "Ann 1: 999 points #1 was 1000 points",
                        "Ann 1: 998 points #1 was 999 points");
    }

    @Test
    void aFirstScoreThatReachesNothingIsNotAnnouncedUnlessItOvertakesAMember() {
        others(speed, 30, 1000, 10);
        bench.sits(ANN);
        bench.score(BEN, speed, 1205);
        bench.sits(BEN);

        bench.score(ANN, speed, 1300);
        bench.sits(ANN);
        assertThat(bench.news(HOME)).isEmpty();

        Board other = bench.board(3, true);
        others(other, 30, 1000, 10);
        bench.score(BEN, other, 1295);
        bench.sits(BEN);
        bench.score(ANN, other, 1205);
        bench.sits(ANN);
        assertThat(bench.news(HOME)).containsExactly("Ann 3: 1205 points #22 > Ben");
    }

    @Test
    void aPlaceGainedOrLostWithoutABetterScoreIsNoNews() {
        others(points, 1, 1000, 0);
        bench.score(ANN, points, 500);
        bench.sits(ANN);

        points.scores.remove(1000L);
        bench.sits(ANN);
        others(points, 20, 600, 1);
        bench.sits(ANN);

        assertThat(bench.news(HOME)).isEmpty();
    }

    @Test
    void aWithdrawnScoreIsNeitherComparedWithNorAnnouncedAgain() {
        bench.sits(ANN);
        bench.score(ANN, points, 900);
        bench.sits(ANN);
        points.scores.remove(ANN);
        bench.sits(ANN);
        bench.pass(MINUTE);
        bench.run();
        bench.score(ANN, points, 400);
        bench.sits(ANN);
        bench.score(ANN, points, 900);
        bench.sits(ANN);
        bench.score(ANN, points, 950);
        bench.sits(ANN);

        assertThat(bench.news(HOME))
                .containsExactly(
                        "Ann 2: 900 points #1 FIRST_PLACE",
                        "Ann 2: 400 points #1 FIRST_PLACE",
                        "Ann 2: 950 points #1 was 900 points");
    }

    @Test
    void nobodyIsOvertakenWhoseScoreTheSiteWithdrewOrWhoseLeaderboardItHides() {
        bench.score(BEN, points, 500);
        bench.sits(BEN);
        bench.sits(ANN);
        points.hidden = true;
        bench.sits(BEN);
        bench.pass(MINUTE);
        bench.run();
        points.hidden = false;

        bench.score(ANN, points, 900);
        bench.sits(ANN);

        assertThat(bench.news(HOME)).containsExactly("Ann 2: 900 points #1 FIRST_PLACE");
    }

    @Test
    void anEntryWithoutARankChangesNothing() {
        bench.score(ANN, points, 100);
        bench.sits(ANN);
        LeaderboardEntry unranked =
                new LeaderboardEntry(1, points.about, 200, "200 points", null, bench.clock.instant());
        bench.faults.add(ScoreBench.answered(List.of(unranked)));
        bench.sits(ANN);

        bench.score(ANN, points, 300);
        bench.sits(ANN);

        assertThat(bench.news(HOME)).containsExactly("Ann 2: 300 points #1 was 100 points");
    }

    @Test
    void entriesMayComeInAnyOrder() {
        bench.sits(ANN);
        bench.order = Comparator.comparing(LeaderboardEntry::id).reversed();
        bench.score(ANN, speed, 90);
        bench.pass(MINUTE);
        bench.score(ANN, points, 5);
        bench.sits(ANN);

        assertThat(bench.news(HOME))
                .as("by their dates")
                .containsExactly("Ann 1: 90 points #1 FIRST_PLACE", "Ann 2: 5 points #1 FIRST_PLACE");
    }

    @Test
    void membersOfAnotherServerAreNotNamed() {
        bench.turnOn(AWAY, START.minusSeconds(60));
        bench.register(AWAY, ANN, START.minusSeconds(60));
        bench.register(AWAY, CID, START.minusSeconds(60));
        bench.score(BEN, points, 10);
        bench.sits(BEN);
        bench.score(CID, points, 20);
        bench.sits(CID);
        bench.sits(ANN);

        bench.score(ANN, points, 30);
        bench.sits(ANN);

        assertThat(bench.news(HOME)).containsExactly("Ann 2: 30 points #1 FIRST_PLACE > Ben");
        assertThat(bench.news(AWAY)).containsExactly("Ann 2: 30 points #1 FIRST_PLACE > Cid");
    }

    @Test
    void whoIsRestingUnregisteredBannedOrGoneIsNotNamed() {
        bench.register(HOME, CID, START.minusSeconds(60));
        bench.score(BEN, points, 10);
        bench.sits(BEN);
        bench.score(CID, points, 10);
        bench.sits(CID);
        bench.sits(ANN);
        for (String change : List.of(
                "UPDATE registrations SET resting_since_ms = 1 WHERE player_id = 2",
                "UPDATE players SET banned = 1, gone_since_ms = 1 WHERE player_id = 3")) {
            bench.database.useTransaction(handle -> handle.execute(change));
        }
        bench.score(ANN, points, 20);
        bench.sits(ANN);
        bench.unregister(HOME, BEN);
        bench.score(ANN, points, 30);
        bench.sits(ANN);

        assertThat(bench.news(HOME))
                .containsExactly("Ann 2: 20 points #1 FIRST_PLACE", "Ann 2: 30 points #1 was 20 points");
    }

    @Test
    void whoHasPausedIsNeitherAnnouncedNorOvertaken() {
        bench.score(BEN, points, 10);
        bench.sits(BEN);
        bench.sits(ANN);
        bench.database.useTransaction(
                handle -> handle.execute("UPDATE registrations SET paused = 1 WHERE player_id = 2"));
        bench.score(ANN, points, 20);
        bench.sits(ANN);
        bench.score(BEN, points, 30);
        bench.sits(BEN);

        assertThat(bench.news(HOME)).containsExactly("Ann 2: 20 points #1 FIRST_PLACE");
    }

    @Test
    void whatTheSiteShowedBeforeTheKindOrTheRegistrationIsNotAnnouncedThere() {
        bench.score(ANN, points, 10);
        bench.sits(ANN);
        bench.score(ANN, points, 20);
        bench.pass(MINUTE);
        bench.turnOn(AWAY, bench.clock.instant());
        bench.register(AWAY, ANN, START);
        bench.sits(ANN);
        assertThat(bench.news(HOME)).hasSize(1);
        assertThat(bench.news(AWAY)).as("made before the kind was turned on").isEmpty();

        bench.score(ANN, points, 30);
        bench.sits(ANN);
        assertThat(bench.news(AWAY)).containsExactly("Ann 2: 30 points #1 was 20 points");

        bench.score(ANN, points, 40);
        bench.pass(MINUTE);
        bench.unregister(AWAY, ANN);
        bench.register(AWAY, ANN, bench.clock.instant());
        bench.sits(ANN);
        assertThat(bench.news(HOME)).hasSize(3);
        assertThat(bench.news(AWAY)).as("made before the registration").hasSize(1);
    }

    @Test
    void aScoreWithoutADateOrFromTheFutureCountsFromWhenItWasRead() {
        bench.sits(ANN);
        points.scores.put(ANN, new Scored(10, bench.clock.instant().plus(Duration.ofDays(900))));
        bench.sits(ANN);

        assertThat(bench.scores(HOME)).hasSize(1);
        assertThat(bench.scores(HOME).get(0).date())
                .isEqualTo(bench.clock.instant().getEpochSecond());
    }

    @Test
    void aSittingsGamesAreReadTogetherOnceItIsOver() {
        bench.plays(ANN, GAME);
        bench.pass(MINUTE.multipliedBy(10));
        bench.run();
        bench.plays(ANN, 8);
        bench.pass(MINUTE.multipliedBy(10));
        bench.run();
        assertThat(bench.asked).isEmpty();

        bench.pass(MINUTE.multipliedBy(4));
        bench.run();
        bench.pass(MINUTE.multipliedBy(60));
        bench.run();

        assertThat(bench.asked).containsExactly(ulid("Ann") + " [7, 8]");
    }

    @Test
    void scoresAreReadWithinAQuarterOfAnHourAfterTheLastSign() {
        bench.plays(ANN, GAME);
        bench.pass(Duration.ofMinutes(15).minusSeconds(30));
        bench.run();

        assertThat(bench.asked).hasSize(1);
    }

    @Test
    void activityInAGameIsASittingWithoutAnUnlock() {
        bench.isActive("Ann", bench.clock.instant(), bench.clock.instant().minusSeconds(60), GAME);
        bench.run();
        for (int i = 0; i < 3; i++) {
            bench.pass(MINUTE.multipliedBy(10));
            bench.isActive("Ann", bench.clock.instant(), START, GAME);
            bench.run();
        }
        assertThat(bench.asked).as("while they are active").isEmpty();

        bench.pass(MINUTE.multipliedBy(14));
        bench.run();
        assertThat(bench.asked).hasSize(1);

        bench.isActive(
                "Ann",
                bench.clock.instant().minus(MINUTE.multipliedBy(14)),
                bench.clock.instant().minus(MINUTE.multipliedBy(14)),
                GAME);
        bench.run();
        assertThat(bench.asked)
                .as("the sign that ended the sitting, seen again")
                .hasSize(1);
    }

    @Test
    void aSignThatOurEstimateOfTheSitesTimePutsBeforeTheReadingCounts() {
        bench.sits(ANN);
        Instant oneSecondBehind = bench.clock.instant().minusSeconds(1);

        bench.score(ANN, speed, 100);
        bench.isActive("Ann", oneSecondBehind, oneSecondBehind, GAME);
        bench.run();
        bench.pass(MINUTE.multipliedBy(14));
        bench.run();

        assertThat(bench.news(HOME)).containsExactly("Ann 1: 100 points #1 FIRST_PLACE");
    }

    @Test
    void readingTheSitesPagesIsNoSitting() {
        bench.isActive("Ann", bench.clock.instant(), START.minus(Duration.ofHours(3)), GAME);
        bench.isActive("Ben", bench.clock.instant(), null, null);
        bench.run();
        bench.pass(MINUTE.multipliedBy(20));
        bench.run();

        assertThat(bench.asked).isEmpty();
    }

    @Test
    void nothingIsAskedWhereNobodyWantsIt() {
        assertThat(bench.signs.areWanted()).isTrue();
        bench.turnOff(HOME);
        bench.run();
        assertThat(bench.signs.areWanted()).isFalse();
        bench.sits(ANN);
        bench.isActive("Ann", bench.clock.instant(), bench.clock.instant(), GAME);
        bench.sits(CID);
        bench.turnOn(HOME, bench.clock.instant());
        bench.pass(MINUTE.multipliedBy(20));
        bench.run();

        assertThat(bench.asked).isEmpty();
    }

    @Test
    void aSittingOfWhomNobodyWantsAnyMoreIsForgotten() {
        bench.plays(ANN, GAME);
        bench.turnOff(HOME);
        bench.pass(MINUTE.multipliedBy(20));
        bench.run();
        bench.turnOn(HOME, bench.clock.instant());
        bench.run();

        assertThat(bench.asked).isEmpty();
    }

    @Test
    void unlocksFromBeforeTheRegistrationOrOfEventsAreNoSitting() {
        bench.database.useTransaction(handle -> bench.sittings.unlocked(
                handle,
                ANN,
                List.of(
                        ScoreBench.unlock(GAME, START.minus(Duration.ofDays(2)), "SNES"),
                        ScoreBench.unlock(8, START, "Events"))));
        bench.pass(MINUTE.multipliedBy(20));
        bench.run();

        assertThat(bench.asked).isEmpty();
    }

    /** Nobody can record such an entry. */
    @SuppressWarnings("NullAway")
    private static LeaderboardEntry withoutLeaderboard() {
        return new LeaderboardEntry(1, null, 10, "10 points", 1, START);
    }

    @Test
    void scoresThatCannotBeRecordedHoldUpNobodyElses() {
        bench.sits(ANN);
        bench.sits(BEN);
        bench.score(ANN, points, 10);
        bench.score(BEN, points, 20);
        bench.plays(ANN, GAME);
        bench.pass(Duration.ofSeconds(1));
        bench.plays(BEN, GAME);
        bench.pass(Sittings.QUIET.plusSeconds(1));
        Outcome<ApiPage<LeaderboardEntry>> broken = ScoreBench.answered(List.of(withoutLeaderboard()));
        bench.faults.addAll(Arrays.asList(broken, null, broken));

        assertThatThrownBy(bench::run).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(bench::run).isInstanceOf(NullPointerException.class);
        bench.run();
        assertThat(bench.news(HOME)).containsExactly("Ben 2: 20 points #1 FIRST_PLACE");

        bench.pass(MINUTE);
        bench.run();
        assertThat(bench.seen(ANN)).as("read again").contains(10L);
    }

    @Test
    void whateverTheSiteAnswersNothingIsLostOrAnnouncedTwice() {
        bench.sits(ANN);
        bench.score(ANN, points, 10);
        bench.plays(ANN, GAME);
        bench.pass(Sittings.QUIET);
        for (Outcome<ApiPage<LeaderboardEntry>> fault : List.<Outcome<ApiPage<LeaderboardEntry>>>of(
                new Outcome.RefusedKey<>(),
                new Outcome.Missing<>(Outcome.Thing.PLAYER),
                new Outcome.Throttled<>(Outcome.By.SITE, MINUTE),
                new Outcome.Unavailable<>("HTTP 500"),
                new Outcome.Forbidden<>("no"),
                new Outcome.Malformed<>("nonsense"))) {
            bench.faults.add(fault);
            bench.run();
            assertThat(bench.news(HOME)).isEmpty();
            bench.pass(MINUTE.multipliedBy(61));
        }

        bench.run();
        bench.run();

        assertThat(bench.news(HOME)).containsExactly("Ann 2: 10 points #1 FIRST_PLACE");
        assertThat(bench.asked).hasSize(1 + 6 + 1);
    }

    @Test
    void aQuestionThatAlwaysFailsHoldsUpNobodyElse() {
        bench.sits(BEN);
        bench.score(BEN, points, 10);
        bench.plays(ANN, GAME);
        bench.pass(MINUTE);
        bench.plays(BEN, GAME);
        bench.pass(Sittings.QUIET);
        bench.faults.add(new Outcome.Malformed<>("nonsense"));

        bench.run();

        assertThat(bench.news(HOME)).containsExactly("Ben 2: 10 points #1 FIRST_PLACE");
    }

    @Test
    void aPlayerWhomTheSiteDoesNotHaveIsAskedForUntilTheirProfileIsGone() {
        bench.plays(ANN, GAME);
        bench.faults.add(new Outcome.Missing<>(Outcome.Thing.PLAYER));
        bench.faults.add(new Outcome.Missing<>(Outcome.Thing.PLAYER));
        bench.pass(Sittings.QUIET);
        bench.run();
        bench.pass(MINUTE);
        bench.run();
        bench.database.useTransaction(
                handle -> handle.execute("UPDATE players SET gone_since_ms = 1 WHERE player_id = 1"));
        bench.pass(Duration.ofDays(1));
        bench.run();

        assertThat(bench.asked).hasSize(2);
    }

    @Test
    void whoPlaysOnWhileTheSiteIsAskedIsAskedForAgain() {
        bench.plays(ANN, GAME);
        bench.pass(Sittings.QUIET);
        Sitting sitting = bench.sittings.over().orElseThrow();
        bench.pass(MINUTE);
        bench.plays(ANN, GAME);
        bench.database.useTransaction(handle -> bench.sittings.end(handle, sitting));
        bench.pass(Sittings.QUIET);
        bench.run();

        assertThat(bench.asked).hasSize(1);
    }

    @Test
    void aWaitingAnnouncementIsRewrittenWithoutWhomeverItNoLongerMayName() {
        bench.score(BEN, points, 10);
        bench.sits(BEN);
        bench.sits(ANN);
        bench.score(ANN, points, 30);
        bench.sits(ANN);
        Announcement waiting = bench.announced(HOME).get(0);
        assertThat(waiting.players()).containsExactly(ulid("Ann"));
        assertThat(waiting.named()).containsExactlyInAnyOrder(ulid("Ann"), ulid("Ben"));

        bench.database.useTransaction(
                handle -> bench.outbox.withdraw(handle, HOME, ulid("Ben"), bench.clock.instant()));

        assertThat(bench.news(HOME)).containsExactly("Ann 2: 30 points #1 FIRST_PLACE");
        assertThat(waiting.without(Set.of(ulid("Ann")))).isEmpty();
    }

    @Test
    void whatCannotBeRecordedIsRecordedAsAWholeLater() {
        bench.sits(ANN);
        bench.score(ANN, points, 10);
        bench.plays(ANN, GAME);
        bench.pass(Sittings.QUIET);
        bench.database.useTransaction(
                handle -> store.trigger(handle, "no_outbox", "BEFORE INSERT ON outbox", store.refusing("full")));

        assertThatThrownBy(bench::run).hasMessageContaining("full");
        bench.database.useTransaction(handle -> handle.execute(
                store == StoreKind.SQLITE ? "DROP TRIGGER no_outbox" : "DROP TRIGGER no_outbox ON outbox"));
        bench.run();
        bench.run();

        assertThat(bench.news(HOME)).containsExactly("Ann 2: 10 points #1 FIRST_PLACE");
        assertThat(bench.asked).hasSize(3);
    }

    @Test
    void aSignThatCannotBeStoredIsStoredLater() {
        bench.isActive("Ann", bench.clock.instant(), bench.clock.instant(), GAME);
        bench.database.useTransaction(handle ->
                store.trigger(handle, "no_sitting", "BEFORE INSERT ON sitting_games", store.refusing("full")));

        assertThatThrownBy(bench::run).hasMessageContaining("full");
        bench.database.useTransaction(handle -> store.dropTrigger(handle, "no_sitting", "sitting_games"));
        bench.run();
        bench.pass(Sittings.QUIET.plusSeconds(1));
        bench.run();

        assertThat(bench.asked).hasSize(1);
    }

    @Test
    void whoChangesTheGameBeforeSignsAreStoredHasPlayedBoth() {
        bench.isActive("Ann", bench.clock.instant(), bench.clock.instant(), GAME);
        bench.pass(Duration.ofMinutes(1));
        bench.isActive("Ann", bench.clock.instant(), bench.clock.instant(), GAME + 1);
        bench.run();
        bench.pass(Sittings.QUIET.plusSeconds(1));
        bench.run();

        assertThat(bench.asked).hasSize(1);
        assertThat(bench.asked.get(0).toString()).contains("" + GAME, "" + (GAME + 1));
    }

    @Test
    void aSignBeforeTheSitesTimeIsKnownIsKept() {
        bench.restart();
        bench.isActive("Ann", bench.clock.instant(), bench.clock.instant(), GAME);
        bench.pass(Sittings.QUIET.plusSeconds(1));
        bench.run();

        assertThat(bench.asked).hasSize(1);
    }

    @Test
    void timesFromTheFutureHoldNothingUp() {
        bench.plays(ANN, GAME);
        bench.clock.set(START.minus(Duration.ofDays(5)));
        bench.sittings.adoptTime(bench.clock.instant());
        bench.pass(Sittings.QUIET);
        bench.run();

        assertThat(bench.asked).hasSize(1);
    }
}
