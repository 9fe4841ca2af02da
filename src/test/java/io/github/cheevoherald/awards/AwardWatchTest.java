package io.github.cheevoherald.awards;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.guilds.FeedChannels;
import io.github.cheevoherald.outbox.awards.AnnouncedAward;
import io.github.cheevoherald.retroachievements.AwardKind;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import io.github.cheevoherald.unlocks.schedule.FeedBeginnings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What is asked of the site when, and what becomes of it. */
@OnBothStores
final class AwardWatchTest {
    private static final long GUILD = 1;
    private static final long OTHER = 2;
    private static final long GAME = 7;

    @Parameter
    StoreKind store;

    private AwardBench bench;

    @BeforeEach
    void open(@TempDir Path folder) {
        bench = new AwardBench(store.address(folder.resolve("herald.db")));
        somebodysAwards(1);
    }

    private void somebodysAwards(int count) {
        for (int i = 0; i < count; i++) {
            bench.site.add("ZED", AwardKind.MASTERED, 100 + i, now());
        }
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void registered(String... ulids) {
        bench.feed(GUILD);
        for (String ulid : ulids) {
            bench.register(GUILD, ulid);
        }
        bench.run();
        bench.clock.advance(Duration.ofSeconds(5));
    }

    private Instant now() {
        return bench.clock.instant();
    }

    private AnnouncedAward last() {
        List<AnnouncedAward> all =
                bench.announced(GUILD).stream().map(one -> one.award()).toList();
        return all.get(all.size() - 1);
    }

    @Test
    void asksNothingWhileNobodysAwardsAreWanted() {
        bench.register(GUILD, "ANN");
        bench.run();
        bench.look();

        assertThat(bench.site.asked).isEmpty();
    }

    @Test
    void looksEveryTwoMinutesAndReadsAPlayersListOnce() {
        registered("ANN");
        for (int i = 0; i < 9; i++) {
            bench.lookAfter(Duration.ofMinutes(1));
        }

        assertThat(Collections.frequency(bench.site.asked, "latestAwards")).isEqualTo(5);
        assertThat(Collections.frequency(bench.site.asked, "latestEventAwards")).isEqualTo(1);
        assertThat(Collections.frequency(bench.site.asked, "awards")).isEqualTo(1);
        assertThat(bench.site.asked).doesNotContain("recentGameAwards");
    }

    @Test
    void aListThatCannotBeReadIsAskedForLessAndLessOften() {
        bench.site.listsWork = false;
        registered("ANN");
        for (int i = 0; i < 60; i++) {
            bench.lookAfter(Duration.ofMinutes(1));
        }

        assertThat(Collections.frequency(bench.site.asked, "awards")).isBetween(5, 9);
    }

    @Test
    void theFirstInTheServerAndThePlayersCountAreSaidOnceEverybodysListsAreRead() {
        bench.site.add("ANN", AwardKind.MASTERED, 1, now());
        bench.site.listsWork = false;
        registered("ANN", "BEN");
        bench.site.add("ANN", AwardKind.MASTERED, 2, now());
        bench.look();
        assertThat(last().first()).isFalse();
        assertThat(last().number()).isNull();

        bench.site.listsWork = true;
        bench.lookAfter(Duration.ofHours(1));
        bench.site.add("ANN", AwardKind.MASTERED, GAME, now());
        bench.look();
        assertThat(last().first()).isTrue();
        assertThat(last().number()).isEqualTo(3);
        bench.site.add("BEN", AwardKind.MASTERED, GAME, now());
        bench.site.add("BEN", AwardKind.COMPLETED, 2, now());
        bench.look();
        assertThat(bench.announced(GUILD))
                .hasSize(4)
                .last()
                .satisfies(one -> assertThat(one.award().first()).isFalse());
    }

    @Test
    void awardsOfAPauseAreNotAnnouncedOnceItEnds() {
        registered("ANN");
        bench.pause(GUILD, "ANN");
        bench.site.add("ANN", AwardKind.MASTERED, 1, now());
        bench.look();
        bench.look();
        bench.resume(GUILD, "ANN");
        bench.look();
        bench.site.add("ANN", AwardKind.MASTERED, 2, now());
        bench.look();

        assertThat(bench.announced(GUILD))
                .extracting(one -> one.award().subject())
                .containsExactly("game/2#mastered");
    }

    @Test
    void aCasualAwardThatNobodySawIsNotAnnounced() {
        registered("ANN");
        bench.site.add("ANN", AwardKind.BEATEN_CASUAL, GAME, now());
        bench.site.remove("ANN", AwardKind.BEATEN_CASUAL, GAME);
        bench.site.add("ANN", AwardKind.BEATEN_HARDCORE, GAME, now());
        bench.look();

        assertThat(bench.subjects(GUILD)).containsExactly("ANN game/7#beaten-hardcore");
        assertThat(last().upgrade()).isFalse();
    }

    @Test
    void anAwardEarnedAgainBeforeTheListWasReadLooksLate() {
        Instant before = now().minus(Duration.ofDays(1));
        bench.site.add("ANN", AwardKind.BEATEN_HARDCORE, GAME, before);
        // So many that the first look doesn't see it.
        somebodysAwards(10);
        bench.site.listsWork = false;
        registered("ANN");
        somebodysAwards(1);
        bench.look();
        bench.site.remove("ANN", AwardKind.BEATEN_HARDCORE, GAME);
        bench.site.add("ANN", AwardKind.BEATEN_HARDCORE, GAME, before);
        bench.site.listsWork = true;
        bench.lookAfter(Duration.ofHours(1));

        assertThat(bench.subjects(GUILD)).containsExactly("ANN game/7#beaten-hardcore");
    }

    @Test
    void aServerWhoseRegistrationCameLaterHearsWhatAnotherOneHasHeard() {
        bench.feed(OTHER);
        bench.register(OTHER, "ANN");
        Instant saved = now();
        bench.run();
        bench.clock.advance(Duration.ofSeconds(5));
        bench.site.add("ANN", AwardKind.MASTERED, GAME, now());
        bench.look();
        assertThat(bench.subjects(OTHER)).hasSize(1);

        bench.feed(GUILD);
        bench.register(GUILD, "ANN", saved);
        bench.look();
        bench.look();

        assertThat(bench.subjects(GUILD)).containsExactly("ANN game/7#mastered");
        assertThat(bench.subjects(OTHER)).hasSize(1);
    }

    @Test
    void afterALongAbsenceEachPlayersListDoes() {
        registered("ANN");
        bench.site.add("ANN", AwardKind.MASTERED, GAME, now());
        somebodysAwards(LatestAwards.MAX_PAGES * AwardSite.PAGE + 10);
        bench.lookAfter(Duration.ofHours(5));

        assertThat(bench.subjects(GUILD)).containsExactly("ANN game/7#mastered");
        bench.look();
        assertThat(bench.subjects(GUILD)).hasSize(1);
    }

    @Test
    void onePlayersFailureStopsNobodyElseAndIsMadeUpFor() {
        registered("ANN", "BEN");
        bench.database.useTransaction(handle ->
                handle.execute("INSERT INTO award_ledger (player_id, kind, subject_id, tier, awarded_at, number)"
                        + " SELECT player_id, 'UNHEARD_OF', 1, -1, 1, 1 FROM players WHERE ulid = 'ANN'"));
        bench.site.add("ANN", AwardKind.MASTERED, GAME, now());
        bench.site.add("BEN", AwardKind.MASTERED, GAME, now());
        bench.look();
        assertThat(bench.subjects(GUILD)).containsExactly("BEN game/7#mastered");

        bench.database.useTransaction(handle -> handle.execute("DELETE FROM award_ledger WHERE kind = 'UNHEARD_OF'"));
        bench.lookAfter(Duration.ofHours(1));

        assertThat(bench.subjects(GUILD)).containsExactlyInAnyOrder("BEN game/7#mastered", "ANN game/7#mastered");
    }

    @Test
    void anEventsRowThatTakesALaterDateDoesNotMakeEarlierAwardsLate() {
        bench.site.add("ZED", AwardKind.EVENT, 50, now());
        bench.site.add("ANN", AwardKind.MASTERED, GAME, now().minus(Duration.ofHours(1)));
        bench.site.listsWork = false;
        registered("ANN");
        bench.site.redate("ZED", AwardKind.EVENT, now());
        bench.look();
        bench.site.listsWork = true;
        bench.lookAfter(Duration.ofHours(1));

        assertThat(bench.isListRead(GUILD, "ANN")).isTrue();
        assertThat(bench.subjects(GUILD)).isEmpty();
    }

    @Test
    void anAnnouncedAwardEarnedAgainBeforeTheListOfANewBeginningWasReadIsSilent() {
        registered("ANN");
        bench.site.add("ANN", AwardKind.BEATEN_HARDCORE, GAME, now());
        bench.look();
        bench.database.useTransaction(handle -> handle.execute("UPDATE outbox SET state = 'sent', settled_at_ms = 1"));
        bench.clock.advance(Duration.ofDays(3));
        bench.unregister(GUILD, "ANN");
        bench.register(GUILD, "ANN");
        bench.site.listsWork = false;
        bench.look();
        bench.site.remove("ANN", AwardKind.BEATEN_HARDCORE, GAME);
        bench.site.add("ANN", AwardKind.BEATEN_HARDCORE, GAME, now());
        bench.look();
        bench.site.listsWork = true;
        bench.lookAfter(Duration.ofHours(1));

        assertThat(bench.isListRead(GUILD, "ANN")).isTrue();
        assertThat(bench.subjects(GUILD)).containsExactly("ANN game/7#beaten-hardcore");
    }

    @Test
    void turningOnUnlocksLosesNoAwardThatWasNotSeenYet() {
        FeedChannels channels = new FeedChannels(bench.database, bench.clock, List.of(new FeedBeginnings()));
        channels.set(GUILD, "awards", 10);
        bench.register(GUILD, "ANN");
        bench.run();
        bench.clock.advance(Duration.ofSeconds(5));
        bench.site.add("ANN", AwardKind.MASTERED, GAME, now());
        bench.clock.advance(Duration.ofSeconds(5));
        channels.setDefault(GUILD, 20);
        bench.look();

        assertThat(bench.subjects(GUILD)).containsExactly("ANN game/7#mastered");
    }

    @Test
    void theFirstLookAfterHoursWithoutTheSecondApiGoesBackToTheFirstLink() {
        bench.site.secondWorks = false;
        registered("ANN");
        somebodysAwards(1);
        bench.site.add("ANN", AwardKind.MASTERED, GAME, now().minus(Duration.ofHours(20)));
        bench.lookAfter(Duration.ofHours(3));
        somebodysAwards(5 * AwardSite.PAGE);
        bench.site.secondWorks = true;
        bench.look();
        bench.lookAfter(Duration.ofHours(1));

        assertThat(bench.subjects(GUILD)).containsExactly("ANN game/7#mastered");
    }

    @Test
    void theFirstLookGoesBackBeforeANewerLinkWhereAnOlderOnesListIsRead() {
        bench.site.failAfter(0);
        registered("ANN");
        bench.site.secondWorks = false;
        bench.site.firstWorks = false;
        bench.site.add("ANN", AwardKind.MASTERED, GAME, now());
        bench.lookAfter(Duration.ofHours(1));
        somebodysAwards(2 * AwardSite.PAGE);
        bench.clock.advance(Duration.ofMinutes(1));
        bench.register(GUILD, "BEN");
        bench.clock.advance(Duration.ofSeconds(5));
        somebodysAwards(2 * AwardSite.PAGE);
        bench.site.secondWorks = true;
        bench.look();

        assertThat(bench.isListRead(GUILD, "ANN")).isTrue();
        assertThat(bench.subjects(GUILD)).containsExactly("ANN game/7#mastered");
    }

    @Test
    void rowsThatMoveUpBetweenTwoPagesAreRead() {
        registered("ANN");
        bench.clock.advance(Duration.ofMinutes(2));
        bench.site.add("ANN", AwardKind.MASTERED, GAME, now());
        somebodysAwards(AwardSite.PAGE);
        bench.site.betweenPages = () -> bench.site.removeLatestOf("ZED", 1);
        bench.run();

        assertThat(bench.subjects(GUILD)).containsExactly("ANN game/7#mastered");
    }

    @Test
    void aRowThatAppearsAfterTheFirstLookAndTheListThoughItsNumberIsLowerIsRead() {
        bench.feed(GUILD);
        bench.register(GUILD, "ANN");
        bench.clock.advance(Duration.ofSeconds(5));
        bench.site.add("ANN", AwardKind.MASTERED, GAME, now());
        bench.site.holdBackLatest();
        somebodysAwards(1);
        bench.run();
        bench.site.showAll();
        bench.look();

        assertThat(bench.subjects(GUILD)).containsExactly("ANN game/7#mastered");
    }

    @Test
    void numbersThatRestartHideNoRow() {
        registered("ANN");
        somebodysAwards(20);
        bench.look();
        bench.look();
        bench.site.add("ANN", AwardKind.MASTERED, GAME, now());
        bench.clock.advance(Duration.ofMinutes(5));
        somebodysAwards(2 * AwardSite.PAGE);
        bench.site.restartNumbers();
        bench.look();

        assertThat(bench.subjects(GUILD)).containsExactly("ANN game/7#mastered");
    }

    @Test
    void numbersThatRestartBeforeTheListIsReadMakeNoLateAwardLookOld() {
        bench.site.listsWork = false;
        registered("ANN");
        somebodysAwards(20);
        bench.look();
        bench.site.restartNumbers();
        somebodysAwards(1);
        bench.site.add("ANN", AwardKind.MASTERED, GAME, now().minus(Duration.ofHours(1)));
        bench.look();
        bench.site.listsWork = true;
        bench.lookAfter(Duration.ofHours(1));

        assertThat(bench.subjects(GUILD)).containsExactly("ANN game/7#mastered");
    }

    @Test
    void anEventsTierReachedWhileNoLookAtEventsHasSucceededYetIsFound() {
        bench.site.add("ANN", AwardKind.EVENT, 50, now());
        // The first look at events fails, and the list is read.
        bench.site.failAfter(1);
        registered("ANN");
        assertThat(bench.isListRead(GUILD, "ANN")).isTrue();
        bench.site.secondWorks = false;
        bench.lookAfter(Duration.ofMinutes(10));
        bench.site.reachNextTier("ANN", 50, now());
        for (int i = 0; i < 6; i++) {
            bench.lookAfter(Duration.ofMinutes(10));
            bench.site.add("ZED", AwardKind.EVENT, 60 + i, now());
        }
        bench.site.secondWorks = true;
        bench.lookAfter(Duration.ofMinutes(10));
        bench.lookAfter(Duration.ofMinutes(10));

        assertThat(bench.subjects(GUILD)).containsExactly("ANN event/50#tier-1");
    }

    @Test
    void theFirstLookByTheFirstApiGoesBackToTheFirstLink() {
        bench.feed(GUILD);
        bench.register(GUILD, "ANN");
        bench.clock.advance(Duration.ofMinutes(5));
        bench.site.add("ANN", AwardKind.MASTERED, GAME, now());
        bench.clock.advance(Duration.ofHours(1));
        somebodysAwards(150);
        bench.clock.advance(Duration.ofHours(1));
        bench.site.secondWorks = false;
        bench.run();

        assertThat(bench.subjects(GUILD)).containsExactly("ANN game/7#mastered");
    }

    @Test
    void theLateHorizonIsCountedFromTheFirstLinkUntilThereWasALook() {
        bench.feed(GUILD);
        bench.register(GUILD, "ANN");
        bench.clock.advance(Duration.ofHours(1));
        bench.site.add("ANN", AwardKind.MASTERED, GAME, now());
        bench.clock.advance(AwardBench.HORIZON.plusDays(1));
        bench.run();

        assertThat(bench.subjects(GUILD)).containsExactly("ANN game/7#mastered");
    }

    @Test
    void anAwardOfWhichTheListHasTwoRowsIsAnnouncedOnce() {
        bench.site.listsWork = false;
        registered("ANN");
        somebodysAwards(1);
        bench.look();
        bench.site.add("ANN", AwardKind.MASTERED, GAME, now().minus(Duration.ofHours(1)));
        bench.site.add("ANN", AwardKind.MASTERED, GAME, now().minus(Duration.ofHours(1)));
        bench.site.listsWork = true;
        bench.lookAfter(Duration.ofHours(1));

        assertThat(bench.subjects(GUILD)).containsExactly("ANN game/7#mastered");
    }

    @Test
    void nobodyIsSaidToBeFirstWhileAnothersListOfANewBeginningIsUnread() {
        registered("ANN", "BEN");
        bench.pause(GUILD, "BEN");
        bench.site.add("BEN", AwardKind.MASTERED, GAME, now());
        bench.look();
        bench.look();
        bench.look();
        bench.resume(GUILD, "BEN");
        bench.site.listsWork = false;
        bench.clock.advance(Duration.ofSeconds(5));
        bench.site.add("ANN", AwardKind.MASTERED, GAME, now());
        bench.look();

        assertThat(last().first()).isFalse();
    }

    @Test
    void aFirstLookReadsOnePageWhereNoLinkIsOlder() {
        somebodysAwards(5 * AwardSite.PAGE);
        registered("ANN");

        assertThat(Collections.frequency(bench.site.asked, "latestAwards")).isEqualTo(1);
    }

    @Test
    void whatAPlayerHasCompletedIsKnownWhileAllTheirAwardsAreRecorded() {
        CompletedGames completed = new CompletedGames(bench.database);
        bench.site.add("ANN", AwardKind.MASTERED, 1, now());
        bench.site.add("ANN", AwardKind.BEATEN_HARDCORE, 2, now());
        bench.site.listsWork = false;
        registered("ANN");
        long ann = bench.database.read(handle -> handle.createQuery("SELECT player_id FROM players")
                .mapTo(Long.class)
                .one());
        assertThat(completed.of(ann)).isEmpty();

        bench.site.listsWork = true;
        bench.lookAfter(Duration.ofHours(1));
        bench.site.add("ANN", AwardKind.COMPLETED, 3, now());
        bench.look();
        assertThat(completed.of(ann))
                .hasValueSatisfying(games -> assertThat(games).containsExactly(1L, 3L));

        bench.database.useTransaction(handle -> handle.execute("DELETE FROM feeds"));
        assertThat(completed.of(ann)).isEmpty();
    }
}
