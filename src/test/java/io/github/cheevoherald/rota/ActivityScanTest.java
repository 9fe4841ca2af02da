package io.github.cheevoherald.rota;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ActivityScanTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
    private final List<Instant> requests = new ArrayList<>();
    private final List<Integer> offsets = new ArrayList<>();
    private final List<ActivityScan.Sighting> sightings = new ArrayList<>();
    private final List<Duration> scanned = new ArrayList<>();
    private int wanted = 1000;
    private int siteActive = 3000;
    private Duration betweenIdle = MINUTE;
    private int failing = Integer.MAX_VALUE;
    private IntPredicate isBroken = offset -> false;
    private Duration siteAhead = Duration.ZERO;
    private ActivityScan scan = new ActivityScan(this::page, listener(), 30, clock);

    private ActivityScan.Listener listener() {
        return new ActivityScan.Listener() {
            @Override
            public int wanted() {
                return wanted;
            }

            @Override
            public void sighted(List<ActivityScan.Sighting> players) {
                sightings.addAll(players);
            }

            @Override
            public void scanned(Duration untilNext) {
                scanned.add(untilNext);
            }
        };
    }

    @BeforeEach
    void begin() {
        clock.advance(Duration.ofSeconds(1));
    }

    /** Half of the active players were active in the last full minute, the others in the one before. */
    private Optional<ActivitySource.Page> page(int offset) {
        requests.add(clock.instant());
        offsets.add(offset);
        if (offset >= failing || isBroken.test(offset)) {
            return Optional.empty();
        }
        Instant site = clock.instant().plus(siteAhead);
        Instant minute = site.minusMillis(Math.floorMod(site.toEpochMilli(), MINUTE.toMillis()));
        int total = 20_000;
        List<ActivitySource.Mark> marks = IntStream.range(offset, Math.min(offset + 100, total))
                .mapToObj(place -> mark(place, place == 0 ? site : minute))
                .toList();
        return Optional.of(new ActivitySource.Page(total, marks));
    }

    private ActivitySource.Mark mark(int place, Instant minute) {
        double minutesAgo = siteActive == 0 ? place : Math.min(place, siteActive) * 2.0 / siteActive;
        Duration idle = betweenIdle.multipliedBy(Math.max(0, place - siteActive));
        return new ActivitySource.Mark(
                "U" + place,
                new Points(0, 0),
                minute.minusMillis((long) (minutesAgo * MINUTE.toMillis())).minus(idle));
    }

    /** Lets the scan ask whenever it wants to. */
    private void watch(Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            scan.askNext();
            clock.advance(Duration.ofMillis(100));
        }
    }

    private List<Double> secondsAfterTheMinute() {
        return requests.stream()
                .map(at -> Math.floorMod(at.plus(siteAhead).toEpochMilli(), MINUTE.toMillis()) / 1000.0)
                .toList();
    }

    private long mostInAMinute() {
        return requests.stream()
                .mapToLong(from -> requests.stream()
                        .filter(at -> !at.isBefore(from) && at.isBefore(from.plus(MINUTE)))
                        .count())
                .max()
                .orElseThrow();
    }

    @Test
    void aScanBeginsFourSecondsAfterTheFullMinuteAndIsOverBeforeTheNext() {
        siteActive = 2000;

        watch(Duration.ofMinutes(5));

        assertThat(secondsAfterTheMinute()).allMatch(second -> second >= 4 && second <= 54.1);
        assertThat(requests.get(0)).isEqualTo(NOON.plusSeconds(4));
        assertThat(scanned).hasSize(5).allMatch(MINUTE::equals);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 20, 45, 70})
    void aLateBeginMovesNoLaterScan(int seconds) {
        siteActive = 2700;
        watch(Duration.ofMinutes(2));
        clock.advance(Duration.ofSeconds(seconds));
        watch(Duration.ofMinutes(3));
        requests.clear();
        scanned.clear();

        watch(Duration.ofMinutes(5));

        assertThat(secondsAfterTheMinute()).allMatch(second -> second >= 4 && second <= 54.1);
        assertThat(scanned).hasSize(5);
    }

    @Test
    void aPageWithoutTimesEndsTheScanAndCountsForNothing() {
        scan = new ActivityScan(
                offset -> {
                    requests.add(clock.instant());
                    return Optional.of(
                            new ActivitySource.Page(20_000, List.of(new ActivitySource.Mark("U1", new Points(0, 0)))));
                },
                listener(),
                30,
                clock);

        watch(Duration.ofMinutes(3));

        assertThat(requests).hasSize(3);
        assertThat(sightings).isEmpty();
        assertThat(scanned).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT23S", "PT-23S", "PT2H0.5S", "PT-30H"})
    void theMinuteIsTheSites(Duration ahead) {
        siteActive = 2000;
        siteAhead = ahead;
        scan.siteIsAhead(ahead);
        watch(Duration.ofMinutes(2));
        requests.clear();
        scanned.clear();

        watch(Duration.ofMinutes(5));

        assertThat(secondsAfterTheMinute()).allMatch(second -> second >= 3.9 && second <= 54.1);
        assertThat(scanned).hasSizeBetween(4, 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT23S", "PT-23S", "PT2H", "PT-30H"})
    void anUnknownDifferenceOfTheClocksChangesNeitherTheDepthNorHowLongAgoPlayersWereActive(Duration ahead) {
        siteActive = 1000;
        siteAhead = ahead;

        watch(Duration.ofMinutes(10));

        assertThat(requests).hasSizeBetween(90, 130);
        assertThat(scanned).hasSizeBetween(9, 10);
        assertThat(sightings)
                .filteredOn(player -> player.ulid().equals("U500"))
                .hasSizeBetween(9, 11)
                .allMatch(
                        player -> player.ago().toSeconds() >= 60 && player.ago().toSeconds() <= 120);
    }

    @Test
    void stopsAtAPageThatHoldsOnlyPlayersOlderThanTheScanBeforeLessTwoMinutes() {
        siteActive = 1000;

        watch(Duration.ofMinutes(5));

        // Ten pages of active players, one whose first row is not older, and one that holds only older ones.
        assertThat(offsets.stream().mapToInt(offset -> offset).max()).hasValue(1100);
        assertThat(requests).hasSize(5 * 12);
    }

    @Test
    void readsNoMoreThanItsBudgetAndTrustsNothingThatItDidNotReach() {
        siteActive = 9000;

        watch(Duration.ofMinutes(10));

        assertThat(requests).hasSizeBetween(270, 300);
        assertThat(mostInAMinute()).isEqualTo(30);
        assertThat(scanned).isEmpty();
        assertThat(sightings).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 29, 31, 100, 250, 299, 300, 10_000})
    void noMinuteHasMoreRequestsThanTheBudget(int players) {
        wanted = players;

        for (int i = 0; i < 60; i++) {
            siteActive = 500 + i * 1777 % 4000;
            failing = i % 7 == 3 ? 700 : Integer.MAX_VALUE;
            watch(Duration.ofSeconds(53));
        }

        assertThat(requests.isEmpty() ? 0 : mostInAMinute()).isLessThanOrEqualTo(30);
    }

    @Test
    void nobodyToLookOutForCostsNothing() {
        wanted = 0;

        watch(Duration.ofHours(2));

        assertThat(requests).isEmpty();

        wanted = 400;
        watch(Duration.ofSeconds(61));
        assertThat(requests).isNotEmpty();
    }

    @Test
    void fewPlayersGetFewerScansAndAHandfulNone() {
        siteActive = 2800;
        wanted = 100;
        watch(Duration.ofMinutes(30));
        assertThat(requests).hasSize(10 * 30);
        assertThat(scanned).allMatch(Duration.ofMinutes(3)::equals);

        wanted = 7;
        watch(Duration.ofMinutes(3));
        requests.clear();
        watch(Duration.ofHours(1));
        assertThat(requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7})
    void whoeverElseNeedsTheListHasItReadEveryTenMinutesHoweverFewPlayersAreLookedOutFor(int players) {
        wanted = players;
        boolean[] alsoWanted = {true};
        scan = new ActivityScan(this::page, listener(), () -> alsoWanted[0], 30, clock);
        watch(Duration.ofMinutes(31));
        assertThat(offsets).filteredOn(offset -> offset == 0).hasSize(4);

        alsoWanted[0] = false;
        requests.clear();
        watch(Duration.ofMinutes(30));
        assertThat(requests).isEmpty();
    }

    @Test
    void moreScansThanThatAreAsManyAsBefore() {
        siteActive = 1000;
        scan = new ActivityScan(this::page, listener(), () -> true, 30, clock);

        watch(Duration.ofMinutes(5));

        assertThat(offsets).filteredOn(offset -> offset == 0).hasSize(5);
    }

    @Test
    void theFirstScanForWhoeverElseNeedsTheListReachesBackAnHourHoweverManyMinutesThatTakes() {
        scan = new ActivityScan(this::page, listener(), () -> true, 30, clock);

        watch(Duration.ofMinutes(5));

        assertThat(sightings).anyMatch(player -> player.ago().toMinutes() >= 60);
        assertThat(mostInAMinute()).isEqualTo(30);
        assertThat(offsets)
                .as("later ones don't")
                .filteredOn(offset -> offset > 3000)
                .hasSizeBetween(1, 2);
    }

    @Test
    void whoWasBeyondTheBudgetOfAScanIsSeenByOneThatGoesOnForLonger() {
        scan = new ActivityScan(this::page, listener(), () -> true, 30, clock);
        watch(Duration.ofMinutes(5));
        int until = requests.size();

        watch(Duration.ofHours(1));

        List<Instant> beyond = IntStream.range(until, requests.size())
                .filter(i -> offsets.get(i) == 3000)
                .mapToObj(requests::get)
                .toList();
        assertThat(beyond).hasSizeBetween(4, 6);
        assertThat(mostInAMinute()).isEqualTo(30);
    }

    @Test
    void noScanThatCatchesUpReachesBackForMoreThanAnHour() {
        boolean[] alsoWanted = {true};
        siteActive = 1000;
        betweenIdle = Duration.ofSeconds(1);
        scan = new ActivityScan(this::page, listener(), () -> alsoWanted[0], 30, clock);
        watch(Duration.ofMinutes(3));
        alsoWanted[0] = false;
        watch(Duration.ofHours(3));
        alsoWanted[0] = true;
        sightings.clear();

        watch(Duration.ofMinutes(4));

        assertThat(sightings).anyMatch(player -> player.ago().toMinutes() >= 60);
        assertThat(sightings).noneMatch(player -> player.ago().toMinutes() > 70);
    }

    /** Ten pages of active players, and 36 more until the hour is full. */
    private void catchUp() {
        siteActive = 1000;
        betweenIdle = Duration.ofSeconds(1);
        scan = new ActivityScan(this::page, listener(), () -> true, 30, clock);
    }

    @Test
    void aScanThatCatchesUpTellsOnceAndAsSoonAsAnyOtherThatItReachedBack() {
        catchUp();
        watchUntilAskedFor(1300);
        assertThat(scanned).containsExactly(MINUTE);

        watchUntilAskedFor(4500);

        assertThat(scanned).hasSize(1);
        assertThat(offsets).as("one scan").filteredOn(offset -> offset == 0).hasSize(1);
        watch(Duration.ofMinutes(5));
        assertThat(scanned).hasSizeBetween(5, 6);
        assertThat(mostInAMinute()).isEqualTo(30);
    }

    private void watchUntilAskedFor(int offset) {
        Instant end = clock.instant().plus(Duration.ofHours(1));
        while (!offsets.contains(offset) && clock.instant().isBefore(end)) {
            watch(Duration.ofMillis(100));
        }
    }

    @Test
    void aScanThatCatchesUpAsksAgainForAPageThatFailedAndGoesOnThere() {
        catchUp();
        isBroken = offset ->
                offset == 2500 && offsets.stream().filter(at -> at == 2500).count() <= 2;

        watchUntilAskedFor(4500);

        assertThat(offsets).containsOnlyOnce(0).containsSubsequence(2400, 2500, 2500, 2500, 2600);
        int failed = offsets.indexOf(2500);
        assertThat(Duration.between(requests.get(failed), requests.get(failed + 1)))
                .isBetween(ListReader.MIN_PAUSE, ListReader.MIN_PAUSE.plusSeconds(1));
        assertThat(sightings).anyMatch(player -> player.ulid().equals("U2550"));
        assertThat(mostInAMinute()).isLessThanOrEqualTo(30);
    }

    @Test
    void aScanThatCatchesUpLeavesOutAPageThatFailedThreeTimes() {
        catchUp();
        isBroken = offset -> offset == 2500;

        watch(Duration.ofHours(1));

        assertThat(sightings).anyMatch(player -> player.ago().toMinutes() >= 60);
        assertThat(offsets).filteredOn(offset -> offset == 2500).hasSize(3);
        assertThat(offsets).filteredOn(offset -> offset == 2600).hasSize(1);
        assertThat(scanned).hasSizeGreaterThan(50);
        assertThat(mostInAMinute()).isLessThanOrEqualTo(30);
    }

    @Test
    void aPageBeforeTheUsualEndThatFailsBeginsTheScanAnewThoughItCatchesUp() {
        catchUp();
        isBroken = offset ->
                offset == 500 && offsets.stream().filter(at -> at == 500).count() <= 1;

        watchUntilAskedFor(600);

        assertThat(offsets).containsSubsequence(400, 500, 0, 100, 200, 300, 400, 500, 600);
    }

    @Test
    void anOutageInAScanThatCatchesUpMeansThatItBeginsAnew() {
        catchUp();
        watchUntilAskedFor(2500);
        failing = 0;
        watch(Duration.ofMinutes(30));
        sightings.clear();
        failing = Integer.MAX_VALUE;

        watch(Duration.ofMinutes(15));

        assertThat(sightings).anyMatch(player -> player.ulid().equals("U2550"));
        assertThat(sightings).anyMatch(player -> player.ago().toMinutes() >= 60);
    }

    @Test
    void whereTheSiteNeverShowsPagesFarBackScansAreTheUsualOnesInTheEnd() {
        catchUp();
        failing = 3100;
        watch(Duration.ofHours(2));
        assertThat(mostInAMinute()).isLessThanOrEqualTo(30);
        offsets.clear();
        scanned.clear();

        watch(Duration.ofHours(1));

        assertThat(offsets).noneMatch(offset -> offset >= 3100);
        assertThat(scanned).hasSize(60);
    }

    @Test
    void afterAFailureItPausesLongerAndLongerAndThenReadsBackAsFarAsItCan() {
        siteActive = 1000;
        watch(Duration.ofMinutes(3));
        scanned.clear();
        requests.clear();
        failing = 0;

        watch(Duration.ofHours(1));

        assertThat(scanned).isEmpty();
        assertThat(requests).hasSizeBetween(6, 12);

        failing = Integer.MAX_VALUE;
        watch(Duration.ofMinutes(12));
        assertThat(scanned).isNotEmpty();
    }

    @Test
    void whatWasReadBeforeAPageFailedCounts() {
        siteActive = 1000;
        failing = 500;

        watch(MINUTE);

        assertThat(offsets).startsWith(0, 100, 200, 300, 400, 500);
        assertThat(sightings).hasSizeGreaterThanOrEqualTo(500);
        assertThat(scanned).isEmpty();
    }

    @Test
    void anEmptyListIsNoScanOfAnybody() {
        scan = new ActivityScan(offset -> Optional.of(new ActivitySource.Page(0, List.of())), listener(), 30, clock);

        watch(Duration.ofMinutes(3));

        assertThat(sightings).isEmpty();
        assertThat(scanned).isEmpty();
    }
}
