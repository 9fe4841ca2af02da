package io.github.cheevoherald.rota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PlayPatternTest {
    /** A Thursday, midnight. */
    private static final long MIDNIGHT = 1_767_225_600;

    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;

    private double rate(PlayPattern pattern, long now) {
        return pattern.rate((double) now, (double) now);
    }

    private static List<Long> sitting(long from, long pause, int unlocks) {
        return LongStream.range(0, unlocks).map(i -> from + i * pause).boxed().toList();
    }

    @Test
    void aSittingFadesWithinAboutAnHour() {
        long last = MIDNIGHT + 20 * HOUR;
        PlayPattern pattern = PlayPattern.ofNewcomer(MIDNIGHT).with(sitting(last - 3000, 300, 11));

        double soon = rate(pattern, last + 300);

        assertThat(soon).isBetween(1 / 600.0, 1 / 100.0);
        assertThat(rate(pattern, last + HOUR / 2)).isLessThan(soon / 2);
        assertThat(rate(pattern, last + HOUR)).isLessThan(soon / 8);
        assertThat(rate(pattern, last + 6 * HOUR)).isLessThan(soon / 50);
    }

    @Test
    void rightAfterAnUnlockAnotherIsUnlikely() {
        long last = MIDNIGHT + 20 * HOUR;
        PlayPattern pattern = PlayPattern.ofNewcomer(MIDNIGHT).with(sitting(last - 3000, 300, 11));

        assertThat(rate(pattern, last))
                .isLessThan(rate(pattern, last + 300) / 2)
                .isGreaterThan(1 / 3600.0);
    }

    @Test
    void fastUnlocksInASittingAreExpectedToContinue() {
        long last = MIDNIGHT + 20 * HOUR;
        PlayPattern fast = PlayPattern.ofNewcomer(MIDNIGHT).with(sitting(last - 1200, 60, 21));
        PlayPattern slow = PlayPattern.ofNewcomer(MIDNIGHT).with(sitting(last - 12_000, 600, 21));

        assertThat(rate(fast, last + 30)).isGreaterThan(4 * rate(slow, last + 30));
    }

    @Test
    void aDailyPlayerIsExpectedSoonerThanAnotherOne() {
        PlayPattern daily = PlayPattern.ofNewcomer(MIDNIGHT);
        for (int day = 0; day < 14; day++) {
            daily = daily.with(sitting(MIDNIGHT + day * DAY + 20 * HOUR, 300, 5));
        }
        PlayPattern never = PlayPattern.ofNewcomer(MIDNIGHT);
        long noon = MIDNIGHT + 14 * DAY + 12 * HOUR;

        assertThat(rate(daily, noon)).isGreaterThan(3 * rate(never, noon));
        assertThat(rate(daily, MIDNIGHT + 14 * DAY + 20 * HOUR)).isGreaterThan(3 * rate(daily, noon));
    }

    @Test
    void aPlayerWhoStoppedIsForgottenSlowly() {
        PlayPattern pattern = PlayPattern.ofNewcomer(MIDNIGHT).with(sitting(MIDNIGHT, 300, 10));

        double nextDay = rate(pattern, MIDNIGHT + DAY);
        double nextMonth = rate(pattern, MIDNIGHT + 30 * DAY);

        assertThat(nextMonth).isLessThan(nextDay / 4).isPositive();
    }

    @Test
    void aLateUnlockStartsNoSittingNow() {
        long now = MIDNIGHT + 5 * DAY;
        PlayPattern before = PlayPattern.ofNewcomer(MIDNIGHT).with(List.of(now - 10 * HOUR));

        PlayPattern after = before.with(List.of(now - 2 * DAY));

        assertThat(rate(after, now)).isLessThan(1 / (6.0 * HOUR));
    }

    @Test
    void aNewPlayerIsExpectedToPlaySoon() {
        PlayPattern pattern = PlayPattern.ofNewcomer(MIDNIGHT).active(MIDNIGHT);

        assertThat(rate(pattern, MIDNIGHT + 60)).isGreaterThan(1 / 1000.0);
    }

    @Test
    void isTheSameAfterStoring() {
        PlayPattern pattern =
                PlayPattern.ofNewcomer(MIDNIGHT).active(MIDNIGHT + 5).with(sitting(MIDNIGHT + HOUR, 77, 40));

        PlayPattern read = PlayPattern.parse(pattern.text());

        assertThat(read.text()).isEqualTo(pattern.text()).hasSizeLessThan(400);
        assertThat(rate(read, MIDNIGHT + 2 * HOUR)).isCloseTo(rate(pattern, MIDNIGHT + 2 * HOUR), within(1e-6));
    }

    @Test
    void refusesAnythingElse() {
        assertThatThrownBy(() -> PlayPattern.parse("0 1 2")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PlayPattern.parse("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> PlayPattern.parse(PlayPattern.ofNewcomer(1).text().replace("0.000", "x") + " "))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
