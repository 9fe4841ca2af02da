package io.github.cheevoherald.rota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PaceTest {
    /** A Thursday, midnight. */
    private static final long MIDNIGHT = 1_767_225_600;

    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;

    private final Rhythm everybody = new Rhythm();

    private double rate(Pace pace, long now) {
        return pace.rate((double) now, (double) now, everybody);
    }

    private static List<Long> sitting(long from, long pause, int unlocks) {
        return LongStream.range(0, unlocks).map(i -> from + i * pause).boxed().toList();
    }

    @Test
    void aSittingFadesWithinAboutAnHour() {
        long last = MIDNIGHT + 20 * HOUR;
        Pace pace = Pace.ofNewcomer(MIDNIGHT).with(sitting(last - 3000, 300, 11));

        double soon = rate(pace, last + 300);

        assertThat(soon).isBetween(1 / 600.0, 1 / 100.0);
        assertThat(rate(pace, last + HOUR / 2)).isLessThan(soon / 2);
        assertThat(rate(pace, last + HOUR)).isLessThan(soon / 8);
        assertThat(rate(pace, last + 6 * HOUR)).isLessThan(soon / 50);
    }

    @Test
    void rightAfterAnUnlockTheNextIsSeldom() {
        long last = MIDNIGHT + 20 * HOUR;
        Pace pace = Pace.ofNewcomer(MIDNIGHT).with(sitting(last - 3000, 300, 11));

        assertThat(rate(pace, last)).isLessThan(rate(pace, last + 300) / 2).isGreaterThan(1 / 3600.0);
    }

    @Test
    void whoUnlocksFasterInASittingIsExpectedToGoOnSo() {
        long last = MIDNIGHT + 20 * HOUR;
        Pace fast = Pace.ofNewcomer(MIDNIGHT).with(sitting(last - 1200, 60, 21));
        Pace slow = Pace.ofNewcomer(MIDNIGHT).with(sitting(last - 12_000, 600, 21));

        assertThat(rate(fast, last + 30)).isGreaterThan(4 * rate(slow, last + 30));
    }

    @Test
    void whoPlaysEveryDayIsExpectedSoonerThanWhoDoesNot() {
        Pace daily = Pace.ofNewcomer(MIDNIGHT);
        for (int day = 0; day < 14; day++) {
            daily = daily.with(sitting(MIDNIGHT + day * DAY + 20 * HOUR, 300, 5));
        }
        Pace never = Pace.ofNewcomer(MIDNIGHT);
        long noon = MIDNIGHT + 14 * DAY + 12 * HOUR;

        assertThat(rate(daily, noon)).isGreaterThan(3 * rate(never, noon));
        assertThat(rate(daily, MIDNIGHT + 14 * DAY + 20 * HOUR)).isGreaterThan(3 * rate(daily, noon));
    }

    @Test
    void whoStoppedPlayingIsForgottenSlowly() {
        Pace pace = Pace.ofNewcomer(MIDNIGHT).with(sitting(MIDNIGHT, 300, 10));

        double nextDay = rate(pace, MIDNIGHT + DAY);
        double nextMonth = rate(pace, MIDNIGHT + 30 * DAY);

        assertThat(nextMonth).isLessThan(nextDay / 4).isPositive();
    }

    @Test
    void anUnlockThatComesLateStartsNoSittingNow() {
        long now = MIDNIGHT + 5 * DAY;
        Pace before = Pace.ofNewcomer(MIDNIGHT).with(List.of(now - 10 * HOUR));

        Pace after = before.with(List.of(now - 2 * DAY));

        assertThat(rate(after, now)).isLessThan(1 / (6.0 * HOUR));
    }

    @Test
    void whoRegistersIsTakenForAPlayerAboutToPlay() {
        Pace pace = Pace.ofNewcomer(MIDNIGHT).active(MIDNIGHT);

        assertThat(rate(pace, MIDNIGHT + 60)).isGreaterThan(1 / 1000.0);
    }

    @Test
    void isTheSameAfterItWasStored() {
        Pace pace = Pace.ofNewcomer(MIDNIGHT).active(MIDNIGHT + 5).with(sitting(MIDNIGHT + HOUR, 77, 40));

        Pace read = Pace.parse(pace.text());

        assertThat(read.text()).isEqualTo(pace.text()).hasSizeLessThan(400);
        assertThat(rate(read, MIDNIGHT + 2 * HOUR)).isCloseTo(rate(pace, MIDNIGHT + 2 * HOUR), within(1e-6));
    }

    @Test
    void takesNothingElseForAPace() {
        assertThatThrownBy(() -> Pace.parse("0 1 2")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pace.parse("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pace.parse(Pace.ofNewcomer(1).text().replace("0.000", "x") + " "))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
