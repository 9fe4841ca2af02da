package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
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

    /** Asks for a player every so many seconds, from one time to another; returns what is known in the end. */
    private Pace watch(Pace player, long from, long to, long interval, List<Long> unlocks) {
        Pace pace = player;
        for (long now = from + interval; now <= to; now += interval) {
            long until = now;
            List<Long> found = unlocks.stream()
                    .filter(date -> date > until - interval && date <= until)
                    .toList();
            hindsight.polled(pace, (double) (now - interval), (double) now, found);
            pace = pace.with(found);
        }
        return pace;
    }

    /** Everybody begins a sitting at one hour of the day, every day. */
    private void watchPlayersOf(long hour, int players, int days) {
        for (int i = 0; i < players; i++) {
            List<Long> unlocks = new ArrayList<>();
            for (int day = 0; day < days; day++) {
                unlocks.add(MIDNIGHT + day * DAY + hour * HOUR + i);
            }
            watch(Pace.ofNewcomer(MIDNIGHT), MIDNIGHT, MIDNIGHT + days * DAY, 1800, unlocks);
        }
    }

    @Test
    void nothingIsLikelierBeforeAnythingWasSeen() {
        assertThat(everybody.beginning(MIDNIGHT, 0, 0)).isEqualTo(1);
        assertThat(everybody.goingOn(2)).isEqualTo(1);
    }

    @Test
    void theHourAtWhichOthersBeginIsLikelierForAStranger() {
        watchPlayersOf(20, 30, 3);

        double evening = everybody.beginning(MIDNIGHT + 20 * HOUR, 0, 0);
        double noon = everybody.beginning(MIDNIGHT + 12 * HOUR, 0, 0);

        assertThat(evening).isGreaterThan(5 * noon);
        assertThat(noon).isPositive();
    }

    @Test
    void whereNobodyComesBackTheSameDayNobodyIsExpectedTo() {
        watchPlayersOf(20, 30, 3);
        double now = MIDNIGHT + 20 * HOUR;

        assertThat(everybody.beginning(now, now - 6 * HOUR, 1)).isLessThan(everybody.beginning(now, now - DAY, 1) / 5);
    }

    @Test
    void whereThoseOfWhomNothingIsKnownNeverPlayTheyAreExpectedLess() {
        for (int i = 0; i < 100; i++) {
            watch(Pace.ofNewcomer(MIDNIGHT), MIDNIGHT, MIDNIGHT + 3 * DAY, 1800, List.of());
        }

        assertThat(everybody.beginning(MIDNIGHT, 0, 0)).isLessThan(0.3);
    }

    @Test
    void aPauseAfterWhichOthersGoOnIsLikelierToEnd() {
        for (int i = 0; i < 20; i++) {
            Pace known = Pace.ofNewcomer(MIDNIGHT)
                    .with(LongStream.range(0, 20)
                            .map(k -> MIDNIGHT + k * 300)
                            .boxed()
                            .toList());
            List<Long> regular = LongStream.range(20, 30)
                    .map(k -> MIDNIGHT + k * 300)
                    .boxed()
                    .toList();
            watch(known, MIDNIGHT + 19 * 300, MIDNIGHT + 30 * 300, 20, regular);
        }

        assertThat(everybody.goingOn(1)).isGreaterThan(2);
        assertThat(everybody.goingOn(0.3)).isLessThan(0.5);
    }

    @Test
    void whatWasSeenWeeksAgoCountsForLittle() {
        watchPlayersOf(20, 30, 3);
        double evening = MIDNIGHT + 20 * HOUR;
        double before = everybody.beginning(evening, 0, 0);

        everybody.fadeTo(MIDNIGHT + 60.0 * DAY);

        assertThat(before).isGreaterThan(3);
        assertThat(everybody.beginning(evening, 0, 0)).isCloseTo(1, within(0.2));
    }

    @Test
    void aTimeInWhichNobodyWasAskedForTeachesNothing() {
        hindsight.polled(Pace.ofNewcomer(MIDNIGHT), MIDNIGHT, MIDNIGHT + 3.0 * DAY, List.of(MIDNIGHT + DAY));
        hindsight.polled(Pace.ofNewcomer(MIDNIGHT), 0, MIDNIGHT, List.of(MIDNIGHT - HOUR));
        hindsight.polled(Pace.ofNewcomer(MIDNIGHT), MIDNIGHT, MIDNIGHT - 60.0, List.of());

        assertThat(everybody.beginning(MIDNIGHT + DAY, 0, 0)).isEqualTo(1);
    }

    @Test
    void anUnlockThatComesLateBeganNothingNow() {
        Pace idle = Pace.ofNewcomer(MIDNIGHT - 30 * DAY);

        hindsight.polled(idle, MIDNIGHT, MIDNIGHT + 1800.0, List.of(MIDNIGHT - 5 * DAY));

        assertThat(everybody.beginning(MIDNIGHT, 0, 0)).isLessThan(1);
    }

    @Test
    void isTheSameAfterItWasStored() {
        watchPlayersOf(20, 10, 3);
        Rhythm read = new Rhythm();

        read.read(everybody.text());

        assertThat(read.text()).isEqualTo(everybody.text());
        assertThat(read.beginning(MIDNIGHT, 0, 0)).isCloseTo(everybody.beginning(MIDNIGHT, 0, 0), within(1e-3));
    }

    @Test
    void takesNothingElseForARhythm() {
        assertThatThrownBy(() -> everybody.read("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> everybody.read(everybody.text() + " 1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> everybody.read(everybody.text().replaceFirst("0", "NaN")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
