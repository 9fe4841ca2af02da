package io.github.cheevoherald.rota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RhythmTest {
    /** A Thursday, midnight. */
    private static final long MIDNIGHT = 1_767_225_600;

    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;

    private final Rhythm everybody = new Rhythm();
    private final Hindsight hindsight = new Hindsight(everybody);

    /** Asks for players every so many seconds, from one time to another. */
    private void watch(Pace player, long from, long to, long interval, List<List<Long>> unlocks) {
        List<Pace> paces = new ArrayList<>(Collections.nCopies(unlocks.size(), player));
        for (long now = from + interval; now <= to; now += interval) {
            long until = now;
            for (int i = 0; i < paces.size(); i++) {
                List<Long> found = unlocks.get(i).stream()
                        .filter(date -> date > until - interval && date <= until)
                        .toList();
                hindsight.polled(paces.get(i), now - interval, now, found);
                paces.set(i, paces.get(i).with(found));
            }
        }
    }

    /** Everybody begins a sitting at one hour of every fourth day, not all of them on the same days. */
    private void watchPlayersOf(long hour, int players, int days) {
        List<List<Long>> unlocks = new ArrayList<>();
        for (int i = 0; i < players; i++) {
            List<Long> ofOne = new ArrayList<>();
            for (int day = i % 4; day < days; day += 4) {
                ofOne.add(MIDNIGHT + day * DAY + hour * HOUR + i);
            }
            unlocks.add(ofOne);
        }
        watch(Pace.ofNewcomer(MIDNIGHT), MIDNIGHT, MIDNIGHT + days * DAY, 1800, unlocks);
    }

    @Test
    void nothingIsLikelierBeforeAnythingWasSeen() {
        assertThat(everybody.beginning(MIDNIGHT, 0, 0)).isEqualTo(1);
        assertThat(everybody.goingOn(2)).isEqualTo(1);
    }

    @Test
    void theHourAtWhichOthersBeginIsLikelierForEverybody() {
        watchPlayersOf(20, 30, 8);

        double evening = everybody.beginning(MIDNIGHT + 20 * HOUR, MIDNIGHT + 20 * HOUR - 4 * DAY, 1);
        double noon = everybody.beginning(MIDNIGHT + 12 * HOUR, MIDNIGHT + 12 * HOUR - 4 * DAY, 1);

        assertThat(evening).isGreaterThan(5 * noon);
        assertThat(noon).isPositive();
    }

    @Test
    void whereNobodyComesBackTheSameDayNobodyIsExpectedTo() {
        watchPlayersOf(20, 30, 8);
        double now = MIDNIGHT + 20 * HOUR;

        assertThat(everybody.beginning(now, now - 6 * HOUR, 1))
                .isLessThan(everybody.beginning(now, now - 4 * DAY, 1) / 5);
    }

    @Test
    void whereThoseOfWhomNothingIsKnownNeverPlayTheyAreExpectedLess() {
        watch(Pace.ofNewcomer(MIDNIGHT), MIDNIGHT, MIDNIGHT + 3 * DAY, 1800, Collections.nCopies(100, List.of()));

        assertThat(everybody.beginning(MIDNIGHT, 0, 0)).isLessThan(0.3);
    }

    @Test
    void aPauseAfterWhichOthersGoOnIsLikelierToEnd() {
        List<Long> dates =
                LongStream.range(0, 30).map(k -> MIDNIGHT + k * 300).boxed().toList();
        Pace known = Pace.ofNewcomer(MIDNIGHT).with(dates.subList(0, 20));

        watch(known, MIDNIGHT + 19 * 300, MIDNIGHT + 30 * 300, 20, Collections.nCopies(20, dates.subList(20, 30)));

        assertThat(everybody.goingOn(1)).isGreaterThan(2);
        assertThat(everybody.goingOn(0.3)).isLessThan(0.5);
    }

    @Test
    void whatWasSeenWeeksAgoCountsForLittle() {
        watchPlayersOf(20, 30, 8);
        double evening = MIDNIGHT + 20 * HOUR;
        double before = everybody.beginning(evening, 0, 0);

        everybody.fadeTo(MIDNIGHT + 60.0 * DAY);

        assertThat(before).isGreaterThan(3);
        assertThat(everybody.beginning(evening, 0, 0)).isCloseTo(1, within(0.2));
    }

    @Test
    void aTimeInWhichNobodyWasAskedForTeachesNothing() {
        hindsight.polled(Pace.ofNewcomer(MIDNIGHT), MIDNIGHT, MIDNIGHT + 3 * DAY, List.of(MIDNIGHT + DAY));
        hindsight.polled(Pace.ofNewcomer(MIDNIGHT), 0, MIDNIGHT, List.of(MIDNIGHT - HOUR));
        hindsight.polled(Pace.ofNewcomer(MIDNIGHT), MIDNIGHT, MIDNIGHT - 60, List.of());

        assertThat(everybody.beginning(MIDNIGHT + DAY, 0, 0)).isEqualTo(1);
    }

    @Test
    void anUnlockThatComesLateBeganNothingNow() {
        Pace idle = Pace.ofNewcomer(MIDNIGHT - 30 * DAY);

        hindsight.polled(idle, MIDNIGHT, MIDNIGHT + 1800, List.of(MIDNIGHT - 5 * DAY));

        assertThat(everybody.beginning(MIDNIGHT, 0, 0)).isLessThan(1);
    }

    @Test
    void anUnlockAfterALongPauseBeganASittingAndEndedNoPause() {
        Pace known = Pace.ofNewcomer(MIDNIGHT).with(List.of(MIDNIGHT));
        double now = MIDNIGHT + 2.0 * HOUR;

        hindsight.polled(known, MIDNIGHT + 1800, MIDNIGHT + 3 * HOUR, List.of(MIDNIGHT + 2 * HOUR));

        assertThat(everybody.beginning(now, MIDNIGHT, known.habits().sittings()))
                .isGreaterThan(1);
        for (double medians = 0.05; medians < 1000; medians *= 1.4) {
            assertThat(everybody.goingOn(medians)).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aClockThatWasAheadForAWhileKeepsNothingFromFading() {
        everybody.fadeTo(MIDNIGHT + 7000.0 * DAY);
        watchPlayersOf(20, 30, 8);
        double evening = MIDNIGHT + 20 * HOUR;
        double before = everybody.beginning(evening, 0, 0);

        everybody.fadeTo(MIDNIGHT + 60.0 * DAY);

        assertThat(everybody.beginning(evening, 0, 0)).isLessThan(before / 2);
    }

    @Test
    void neverMultipliesByMoreThanAHundred() {
        for (int i = 0; i < 1000; i++) {
            everybody.began(MIDNIGHT, 0, 0);
        }

        assertThat(everybody.beginning(MIDNIGHT, 0, 0)).isEqualTo(100);
    }

    @Test
    void isTheSameAfterItWasStored() {
        watchPlayersOf(20, 10, 8);
        Rhythm read = new Rhythm();

        read.read(everybody.text());

        assertThat(read.text()).isEqualTo(everybody.text());
        assertThat(read.beginning(MIDNIGHT, 0, 0)).isCloseTo(everybody.beginning(MIDNIGHT, 0, 0), within(1e-2));
    }

    @Test
    void takesNothingElseForARhythm() {
        assertThatThrownBy(() -> everybody.read("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> everybody.read(everybody.text() + " 1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> everybody.read(everybody.text().replaceFirst("0", "NaN")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
